use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", sk = "{at}"))]
struct Order {
    org: String,
    #[dynamo(format = "epoch_seconds")]
    at: std::time::SystemTime,
}

fn main() {}
