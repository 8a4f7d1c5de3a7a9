//! A model as a handle sees it: what it needs to be opened, and what errors call it.

use super::{AccessSpec, AwsAccess, dynamo::Dynamo, error::AccessError};
use crate::DynamoModel;

/// A model without its type.
#[derive(Debug, Clone, Copy)]
pub struct ModelRef {
    pub(crate) name: &'static str,
    pub(crate) access: &'static AccessSpec,
    /// Whether it is an enum of several kinds.
    pub(crate) is_mixed: bool,
    table_name: fn(&Dynamo) -> Result<String, AccessError>,
}

impl ModelRef {
    pub(crate) const fn of<M: DynamoModel>() -> Self {
        Self {
            name: M::TABLE.model(),
            access: <M::Access as AwsAccess>::ACCESS,
            is_mixed: !M::TABLE.kinds.is_empty(),
            table_name: M::table_name,
        }
    }

    /// The table that the model's items live in.
    pub(crate) fn table_name(self, db: &Dynamo) -> Result<String, AccessError> {
        (self.table_name)(db)
    }

    /// An error of the model's access as the model's own. If options are wrong, those of its table are told as well: what
    /// is to be mended, is mended at once.
    pub(crate) fn refused(self, db: &Dynamo, error: AccessError) -> AccessError {
        match (error.of_models([self.name]), (self.table_name)(db)) {
            (AccessError::Options(access), Err(AccessError::Options(table))) => {
                AccessError::Options(access.beside(&table))
            }
            (error, _) => error,
        }
    }
}
