//! What a file that defines or uses models imports: `use dynamo_model::prelude::*;`.

pub use crate::{AwsAccess, DynamoModel};
