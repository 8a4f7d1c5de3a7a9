//! The tables of the cases, and their items as they are in them, without a model in between.

use dynamo_model::{
    Dynamo,
    attribute::{Item, to_item},
    prelude::*,
};

/// Makes the table of a model.
pub async fn create<M: DynamoItem>(db: &Dynamo) {
    M::create_table(db).await.expect("a table");
}

/// What stands in the table under a key.
pub async fn stored<M: DynamoItem>(db: &Dynamo, key: impl Into<M::Key>) -> Option<Item> {
    let client = M::client(db).await.expect("a client");
    let request = client
        .get_item()
        .table_name(M::table_name(db).expect("a table name"))
        .set_key(Some(to_item(&key.into()).expect("a key")))
        .consistent_read(true);
    request.send().await.expect("an answer").item
}

/// Puts into the table what somebody else might: there need not be a model that it fits.
pub async fn put<M: DynamoItem>(db: &Dynamo, item: Item) {
    let client = M::client(db).await.expect("a client");
    let request = client
        .put_item()
        .table_name(M::table_name(db).expect("a table name"))
        .set_item(Some(item));
    request.send().await.expect("stored");
}
