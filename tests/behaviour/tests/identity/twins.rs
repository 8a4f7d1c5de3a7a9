//! Two models of one role.

use dynamo_model::prelude::*;

pub const ROLE: &str = "arn:aws:iam::123456789012:role/ledger";

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "ledger", aws_sts_role_arn = ROLE))]
pub struct Ledger {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "archive", aws_sts_role_arn = ROLE))]
pub struct Archive {
    #[dynamo(partition_key)]
    pk: String,
}
