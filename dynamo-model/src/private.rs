//! What generated code calls. Not public API: any of it may change in any release.

pub use crate::{
    DynamoModel,
    access::{AccessSpec, AwsAccess, DefaultAccess, Setting},
    table::TableSpec,
};
pub use core::option::Option;
