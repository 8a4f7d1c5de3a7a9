//! `BatchGetItem` and `BatchWriteItem`: many items at once, each for itself. A batch on its way is
//! `fetch`'s or `open`'s, what is left over has a type of its own on either side.

mod answer;
mod directory;
mod entry;
mod fetch;
mod get;
mod leftovers;
mod models;
mod open;
mod unread;
mod write;

pub(super) use directory::Directory;
pub(super) use entry::refuse_too_large;
pub use get::BatchGet;
pub use leftovers::{BatchWritten, Leftovers, Unwritten};
pub use models::BatchGetModels;
pub use unread::Unread;
pub use write::BatchWrite;
