//! What is done with items: builders that are awaited as they are. Each leaves for the SDK's own request by `into_sdk()`,
//! and tells what it cost by `with_capacity()`. None makes a call that its name does not say.
//!
//! | to | call | DynamoDB |
//! |---|---|---|
//! | read one item | [`Model::get(&db, key)`](crate::DynamoModel::get) | `GetItem` |
//! | read a partition, or a part of it | [`Model::query(&db, partition)`](crate::DynamoModel::query) | `Query` |
//! | read everything | [`Model::scan(&db)`](crate::DynamoModel::scan) | `Scan` |
//! | store a new item | [`item.create(&db)`](crate::DynamoModel::create) | `PutItem` |
//! | store an item in hand | [`item.save(&db)`](crate::DynamoModel::save) | `PutItem` |
//! | change attributes | [`item.update(&db)`](crate::DynamoModel::update), [`Model::update_by_key(&db, key)`](crate::DynamoModel::update_by_key) | `UpdateItem` |
//! | delete | [`item.delete(&db)`](crate::DynamoModel::delete), [`Model::delete_by_key(&db, key)`](crate::DynamoModel::delete_by_key) | `DeleteItem` |

pub(crate) mod call;
mod delete;
mod get;
mod managed;
mod part;
mod put;
mod read;
mod update;
mod update_by_key;

pub use call::{Answer, WithCapacity};
pub use delete::Delete;
pub use get::Get;
pub use put::Put;
pub use read::{
    Checkpoint, Cursor, CursorError, Equal, Items, Page, Pages, ParallelPages, ParallelScan, Query,
    Ranged, Scan, SortCondition, SortKey, SortStep,
};
pub use update::Update;
pub use update_by_key::UpdateByKey;
