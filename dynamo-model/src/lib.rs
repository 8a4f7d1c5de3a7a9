//! Typed DynamoDB models that say what an item looks like **and who may touch it**.
//!
//! ```
//! use dynamo_model::{Dynamo, prelude::*};
//!
//! #[derive(DynamoModel)]
//! #[dynamo(meta(
//!     table_name = "ledger",
//!     region = "eu-west-1",
//!     aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
//! ))]
//! struct Entry {
//!     #[dynamo(partition_key)]
//!     account: String,
//!     #[dynamo(version)]
//!     rev: u32,
//!     cents: i64,
//! }
//!
//! # async fn f() -> Result<(), dynamo_model::Error> {
//! let db = Dynamo::from_env().await?;
//! let mut entry = Entry { account: "acme".into(), rev: 0, cents: 250 };
//! entry.create(&db).await?; // signed by the role of `Entry`
//! entry.update(&db).add(|e| e.cents, 100).when(|e| e.cents.gt(0)).await?;
//! let found: Option<Entry> = Entry::get(&db, EntryKey::new("acme")).await?;
//! # Ok(()) }
//! ```
//!
//! | to | see |
//! |---|---|
//! | say what an item looks like | [`DynamoModel`](derive.DynamoModel.html) and [`DynamoValue`](derive.DynamoValue.html), [`attribute`] |
//! | say who signs | [the options](derive.DynamoModel.html) of `#[dynamo(meta(...))]` |
//! | read and write items | [`operation`], [`expression`] |
//! | create, compare and export tables | [`table`] |
//! | find your situation | [`recipes`] |
//! | see what a Rust type is stored as | [`attribute`] |
//! | put keys together from fields | [`key`] |
//! | put several kinds of items into one table | [`kinds`] |
//! | reach DynamoDB | [`Dynamo`], or [`DynamoModel::client`] for the SDK's own client |
//! | follow the changes of a table | the module `streams`, with the feature of that name |
//! | override in code | [`DynamoBuilder`], [`access::Access`] |
//! | understand a refusal | [`Error`], [`access::AccessError`], [`Dynamo::explain`] |
//! | know what is guaranteed about who signs, and what only IAM can | [`threat_model`] |
//! | watch credentials | [`Dynamo::health`], [`access::AccessObserver`] |
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![allow(
    clippy::result_large_err,
    reason = "a violation carries its text, because the const functions that make it can't allocate; it lives for moments"
)]

pub mod access;
pub mod attribute;
#[cfg(feature = "embedded")]
pub mod embedded;
#[cfg(feature = "client")]
mod error;
pub mod expression;
mod item;
pub mod key;
pub mod kinds;
mod model;
#[cfg(feature = "client")]
pub mod operation;
pub mod partition;
pub mod prelude;
#[doc(hidden)]
pub mod private;
#[cfg(all(feature = "client", feature = "derive"))]
#[doc = include_str!("recipes.md")]
pub mod recipes {}
#[cfg(feature = "streams")]
pub mod streams;
pub mod table;
#[cfg(all(feature = "client", feature = "derive"))]
#[doc = include_str!("threat_model.md")]
pub mod threat_model {}

pub use access::{AwsAccess, DefaultAccess};
#[cfg(feature = "client")]
pub use access::{Dynamo, DynamoBuilder};
/// Credentials and their providers, for [`access::Base::provider`].
#[cfg(feature = "client")]
pub use aws_credential_types;
/// The SDK whose clients this crate hands out, so that both are of one version.
#[cfg(feature = "client")]
pub use aws_sdk_dynamodb;
/// The SDK whose records [`streams::Record::from_sdk`] takes.
#[cfg(feature = "streams-sdk")]
pub use aws_sdk_dynamodbstreams;
#[cfg(feature = "client")]
pub use error::{ConditionFailed, Error, RequestError};
pub use item::{DynamoItem, IndexProjection, IndexScope, IndexSpec, ItemSpec, KeyAttribute};
pub use model::DynamoModel;

#[cfg(feature = "derive")]
pub use dynamo_model_derive::{AwsAccess, DynamoModel, DynamoValue};

// Generated code speaks through this name, so that it reads as machinery in a user's expanded source.
#[doc(hidden)]
pub use private as __private;
