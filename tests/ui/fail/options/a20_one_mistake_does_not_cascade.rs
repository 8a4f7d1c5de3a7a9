use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(region = "eu-west-1a"))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "ledger-rw"))]
struct Hub;

#[derive(DynamoModel)]
#[dynamo(meta(access = Hub))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn use_model<M: DynamoModel<Access = A>, A: AwsAccess>() {}

fn use_both() {
    use_model::<Entry, Entry>();
    use_model::<Order, Hub>();
}

fn main() {}
