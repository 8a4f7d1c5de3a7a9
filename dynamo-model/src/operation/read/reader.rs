//! Page after page of one query or scan. It knows no types of items: how a page is read is in `answer`.

use std::{sync::Arc, time::Duration};

use aws_sdk_dynamodb::{
    operation::{query::builders::QueryFluentBuilder, scan::builders::ScanFluentBuilder},
    types::{ConsumedCapacity, Select},
};
use aws_smithy_async::rt::sleep::AsyncSleep;

use super::{
    answer::{Answered, Cut, OfQuery, OfScan, ReadPage},
    reading::Reading,
};
use crate::{
    Error,
    access::SharedClock,
    attribute::Item,
    operation::call::{Open, send},
};

/// The request that each page is asked for with.
#[derive(Clone)]
pub(super) enum Request {
    Query(QueryFluentBuilder),
    Scan(ScanFluentBuilder),
}

/// Both operations take the same things under the same names.
macro_rules! page {
    ($of:ident, $operation:literal, $request:ident, $asked:ident) => {{
        let Asked {
            model,
            start,
            limit,
            capacity,
            direct,
            reading,
            cut,
        } = $asked;
        let request = $request.clone().set_exclusive_start_key(start);
        let request = request.set_limit(limit);
        let answer = ReadPage::<$of, M, O>::new(reading, cut);
        send!(model, $operation, request, capacity, direct, answer)
    }};
}

/// What is asked of one request.
struct Asked<'p, M, O> {
    model: &'static str,
    start: Option<Item>,
    limit: Option<i32>,
    capacity: bool,
    direct: bool,
    reading: &'p Arc<Reading<M, O>>,
    cut: Option<Cut>,
}

impl Request {
    async fn send<M: 'static, O: Send + 'static>(
        &self,
        asked: Asked<'_, M, O>,
    ) -> Result<Answered<O>, Error> {
        match self {
            Self::Query(request) => page!(OfQuery, "Query", request, asked),
            Self::Scan(request) => page!(OfScan, "Scan", request, asked),
        }
    }

    /// The same, that answers no items but how many there are.
    pub(super) fn counting(self) -> Self {
        match self {
            Self::Query(request) => Self::Query(request.select(Select::Count)),
            Self::Scan(request) => Self::Scan(request.select(Select::Count)),
        }
    }
}

/// What all pages go over.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) clock: SharedClock,
    /// Whether answers are read from the bytes.
    pub(super) direct: bool,
}

impl Line {
    pub(super) fn of(open: &Open) -> Self {
        Self {
            clock: open.clock.clone(),
            direct: open.direct,
        }
    }
}

/// How much is read at a time, and at which pace.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pace {
    /// Items in all.
    pub(super) limit: Option<usize>,
    /// Items that one request reads at the most, before the filter.
    pub(super) page_size: Option<i32>,
    /// Capacity units per second.
    pub(super) capacity_per_second: Option<f64>,
    pub(super) has_filter: bool,
    pub(super) tell_capacity: bool,
}

/// Reads on from where the page before ended.
pub(super) struct Reader {
    /// Whose items they are, by name.
    model: &'static str,
    request: Request,
    pace: Pace,
    line: Line,
    /// The attributes that tell where an item stands.
    keys: Arc<[&'static str]>,
    start: Option<Item>,
    /// How many items may still come.
    left: Option<usize>,
    /// How long to wait before the next request.
    debt: Duration,
    ended: bool,
}

impl Reader {
    pub(super) fn new(
        model: &'static str,
        request: Request,
        start: Option<Item>,
        pace: Pace,
        line: Line,
        keys: Vec<&'static str>,
    ) -> Self {
        Self {
            model,
            request,
            pace,
            line,
            keys: keys.into(),
            start,
            left: pace.limit,
            debt: Duration::ZERO,
            ended: false,
        }
    }

    /// How many items were asked for, if not all.
    pub(super) fn wanted(&self) -> Option<usize> {
        self.pace.limit
    }

    /// From now on counts all items, and does not read them unless it must.
    pub(super) fn count(&mut self, reading: bool) {
        if !reading {
            self.request = self.request.clone().counting();
        }
        self.left = None;
    }

    /// The next page, or none after the last.
    pub(super) async fn next<M: 'static, O: Send + 'static>(
        &mut self,
        reading: &Arc<Reading<M, O>>,
    ) -> Result<Option<Answered<O>>, Error> {
        if self.ended || self.left == Some(0) {
            return Ok(None);
        }
        if !self.debt.is_zero() {
            self.line.clock.sleep(self.debt).await;
            self.debt = Duration::ZERO;
        }
        let asked = Asked {
            model: self.model,
            start: self.start.clone(),
            limit: self.page_limit(),
            capacity: self.pace.tell_capacity || self.pace.capacity_per_second.is_some(),
            direct: self.line.direct,
            reading,
            cut: self.left.map(|wanted| Cut {
                wanted,
                keys: Arc::clone(&self.keys),
            }),
        };
        let answer = self.request.send(asked).await?;
        self.pay(answer.capacity.as_ref());
        self.start.clone_from(&answer.next);
        self.ended = answer.next.is_none();
        // Other kinds stand between the wanted items, so that nobody knows how many it takes.
        self.pace.has_filter |= answer.scanned > answer.count;
        if let Some(left) = self.left {
            self.left = Some(left.saturating_sub(answer.items.len()));
        }
        Ok(Some(answer))
    }

    /// Reading more than is wanted would cost for nothing; with a filter nobody knows how much is wanted.
    fn page_limit(&self) -> Option<i32> {
        let wanted = match (self.left, self.pace.has_filter) {
            (Some(left), false) => i32::try_from(left).ok(),
            _ => None,
        };
        match (self.pace.page_size, wanted) {
            (Some(size), Some(wanted)) => Some(size.min(wanted)),
            (size, wanted) => size.or(wanted),
        }
    }

    fn pay(&mut self, capacity: Option<&ConsumedCapacity>) {
        let units = capacity.and_then(|capacity| capacity.capacity_units);
        if let (Some(units), Some(rate)) = (units, self.pace.capacity_per_second) {
            self.debt = Duration::try_from_secs_f64(units / rate).unwrap_or(Duration::MAX);
        }
    }
}
