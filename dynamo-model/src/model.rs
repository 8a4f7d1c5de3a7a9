//! The trait a model implements. Operations are provided methods, so that the derive's output is the same with
//! and without the feature `client`.

use crate::{AwsAccess, table::TableSpec};

/// A struct that lives in a DynamoDB table. Implemented by `#[derive(DynamoModel)]`.
pub trait DynamoModel: Sized {
    /// Who signs for this model: itself when it carries access options, the type named by `access`, or
    /// [`DefaultAccess`](crate::DefaultAccess).
    type Access: AwsAccess;

    /// The table options as written on the model.
    const TABLE: &'static TableSpec;
}
