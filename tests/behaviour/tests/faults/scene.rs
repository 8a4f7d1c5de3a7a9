//! What most of these tests begin with: a stand-in inside the process on a paused clock, a handle that reaches it, and
//! a model whose access a test may choose.

use aws_sdk_dynamodb::{
    Client,
    error::SdkError,
    operation::get_item::{GetItemError, GetItemOutput},
    types::AttributeValue,
};
pub use behaviour::Paused;
use dynamo_model::{Dynamo, access::AccessError, prelude::*};

pub const ROLE: &str = "arn:aws:iam::123456789012:role/ledger";

/// Assumes [`ROLE`] with what lies below.
#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"))]
pub struct Ledger;

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "ledger", access = Ledger))]
pub struct Entry {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

/// Signs with what lies below.
#[derive(DynamoModel)]
#[dynamo(meta(table_name = "plain"))]
pub struct Plain {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

/// Reads an item that is not there.
pub async fn read(client: &Client, pk: &str) -> Result<GetItemOutput, SdkError<GetItemError>> {
    client
        .get_item()
        .table_name("ledger")
        .key("pk", AttributeValue::S(pk.to_owned()))
        .send()
        .await
}

/// Why a model is not let in.
pub async fn refusal<M: DynamoModel>(db: &Dynamo) -> AccessError {
    match M::client(db).await {
        Err(error) => error,
        Ok(_) => panic!("`{}` was let in", M::TABLE.model()),
    }
}
