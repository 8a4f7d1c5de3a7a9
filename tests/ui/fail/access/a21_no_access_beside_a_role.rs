use dynamo_model::{access::SameAccess, prelude::*};

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

fn in_one_request<A: DynamoModel, B: DynamoModel>()
where
    B::Access: SameAccess<A::Access>,
{
}

fn main() {
    in_one_request::<Entry, Plain>();
}
