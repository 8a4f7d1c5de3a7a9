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
//! }
//!
//! # async fn f() -> Result<(), dynamo_model::access::AccessError> {
//! let db = Dynamo::from_env().await?;
//! let client = Entry::client(&db).await?; // signs as the role of `Entry`
//! # Ok(()) }
//! ```
//!
//! | to | see |
//! |---|---|
//! | say who signs | [the options](derive.DynamoModel.html) of `#[dynamo(meta(...))]` |
//! | find your situation | [`recipes`] |
//! | see what a Rust type is stored as | [`attribute`] |
//! | reach DynamoDB | [`Dynamo`], [`DynamoModel::client`] |
//! | override in code | [`DynamoBuilder`], [`access::Access`] |
//! | understand a refusal | [`access::AccessError`], [`Dynamo::explain`] |
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
pub mod table;

pub use access::{AwsAccess, DefaultAccess};
#[cfg(feature = "client")]
pub use access::{Dynamo, DynamoBuilder};
/// The SDK whose clients this crate hands out, so that both are of one version.
#[cfg(feature = "client")]
pub use aws_sdk_dynamodb;
#[cfg(feature = "client")]
pub use error::{ConditionFailed, Error, RequestError};
pub use item::{DynamoItem, IndexProjection, IndexScope, IndexSpec, ItemSpec, KeyAttribute};
pub use model::DynamoModel;

#[cfg(feature = "derive")]
pub use dynamo_model_derive::{AwsAccess, DynamoModel, DynamoValue};

// Generated code speaks through this name, so that it reads as machinery in a user's expanded source.
#[doc(hidden)]
pub use private as __private;
