//! What a file that defines or uses models imports: `use dynamo_model::prelude::*;`.

pub use crate::{AwsAccess, DynamoItem, DynamoModel};

#[cfg(feature = "derive")]
pub use crate::DynamoValue;
