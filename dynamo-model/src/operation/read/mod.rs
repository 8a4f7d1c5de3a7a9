//! Reading many items: `Query` and `Scan`, page by page.

mod answer;
mod cursor;
mod kind;
mod lent;
mod page;
mod parallel;
mod query;
mod reader;
mod reading;
mod scan;
mod sort;
mod stream;

pub use cursor::{Cursor, CursorError};
pub use lent::Lent;
pub use page::Page;
pub use parallel::{Checkpoint, ParallelPages, ParallelScan};
pub use query::Query;
pub use scan::Scan;
pub use sort::{Equal, Ranged, SortCondition, SortKey, SortStep};
pub use stream::{Items, Pages};
