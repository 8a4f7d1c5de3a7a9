//! `Scan`: all items of a table or index, in no order.

use std::{fmt, sync::Arc};

use aws_sdk_dynamodb::operation::scan::builders::ScanFluentBuilder;

use super::{
    cursor::Cursor,
    kind,
    lent::Lent,
    parallel::ParallelScan,
    query::place_keys,
    reader::{Line, Pace, Reader, Request},
    reading::Reading,
    stream::{Prepare, Prepared},
};
use crate::{
    Dynamo, Error, IndexSpec,
    access::Access,
    attribute::{ConvertError, Item},
    expression::{
        Condition, HasFields, IntoCondition, Placeholders, Projection, ProjectionOf, RawPath,
        Selection,
    },
    operation::call::Call,
    partition::{ConsistentRead, Place},
};

/// Reads all items of a table or of an index, in no order. Made by [`DynamoModel::scan`](crate::DynamoModel::scan).
///
/// It reads, and pays for, everything that is there; a query reads one partition. Awaited as it is, it sends one request
/// and answers one [`Page`](crate::operation::Page); the other methods send as many as it takes.
#[must_use = "an operation does nothing until it is awaited"]
pub struct Scan<P: Place, O = <P as Place>::Item> {
    call: Call,
    filter: Option<Condition<P::Model>>,
    reading: Reading<P::Model, O>,
    consistent: bool,
    pace: Pace,
    segment: Option<(u32, u32)>,
    after: Option<Cursor<P>>,
}

type ModelOf<P> = <P as Place>::Model;
type FieldsOf<P> = <<P as Place>::Model as HasFields>::Fields;

impl<P: Place> Scan<P> {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self {
            call: Call::about(P::READER, db),
            filter: None,
            reading: Reading::whole(),
            consistent: false,
            pace: Pace::default(),
            segment: None,
            after: None,
        }
    }
}

impl<P: Place, O> Scan<P, O> {
    /// Leaves out items that don't meet the condition. They are read, and paid for, all the same.
    pub fn filter<C>(mut self, condition: impl FnOnce(FieldsOf<P>) -> C) -> Self
    where
        C: IntoCondition<ModelOf<P>>,
    {
        let condition = condition(RawPath::root().into()).into_condition();
        self.filter = Some(match self.filter.take() {
            Some(before) => before & condition,
            None => condition,
        });
        self
    }

    /// Reads what has been written last, for twice the capacity.
    pub fn consistent(mut self) -> Self
    where
        P: ConsistentRead,
    {
        self.consistent = true;
        self
    }

    /// Answers so many items at the most, over all pages.
    pub fn limit(mut self, items: usize) -> Self {
        self.pace.limit = Some(items);
        self
    }

    /// Lets one request read so many items at the most, before the filter.
    pub fn page_size(mut self, items: u32) -> Self {
        self.pace.page_size = Some(items.try_into().unwrap_or(i32::MAX));
        self
    }

    /// Reads on where a page ended.
    pub fn after(mut self, cursor: Cursor<P>) -> Self {
        self.after = Some(cursor);
        self
    }

    /// Waits between requests so that so many capacity units are consumed per second, on average.
    pub fn capacity_per_second(mut self, units: f64) -> Self {
        self.pace.capacity_per_second = Some(units);
        self
    }

    /// Lets each page tell what it consumed.
    pub fn with_capacity(mut self) -> Self {
        self.pace.tell_capacity = true;
        self
    }

    /// Reads one of `total` parts of about the same size, counted from 0: for a reader on each of several machines.
    /// DynamoDB allows up to 1,000,000 segments (API reference, `Scan`, `TotalSegments`).
    pub fn segment(mut self, segment: u32, total: u32) -> Self {
        self.segment = Some((segment, total));
        self
    }

    /// Signs this scan otherwise: the most specific layer of options.
    pub fn with(mut self, access: Access) -> Self {
        self.call = self.call.with(access);
        self
    }

    /// Reads only these attributes: `.project(|o| (o.status, o.total))`. What an item does not have is none where its
    /// type is an `Option`, and an error where it is not: a place in a list that is too short as well.
    pub fn project<Q, F>(self, paths: impl FnOnce(FieldsOf<P>) -> Q) -> Scan<P, Q::Output>
    where
        Q: Projection<ModelOf<P>, F>,
    {
        let paths = paths(RawPath::root().into());
        self.reading(Reading::selection(Selection::of(&paths)))
    }

    /// Reads only the attributes that the type `T` is made of.
    pub fn project_as<T: ProjectionOf<ModelOf<P>>>(self) -> Scan<P, T> {
        self.reading(Reading::selection(Selection::of_type()))
    }

    fn reading<T>(self, reading: Reading<P::Model, T>) -> Scan<P, T> {
        Scan {
            call: self.call,
            filter: self.filter,
            reading,
            consistent: self.consistent,
            pace: self.pace,
            segment: self.segment,
            after: self.after,
        }
    }

    /// Leaves for the SDK's own request, signed as the model says.
    ///
    /// # Errors
    ///
    /// A condition is wrong, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<ScanFluentBuilder, Error> {
        self.request().await.map(|(request, ..)| request)
    }

    async fn request(self) -> Result<(ScanFluentBuilder, Reading<P::Model, O>, Pace, Line), Error> {
        let mut placeholders = Placeholders::new(P::READER.name);
        let pace = Pace {
            has_filter: self.filter.is_some() || self.reading.picks(),
            ..self.pace
        };
        let filter = kind::of_scan::<P>() & self.filter.unwrap_or_else(Condition::always);
        let filter = filter.render("filter", &mut placeholders)?;
        let projection = self.reading.render(&mut placeholders)?;
        let (names, values) = placeholders.into_tables();
        let (segment, total) = self.segment.unzip();
        let signed = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        let open = self.call.open().await?;
        let line = Line::of(&open);
        let request = open
            .client
            .scan()
            .table_name(open.table)
            .set_index_name(P::INDEX.map(|index| index.name.to_owned()))
            .set_filter_expression(filter)
            .set_projection_expression(projection)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_consistent_read(self.consistent.then_some(true))
            .set_segment(segment.map(signed))
            .set_total_segments(total.map(signed))
            .set_exclusive_start_key(self.after.map(Cursor::into_key));
        Ok((request, self.reading, pace, line))
    }
}

impl<P: Place> Scan<P> {
    /// Looks at each item while it stands in the response, and keeps what the closure makes of it. What is looked at may
    /// borrow from the response, so that an item that is left out never costs an allocation:
    ///
    /// ```
    /// # use std::borrow::Cow;
    /// # use dynamo_model::{Dynamo, Error, prelude::*};
    /// # #[derive(DynamoModel)]
    /// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] number: u64, city: String, total: u64 }
    /// #[derive(DynamoValue)]
    /// struct Glance<'a> { city: Cow<'a, str>, total: u64 }
    ///
    /// # async fn f(db: &Dynamo) -> Result<(), Error> {
    /// let large: Vec<Order> = Order::scan(db)
    ///     .pick(|order| {
    ///         let glance: Glance<'_> = order.peek()?;
    ///         let large = glance.total > 1_000 && glance.city.starts_with("Ber");
    ///         if large { order.read().map(Some) } else { Ok(None) }
    ///     })
    ///     .all()
    ///     .await?;
    /// # Ok(()) }
    /// ```
    ///
    /// Items that are left out are read, and paid for, all the same; [`filter`](Self::filter) leaves them out before they
    /// are sent. The closure may be called more than once for an item. [`count`](Self::count) counts what it keeps.
    pub fn pick<T>(
        self,
        pick: impl Fn(Lent<'_, '_>) -> Result<Option<T>, ConvertError> + Send + Sync + 'static,
    ) -> Scan<P, T> {
        self.reading(Reading::Pick(Box::new(pick)))
    }
}

impl<P: Place, O: Send + 'static> Scan<P, O> {
    /// Reads so many segments at the same time, each with one page in memory at the most.
    pub fn parallel(self, segments: u32) -> ParallelScan<P, O> {
        ParallelScan::new(self, segments)
    }

    /// Ready to be read, in one segment or in many.
    pub(super) async fn open(mut self) -> Result<Opened<P, O>, Error> {
        let start = self.after.take().map(Cursor::into_key);
        let (request, reading, pace, line) = self.request().await?;
        Ok(Opened {
            request,
            reading: Arc::new(reading),
            pace,
            line,
            start,
        })
    }
}

impl<P: Place, O: Send + 'static> Prepare<P, O> for Scan<P, O> {
    fn wanted(&self) -> Option<usize> {
        self.pace.limit
    }

    fn begins(&self) -> Option<Cursor<P>> {
        self.after.clone()
    }

    async fn prepare(self) -> Result<Prepared<P::Model, O>, Error> {
        let opened = self.open().await?;
        let request = Request::Scan(opened.request);
        Ok(Prepared {
            reader: Reader::new(
                P::READER.name,
                request,
                opened.start,
                opened.pace,
                opened.line,
                place_keys::<P>(),
            ),
            reading: opened.reading,
        })
    }
}

/// A scan whose request is written.
pub(super) struct Opened<P: Place, O> {
    request: ScanFluentBuilder,
    reading: Arc<Reading<P::Model, O>>,
    pace: Pace,
    line: Line,
    start: Option<Item>,
}

impl<P: Place, O> Opened<P, O> {
    pub(super) fn reading(&self) -> Arc<Reading<P::Model, O>> {
        Arc::clone(&self.reading)
    }

    pub(super) fn segment(
        &self,
        index: usize,
        total: usize,
        start: Option<Item>,
        share: impl FnOnce(Pace) -> Pace,
    ) -> Reader {
        let signed = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        let request = self.request.clone();
        let request = request.segment(signed(index)).total_segments(signed(total));
        Reader::new(
            P::READER.name,
            Request::Scan(request),
            start,
            share(self.pace),
            self.line.clone(),
            place_keys::<P>(),
        )
    }
}

super::stream::many!(impl[P: Place, O: Send + 'static] Scan<P, O>, P, O, |this| this);

impl<P: Place, O> fmt::Debug for Scan<P, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scan")
            .field("model", &P::READER.name)
            .field("index", &P::INDEX.map(IndexSpec::name))
            .finish_non_exhaustive()
    }
}
