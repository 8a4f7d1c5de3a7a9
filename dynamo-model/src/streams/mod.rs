//! The changes of a table, from DynamoDB Streams: typed, with deletions by the time to live told from those by users.
//!
//! ```
//! use dynamo_model::{
//!     prelude::*,
//!     streams::{self, BatchItemFailures, Cause, Change, StreamError},
//! };
//!
//! #[derive(DynamoModel, Debug)]
//! #[dynamo(meta(table_name = "orders", stream_view_type = "NEW_AND_OLD_IMAGES"))]
//! struct Order {
//!     #[dynamo(partition_key)]
//!     id: String,
//!     total: u64,
//! }
//!
//! fn tell(change: Change<Order>) -> String {
//!     match change {
//!         Change::Created { new } => format!("{} for {}", new.id, new.total),
//!         Change::Modified { old, new } => format!("{}: {}, was {}", new.id, new.total, old.total),
//!         Change::Removed { old, cause: Cause::TimeToLive } => format!("{} is over", old.id),
//!         Change::Removed { old, cause: Cause::User } => format!("{} was taken back", old.id),
//!     }
//! }
//!
//! /// The event as Lambda gives it to a function, and the answer.
//! fn handle(event: &[u8]) -> Result<Vec<u8>, StreamError> {
//!     let mut failures = BatchItemFailures::new();
//!     for record in streams::records(event)? {
//!         match record.change::<Order>() {
//!             Ok(change) => println!("{}", tell(change)),
//!             Err(error) => {
//!                 eprintln!("{}: {error}", record.sequence_number());
//!                 failures.add(&record);
//!                 break;
//!             }
//!         }
//!     }
//!     Ok(failures.to_json())
//! }
//!
//! let event = br#"{"Records": [{
//!     "eventID": "1", "eventName": "MODIFY", "eventSource": "aws:dynamodb", "awsRegion": "eu-west-1",
//!     "dynamodb": {
//!         "Keys": {"id": {"S": "a-1"}},
//!         "OldImage": {"id": {"S": "a-1"}, "total": {"N": "7"}},
//!         "NewImage": {"id": {"S": "a-1"}, "total": {"N": "9"}},
//!         "SequenceNumber": "111", "SizeBytes": 33, "StreamViewType": "NEW_AND_OLD_IMAGES"
//!     }
//! }]}"#;
//! let changes = streams::records(event)?;
//! assert_eq!(tell(changes[0].change()?), "a-1: 9, was 7");
//! assert_eq!(handle(event)?, br#"{"batchItemFailures":[]}"#);
//! # Ok::<(), StreamError>(())
//! ```
//!
//! | the stream tells (`stream_view_type`) | ask for |
//! |---|---|
//! | `NEW_AND_OLD_IMAGES` | [`Record::change`], where every image is there |
//! | `NEW_IMAGE`, `OLD_IMAGE`, `KEYS_ONLY` | [`Record::partial_change`], where the key is, and an image if it is told |
//!
//! Of a key that is [put together from fields](crate::key), a stream of keys tells the whole; it is taken apart again.
//!
//! | the records come from | |
//! |---|---|
//! | a Lambda function's event, as bytes | [`records`] |
//! | the same, read by serde (feature `serde_json`) | `Event` |
//! | the SDK's client of DynamoDB Streams (feature `streams-sdk`) | `Record::from_sdk` |
//!
//! # Several models in one table
//!
//! An enum of [kinds](crate::kinds) reads the changes of them all, and with an arm for what it does not know, those of
//! any item:
//!
//! ```
//! use dynamo_model::{prelude::*, streams::{Change, Record, StreamError}};
//!
//! #[derive(DynamoModel)]
//! #[dynamo(meta(table_name = "shop"), tag = "_kind")]
//! struct Customer { #[dynamo(partition_key)] pk: String, name: String }
//! #[derive(DynamoModel)]
//! #[dynamo(meta(table_name = "shop"), tag = "_kind")]
//! struct Invoice { #[dynamo(partition_key)] pk: String, cents: u64 }
//!
//! #[derive(DynamoModel)]
//! enum ShopItem {
//!     Customer(Customer),
//!     Invoice(Invoice),
//!     #[dynamo(other)]
//!     Other,
//! }
//!
//! fn handle(record: &Record<'_>) -> Result<(), StreamError> {
//!     match record.change()? {
//!         Change::Created { new: ShopItem::Customer(customer) } => println!("hello {}", customer.name),
//!         Change::Removed { old: ShopItem::Invoice(invoice), .. } => println!("{} less", invoice.cents),
//!         _ => {}
//!     }
//!     Ok(())
//! }
//! ```
//!
//! [`Record::partial_change`] is for one kind, because the key of an item need not tell its kind.
//!
//! Who wants a single kind looks at the tag or the key first, with [`Record::text`]. Who does not is told of another's item
//! by [`ConvertError::is_other_kind`], and of another's key where keys are put together from fields: ``attribute `Keys.sk`:
//! is not put together like `ORDER#{number:010}` ``.
//!
//! [`ConvertError::is_other_kind`]: crate::attribute::ConvertError::is_other_kind

mod change;
mod draft;
mod error;
#[cfg(feature = "serde_json")]
mod event;
mod failures;
mod image;
mod json;
mod record;
#[cfg(feature = "streams-sdk")]
mod sdk;

pub use self::{
    change::{Cause, Change, PartialChange},
    error::StreamError,
    failures::BatchItemFailures,
    json::records,
    record::{EventName, Record, StreamViewType},
};
#[cfg(feature = "serde_json")]
pub use event::Event;
