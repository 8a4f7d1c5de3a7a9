//! The answer to one request of a query or a scan, its items read as a part of them says.

use std::{marker::PhantomData, sync::Arc};

use aws_sdk_dynamodb::types::ConsumedCapacity;

use super::reading::Reading;
use crate::{
    attribute::{ConvertError, Item, JsonReader},
    operation::direct::{self, Answer, Returned, Standing, capacity},
};

/// What one request answered.
pub(super) struct Answered<O> {
    pub(super) items: Vec<O>,
    pub(super) next: Option<Item>,
    pub(super) count: u64,
    pub(super) scanned: u64,
    pub(super) capacity: Option<ConsumedCapacity>,
}

/// How many items are wanted at the most, and which attributes tell where one stands.
pub(super) struct Cut {
    pub(super) wanted: usize,
    pub(super) keys: Arc<[&'static str]>,
}

/// Reads the answer to a `Query` or a `Scan`, as `Of` says.
pub(super) struct ReadPage<Of, M, O> {
    reading: Arc<Reading<M, O>>,
    cut: Option<Cut>,
    of: PhantomData<fn() -> Of>,
}

pub(super) enum OfQuery {}
pub(super) enum OfScan {}

impl<Of, M, O> ReadPage<Of, M, O> {
    pub(super) fn new(reading: &Arc<Reading<M, O>>, cut: Option<Cut>) -> Self {
        Self {
            reading: Arc::clone(reading),
            cut,
            of: PhantomData,
        }
    }

    fn gather<'a>(&self) -> Gather<'_, 'a, M, O> {
        Gather {
            reading: &self.reading,
            cut: self.cut.as_ref(),
            items: Vec::new(),
            last: None,
            next: None,
        }
    }

    fn read_json(&self, json: &mut JsonReader<'_>) -> Result<Answered<O>, ConvertError> {
        let (mut items, mut key, mut units) = (None, None, None);
        let (mut count, mut scanned) = (None, None);
        json.object(|json, name| match name {
            "Items" => {
                let mut gather = self.gather();
                json.array(|json| gather.take(Returned::Json(json)))?;
                json.once(&mut items, gather)
            }
            "LastEvaluatedKey" => {
                let read = json.item()?;
                json.once(&mut key, read)
            }
            "Count" => {
                let read = json.parsed()?;
                json.once(&mut count, read)
            }
            "ScannedCount" => {
                let read = json.parsed()?;
                json.once(&mut scanned, read)
            }
            "ConsumedCapacity" => {
                let read = capacity(json)?;
                json.once(&mut units, read)
            }
            _ => json.skip_value(),
        })?;
        let (items, cut) = items.map_or((Vec::new(), None), |gather| (gather.items, gather.next));
        Ok(Answered {
            items,
            next: cut.or(key),
            count: unsigned(count.unwrap_or(0)),
            scanned: unsigned(scanned.unwrap_or(0)),
            capacity: units,
        })
    }
}

/// A count, which the SDK has as a signed number.
fn unsigned(count: i32) -> u64 {
    count.try_into().unwrap_or(0)
}

/// Items as they come.
struct Gather<'p, 'a, M, O> {
    reading: &'p Reading<M, O>,
    cut: Option<&'p Cut>,
    items: Vec<O>,
    /// Where the last one stands that is wanted.
    last: Option<Standing<'a>>,
    /// The same, once there have been more than are wanted.
    next: Option<Item>,
}

impl<'a, M, O> Gather<'_, 'a, M, O> {
    /// Takes an item, unless it is more than wanted: the next page begins with it. Items of which only a part was asked
    /// for may not tell where that is; then they all stay.
    fn take(&mut self, returned: Returned<'_, 'a>) -> Result<(), ConvertError> {
        let mut standing = None;
        if let Some(cut) = self.cut {
            if let Some(last) = self.last.take() {
                self.next = last.key(&cut.keys);
            }
            if self.next.is_some() {
                return returned.skip();
            }
            if self.items.len() + 1 == cut.wanted {
                standing = Some(returned.standing(&cut.keys));
            }
        }
        if let Some(item) = self.reading.take(returned)? {
            self.items.push(item);
            self.last = standing;
        }
        Ok(())
    }
}

/// Both operations answer the same things under the same names.
macro_rules! pages {
    ($($of:ident: $module:ident $operation:ident $output:ident;)*) => {$(
        impl<M: 'static, O: Send + 'static> Answer for ReadPage<$of, M, O> {
            direct::of_sdk!($module, $operation, $output);

            type Read = Answered<O>;

            fn of_json(&self, json: &mut JsonReader<'_>) -> Result<Answered<O>, ConvertError> {
                self.read_json(json)
            }

            fn of_output(&self, output: Self::Output) -> Result<Answered<O>, ConvertError> {
                let mut gather = self.gather();
                for item in output.items.unwrap_or_default() {
                    gather.take(Returned::Map(item))?;
                }
                Ok(Answered {
                    items: gather.items,
                    next: gather.next.or(output.last_evaluated_key),
                    count: unsigned(output.count),
                    scanned: unsigned(output.scanned_count),
                    capacity: output.consumed_capacity,
                })
            }
        }
    )*};
}

pages! {
    OfQuery: query Query QueryOutput;
    OfScan: scan Scan ScanOutput;
}
