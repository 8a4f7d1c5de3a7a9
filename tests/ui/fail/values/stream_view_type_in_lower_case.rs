use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    stream_view_type = "new_image",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
