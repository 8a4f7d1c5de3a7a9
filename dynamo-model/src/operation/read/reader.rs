//! Page after page of one query or scan. It knows no types of items: what a page holds is decoded elsewhere.

use std::time::Duration;

use aws_sdk_dynamodb::{
    operation::{query::builders::QueryFluentBuilder, scan::builders::ScanFluentBuilder},
    types::{ConsumedCapacity, Select},
};
use aws_smithy_async::rt::sleep::AsyncSleep;

use crate::{Error, access::SharedClock, attribute::Item, operation::call::send};

/// The request that each page is asked for with.
#[derive(Clone)]
pub(super) enum Request {
    Query(QueryFluentBuilder),
    Scan(ScanFluentBuilder),
}

/// What was answered.
pub(super) struct Answer {
    pub(super) items: Vec<Item>,
    pub(super) next: Option<Item>,
    pub(super) count: u64,
    pub(super) scanned: u64,
    pub(super) capacity: Option<ConsumedCapacity>,
}

/// Both operations take and answer the same things under the same names.
macro_rules! page {
    ($model:expr, $operation:literal, $request:ident, $start:ident, $limit:ident, $capacity:ident) => {{
        let request = $request.clone().set_exclusive_start_key($start);
        let request = request.set_limit($limit);
        let answer = send!($model, $operation, request, $capacity);
        Ok(Answer {
            items: answer.items.unwrap_or_default(),
            next: answer.last_evaluated_key,
            count: unsigned(answer.count),
            scanned: unsigned(answer.scanned_count),
            capacity: answer.consumed_capacity,
        })
    }};
}

/// A count, which the SDK has as a signed number.
fn unsigned(count: i32) -> u64 {
    count.try_into().unwrap_or(0)
}

impl Request {
    async fn send(
        &self,
        model: &'static str,
        start: Option<Item>,
        limit: Option<i32>,
        capacity: bool,
    ) -> Result<Answer, Error> {
        match self {
            Self::Query(request) => page!(model, "Query", request, start, limit, capacity),
            Self::Scan(request) => page!(model, "Scan", request, start, limit, capacity),
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
    clock: SharedClock,
    /// The attributes that tell where an item stands.
    keys: Vec<&'static str>,
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
        clock: SharedClock,
        keys: Vec<&'static str>,
    ) -> Self {
        Self {
            model,
            request,
            pace,
            clock,
            keys,
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

    /// From now on counts items instead of reading them.
    pub(super) fn count(&mut self) {
        self.request = self.request.clone().counting();
        self.left = None;
    }

    /// The next page, or none after the last.
    pub(super) async fn next(&mut self) -> Result<Option<Answer>, Error> {
        if self.ended || self.left == Some(0) {
            return Ok(None);
        }
        if !self.debt.is_zero() {
            self.clock.sleep(self.debt).await;
            self.debt = Duration::ZERO;
        }
        let capacity = self.pace.tell_capacity || self.pace.capacity_per_second.is_some();
        let mut answer = self
            .request
            .send(self.model, self.start.clone(), self.page_limit(), capacity)
            .await?;
        self.pay(answer.capacity.as_ref());
        self.start.clone_from(&answer.next);
        self.ended = answer.next.is_none();
        // Other kinds stand between the wanted items, so that nobody knows how many it takes.
        self.pace.has_filter |= answer.scanned > answer.count;
        if let Some(left) = self.left {
            self.cut(&mut answer, left);
            self.left = Some(left.saturating_sub(answer.items.len()));
        }
        Ok(Some(answer))
    }

    /// Leaves out what is more than wanted, so that the next page begins with it. Items of which only a part was asked
    /// for may not tell where that is; then they all stay.
    fn cut(&self, answer: &mut Answer, wanted: usize) {
        if answer.items.len() <= wanted {
            return;
        }
        let Some(last) = wanted.checked_sub(1).and_then(|at| answer.items.get(at)) else {
            return;
        };
        let key: Option<Item> = self
            .keys
            .iter()
            .map(|name| Some(((*name).to_owned(), last.get(*name)?.clone())))
            .collect();
        if let Some(key) = key {
            answer.items.truncate(wanted);
            answer.next = Some(key);
        }
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
