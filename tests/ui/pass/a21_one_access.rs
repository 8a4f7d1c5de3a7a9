//! What may stand in one batch or transaction: models that share an access, by name or because neither states any.
#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::{
    access::{NoModelYet, SameAccess},
    prelude::*,
};

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/orders"))]
struct OrdersAccount;

#[derive(DynamoModel)]
#[dynamo(meta(access = OrdersAccount))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "order-lines", access = OrdersAccount))]
struct OrderLine {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"))]
struct Entry {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
struct Plain {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "others"))]
struct Other {
    #[dynamo(partition_key)]
    id: String,
}

fn first<A: DynamoModel>()
where
    A::Access: SameAccess<NoModelYet>,
{
}

fn in_one_request<A: DynamoModel, B: DynamoModel>()
where
    B::Access: SameAccess<A::Access>,
{
}

fn main() {
    first::<Order>();
    first::<Entry>();
    first::<Plain>();
    in_one_request::<Order, OrderLine>();
    in_one_request::<Entry, Entry>();
    in_one_request::<Plain, Other>();
}
