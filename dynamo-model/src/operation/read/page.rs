//! One page of a query or a scan.

use aws_sdk_dynamodb::types::ConsumedCapacity;

use super::cursor::Cursor;

/// What one request answered: up to 1 MB of what was read, less what the filter left out.
///
/// Source: DynamoDB developer guide, "Paginating table query results".
#[derive(Debug)]
#[non_exhaustive]
pub struct Page<T, P> {
    /// The items, in order. There may be none although there is a next page.
    pub items: Vec<T>,
    /// Where the next page begins; none after the last one.
    pub next: Option<Cursor<P>>,
    /// How many items were read, before the filter.
    pub scanned: u64,
    /// What was consumed, where that was asked for.
    pub capacity: Option<ConsumedCapacity>,
}

impl<T, P> Default for Page<T, P> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            next: None,
            scanned: 0,
            capacity: None,
        }
    }
}
