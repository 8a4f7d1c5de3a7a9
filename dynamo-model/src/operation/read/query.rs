//! `Query`: the items of one partition, in the order of the sort key.

use std::{fmt, sync::Arc};

use aws_sdk_dynamodb::{operation::query::builders::QueryFluentBuilder, types::AttributeValue};

use super::{
    cursor::Cursor,
    kind,
    lent::Lent,
    reader::{Line, Pace, Reader, Request},
    reading::Reading,
    sort::{SortCondition, SortKey, SortStep},
    stream::{Prepare, Prepared},
};
use crate::{
    Dynamo, DynamoItem, Error, IndexSpec, KeyAttribute,
    access::Access,
    attribute::{ConvertError, Item},
    expression::{
        Condition, HasFields, Path, Placeholders, Projection, ProjectionOf, RawPath, Selection,
    },
    operation::call::{Call, item_of},
    partition::{ConsistentRead, Partition, Place},
};

/// Reads the items of one partition of a table or index, in the order of the sort key. Made by
/// [`DynamoModel::query`](crate::DynamoModel::query).
///
/// Awaited as it is, it sends one request and answers one [`Page`](crate::operation::Page). [`all`](Self::all), [`first`](Self::first),
/// [`count`](Self::count), [`items`](Self::items) and [`pages`](Self::pages) send as many as it takes.
#[must_use = "an operation does nothing until it is awaited"]
pub struct Query<P: Partition, O = <P as Place>::Item, S = <P as Partition>::Sort> {
    query: Parts<P, O>,
    of: std::marker::PhantomData<fn() -> S>,
}

type ModelOf<P> = <P as Place>::Model;
type FieldsOf<P> = <<P as Place>::Model as HasFields>::Fields;

/// All of a query but what is left of the sort key.
struct Parts<P: Partition, O> {
    call: Call,
    partition: Result<Item, Error>,
    sort: Condition<P::Model>,
    /// How many attributes of the sort key have a condition.
    sorted: usize,
    filter: Option<Condition<P::Model>>,
    reading: Reading<P::Model, O>,
    consistent: bool,
    descending: bool,
    pace: Pace,
    after: Option<Cursor<P>>,
}

impl<P: Partition> Query<P> {
    pub(crate) fn new(db: &Dynamo, partition: &P) -> Self {
        Self {
            query: Parts {
                call: Call::about(P::READER, db),
                partition: item_of::<P::Model>(partition),
                sort: Condition::always(),
                sorted: 0,
                filter: None,
                reading: Reading::whole(),
                consistent: false,
                descending: false,
                pace: Pace::default(),
                after: None,
            },
            of: std::marker::PhantomData,
        }
    }
}

impl<P: Partition, O, A, Rest> Query<P, O, (A, Rest)> {
    /// Narrows the query by the sort key: `.sort(|s| s.between(1, 9))`, `.sort(|s| s.begins_with("2026-"))`.
    ///
    /// Where an index has several attributes in its sort key, they are narrowed from left to right; after a range there
    /// is no further one.
    pub fn sort<N: SortStep<Rest>>(
        mut self,
        condition: impl FnOnce(SortKey<P::Model, A>) -> SortCondition<P::Model, N>,
    ) -> Query<P, O, N::Left> {
        if let Some(key) = sort_key::<P>().nth(self.query.sorted) {
            let path: Path<P::Model, A> = RawPath::root().member(key.name);
            let condition = condition(SortKey::new(path)).into_condition();
            self.query.sort = self.query.sort & condition;
            self.query.sorted += 1;
        }
        Query {
            query: self.query,
            of: std::marker::PhantomData,
        }
    }
}

/// The sort key's attributes.
pub(super) fn sort_key<P: Place>() -> impl Iterator<Item = KeyAttribute> {
    let (of_index, of_table) = match P::INDEX {
        Some(index) => (index.sort_key, None),
        None => (&[][..], <P::Model as DynamoItem>::ITEM.sort_key),
    };
    of_index.iter().copied().chain(of_table)
}

/// The partition key's attributes.
pub(super) fn partition_key<P: Place>() -> impl Iterator<Item = KeyAttribute> {
    let table = [<P::Model as DynamoItem>::ITEM.partition_key];
    let keys = P::INDEX.map_or(&[][..], |index| index.partition_key);
    let of_table = keys.is_empty().then_some(table).into_iter().flatten();
    keys.iter().copied().chain(of_table)
}

/// The attributes that tell where an item stands in the table or index.
pub(super) fn place_keys<P: Place>() -> Vec<&'static str> {
    let table = <P::Model as DynamoItem>::ITEM.key().map(|key| key.name);
    let mut names: Vec<_> = table.collect();
    if P::INDEX.is_some() {
        for key in partition_key::<P>().chain(sort_key::<P>()) {
            if !names.contains(&key.name) {
                names.push(key.name);
            }
        }
    }
    names
}

impl<P: Partition, O, S> Query<P, O, S> {
    /// Leaves out items that don't meet the condition. They are read, and paid for, all the same. The key that is read by
    /// can't be a part of it (API reference, "`Query`": `FilterExpression`): see [`Query::sort`]. Of an enum of kinds, the
    /// condition is on the fields of the kind whose partition was given: items of other kinds, which lack them, are left out.
    pub fn filter<C>(mut self, condition: impl FnOnce(FieldsOf<P>) -> C) -> Self
    where
        C: crate::expression::IntoCondition<ModelOf<P>>,
    {
        let condition = condition(RawPath::root().into()).into_condition();
        self.query.filter = Some(match self.query.filter.take() {
            Some(before) => before & condition,
            None => condition,
        });
        self
    }

    /// The last items first.
    pub fn descending(mut self) -> Self {
        self.query.descending = true;
        self
    }

    /// Reads what has been written last, for twice the capacity.
    pub fn consistent(mut self) -> Self
    where
        P: ConsistentRead,
    {
        self.query.consistent = true;
        self
    }

    /// Answers so many items at the most, over all pages.
    pub fn limit(mut self, items: usize) -> Self {
        self.query.pace.limit = Some(items);
        self
    }

    /// Lets one request read so many items at the most, before the filter.
    pub fn page_size(mut self, items: u32) -> Self {
        self.query.pace.page_size = Some(items.try_into().unwrap_or(i32::MAX));
        self
    }

    /// Reads on where a page ended.
    pub fn after(mut self, cursor: Cursor<P>) -> Self {
        self.query.after = Some(cursor);
        self
    }

    /// Waits between requests so that so many capacity units are consumed per second, on average.
    pub fn capacity_per_second(mut self, units: f64) -> Self {
        self.query.pace.capacity_per_second = Some(units);
        self
    }

    /// Lets each page tell what it consumed.
    pub fn with_capacity(mut self) -> Self {
        self.query.pace.tell_capacity = true;
        self
    }

    /// Signs this query otherwise: the most specific layer of options.
    pub fn with(mut self, access: Access) -> Self {
        self.query.call = self.query.call.with(access);
        self
    }

    /// Reads only these attributes: `.project(|o| (o.status, o.total))`. What an item does not have is none where its
    /// type is an `Option`, and an error where it is not: a place in a list that is too short as well.
    pub fn project<Q, F>(self, paths: impl FnOnce(FieldsOf<P>) -> Q) -> Query<P, Q::Output, S>
    where
        Q: Projection<ModelOf<P>, F>,
    {
        let paths = paths(RawPath::root().into());
        self.reading(Reading::selection(Selection::of(&paths)))
    }

    /// Reads only the attributes that the type `T` is made of.
    pub fn project_as<T: ProjectionOf<ModelOf<P>>>(self) -> Query<P, T, S> {
        self.reading(Reading::selection(Selection::of_type()))
    }

    fn reading<T>(self, reading: Reading<P::Model, T>) -> Query<P, T, S> {
        let query = self.query;
        Query {
            query: Parts {
                call: query.call,
                partition: query.partition,
                sort: query.sort,
                sorted: query.sorted,
                filter: query.filter,
                reading,
                consistent: query.consistent,
                descending: query.descending,
                pace: query.pace,
                after: query.after,
            },
            of: std::marker::PhantomData,
        }
    }

    /// Leaves for the SDK's own request, signed as the model says.
    ///
    /// # Errors
    ///
    /// A key or a condition is wrong, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<QueryFluentBuilder, Error> {
        self.query.request().await.map(|(request, ..)| request)
    }
}

impl<P: Partition, S> Query<P, P::Item, S> {
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
    /// let large: Vec<Order> = Order::query(db, OrderPartition::new("acme"))
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
    ) -> Query<P, T, S> {
        self.reading(Reading::Pick(Box::new(pick)))
    }
}

impl<P: Partition, O> Parts<P, O> {
    async fn request(
        self,
    ) -> Result<(QueryFluentBuilder, Reading<P::Model, O>, Pace, Line), Error> {
        let mut placeholders = Placeholders::new(P::READER.name);
        let mut partition = self.partition?;
        let mut key = Condition::always();
        for KeyAttribute { name, .. } in partition_key::<P>() {
            // An absent value is told by the comparison.
            let path: Path<P::Model, Option<AttributeValue>> = RawPath::root().member(name);
            key = key & path.eq(partition.remove(name));
        }
        // A condition that was given says where the items stand.
        let sort = match self.sorted {
            0 => kind::sort_condition::<P>(),
            _ => self.sort,
        };
        let key = (key & sort).render("key condition", &mut placeholders)?;
        let pace = Pace {
            has_filter: self.filter.is_some() || self.reading.picks(),
            ..self.pace
        };
        let filter = kind::of_query::<P>() & self.filter.unwrap_or_else(Condition::always);
        let is_key = |name: &str| {
            let mut keys = partition_key::<P>().chain(sort_key::<P>());
            keys.any(|key| key.name == name)
        };
        let filter = filter.render_beside(&is_key, "filter", &mut placeholders)?;
        let projection = self.reading.render(&mut placeholders)?;
        let (names, values) = placeholders.into_tables();
        let open = self.call.open().await?;
        let line = Line::of(&open);
        let request = open
            .client
            .query()
            .table_name(open.table)
            .set_index_name(P::INDEX.map(|index| index.name.to_owned()))
            .set_key_condition_expression(key)
            .set_filter_expression(filter)
            .set_projection_expression(projection)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_consistent_read(self.consistent.then_some(true))
            .set_scan_index_forward(self.descending.then_some(false))
            .set_exclusive_start_key(self.after.map(Cursor::into_key));
        Ok((request, self.reading, pace, line))
    }
}

impl<P: Partition, O: Send + 'static> Prepare<P, O> for Parts<P, O> {
    fn wanted(&self) -> Option<usize> {
        self.pace.limit
    }

    fn begins(&self) -> Option<Cursor<P>> {
        self.after.clone()
    }

    async fn prepare(mut self) -> Result<Prepared<P::Model, O>, Error> {
        let start = self.after.take().map(Cursor::into_key);
        let (request, reading, pace, line) = self.request().await?;
        let request = Request::Query(request);
        Ok(Prepared {
            reader: Reader::new(
                P::READER.name,
                request,
                start,
                pace,
                line,
                place_keys::<P>(),
            ),
            reading: Arc::new(reading),
        })
    }
}

super::stream::many!(
    impl[P: Partition, O: Send + 'static, S: 'static] Query<P, O, S>, P, O, |this| this.query
);

impl<P: Partition, O, S> fmt::Debug for Query<P, O, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query")
            .field("model", &P::READER.name)
            .field("index", &P::INDEX.map(IndexSpec::name))
            .finish_non_exhaustive()
    }
}
