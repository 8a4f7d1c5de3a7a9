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
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger"))]
struct Entry {
    #[dynamo(partition_key)]
    id: String,
}

// As the builders of batches and transactions, which need a client, ask for it.
struct Request<A>(std::marker::PhantomData<A>);

impl<A> Request<A> {
    fn put<M: DynamoModel>(self, _: &M) -> Request<M::Access>
    where
        M::Access: SameAccess<A>,
    {
        Request(std::marker::PhantomData)
    }
}

fn both(order: &Order, entry: &Entry) {
    Request::<NoModelYet>(std::marker::PhantomData)
        .put(order)
        .put(order)
        .put(entry);
}

fn main() {}
