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
//! | read many items | [`Model::batch_get(&db, keys)`](crate::DynamoModel::batch_get), [`db.batch_get()`](crate::Dynamo::batch_get) | `BatchGetItem` |
//! | write many items, each for itself | [`Model::put_all(&db, &items)`](crate::DynamoModel::put_all), [`Model::delete_all(&db, keys)`](crate::DynamoModel::delete_all), [`db.batch_write()`](crate::Dynamo::batch_write) | `BatchWriteItem` |
//! | write items, all or none | [`db.transact_write()`](crate::Dynamo::transact_write) | `TransactWriteItems` |
//! | read items at one moment | [`Model::transact_get_all(&db, keys)`](crate::DynamoModel::transact_get_all), [`db.transact_get()`](crate::Dynamo::transact_get) | `TransactGetItems` |

mod backoff;
mod batch;
pub(crate) mod call;
mod delete;
mod direct;
mod get;
mod identity;
mod index_keys;
mod invalid;
mod item_model;
mod managed;
mod part;
mod parts;
mod put;
mod read;
mod row;
mod together;
mod transact;
mod update;
mod update_by_key;

pub use batch::{BatchGet, BatchGetModels, BatchWrite, BatchWritten, Leftovers, Unread, Unwritten};
pub use call::{Answer, WithCapacity};
pub use delete::Delete;
pub use get::Get;
pub use invalid::InvalidRequest;
pub use put::Put;
pub use read::{
    Checkpoint, Cursor, CursorError, Equal, Items, Lent, Page, Pages, ParallelPages, ParallelScan,
    Query, Ranged, Scan, SortCondition, SortKey, SortStep,
};
pub use row::{AndThen, Place, Row};
pub use transact::{
    CancellationReason, TransactGet, TransactGetAll, TransactUpdate, TransactWrite,
    TransactionCancelled,
};
pub use update::Update;
pub use update_by_key::UpdateByKey;
