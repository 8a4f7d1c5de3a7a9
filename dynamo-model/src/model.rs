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

    /// The SDK's client that signs for this model, once its credentials are at hand. Clients are cheap to ask for:
    /// models of equal access share one.
    ///
    /// # Errors
    ///
    /// Options are wrong, or the credentials can't be had; the error names this model.
    #[cfg(feature = "client")]
    #[must_use]
    fn client(
        db: &crate::Dynamo,
    ) -> impl Future<Output = Result<aws_sdk_dynamodb::Client, crate::access::AccessError>> + Send
    {
        db.client(crate::access::ModelRef::of::<Self>())
    }

    /// The table's name or ARN: what the model states, or the override in code.
    ///
    /// # Errors
    ///
    /// The environment variable that the model names is missing, or its value can't name a table.
    #[cfg(feature = "client")]
    fn table_name(db: &crate::Dynamo) -> Result<String, crate::access::AccessError> {
        let resolved = crate::table::name::resolve(db, core::any::type_name::<Self>(), Self::TABLE);
        resolved.map(|(name, _)| name)
    }
}
