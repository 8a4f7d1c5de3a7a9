//! `TransactWriteItems` and `TransactGetItems`: up to 100 actions, all or none.

mod action;
mod answer;
mod cancelled;
mod get;
mod get_all;
mod reads;
mod update;
mod write;

pub use cancelled::{CancellationReason, TransactionCancelled};
pub use get::TransactGet;
pub use get_all::TransactGetAll;
pub use update::TransactUpdate;
pub use write::TransactWrite;
