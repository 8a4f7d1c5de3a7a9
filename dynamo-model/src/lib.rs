//! Typed DynamoDB models that say what an item looks like **and who may touch it**.
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![allow(
    clippy::result_large_err,
    reason = "a violation carries its text, because the const functions that make it can't allocate; it lives for moments"
)]

pub mod access;
mod model;
pub mod prelude;
#[doc(hidden)]
pub mod private;
pub mod table;

pub use access::{AwsAccess, DefaultAccess};
#[cfg(feature = "client")]
pub use access::{Dynamo, DynamoBuilder};
pub use model::DynamoModel;

#[cfg(feature = "derive")]
pub use dynamo_model_derive::{AwsAccess, DynamoModel};

// Generated code speaks through this name, so that it reads as machinery in a user's expanded source.
#[doc(hidden)]
pub use private as __private;
