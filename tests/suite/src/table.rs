//! The tables of the cases, and their items as they are in them, without a model in between.

use dynamo_model::{
    Dynamo, IndexProjection, IndexScope, KeyAttribute,
    attribute::{AttributeType, Item, to_item},
    aws_sdk_dynamodb::types::{
        AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType,
        LocalSecondaryIndex, Projection, ProjectionType, ScalarAttributeType,
    },
    prelude::*,
};

/// Makes the table of a model.
pub async fn create<M: DynamoItem>(db: &Dynamo) {
    let client = M::client(db).await.expect("a client");
    let mut request = client
        .create_table()
        .table_name(M::table_name(db).expect("a table name"))
        .billing_mode(BillingMode::PayPerRequest);
    for (key, key_type) in M::ITEM.key().zip([KeyType::Hash, KeyType::Range]) {
        request = request
            .attribute_definitions(definition(key))
            .key_schema(element(key, key_type));
    }
    let mut defined: Vec<&str> = M::ITEM.key().map(|key| key.name()).collect();
    for index in M::ITEM.secondary_indexes() {
        let partition = index.partition_key().iter().map(|key| (key, KeyType::Hash));
        let sort = index.sort_key().iter().map(|key| (key, KeyType::Range));
        let mut schema = Vec::new();
        for (key, key_type) in partition.chain(sort) {
            if !defined.contains(&key.name()) {
                defined.push(key.name());
                request = request.attribute_definitions(definition(*key));
            }
            schema.push(element(*key, key_type));
        }
        let projection = match index.projection() {
            IndexProjection::All => Projection::builder().projection_type(ProjectionType::All),
            IndexProjection::KeysOnly => {
                Projection::builder().projection_type(ProjectionType::KeysOnly)
            }
            IndexProjection::Include(names) => {
                let keys: Vec<&str> = M::ITEM
                    .key()
                    .chain(index.partition_key().iter().copied())
                    .chain(index.sort_key().iter().copied())
                    .map(|key| key.name())
                    .collect();
                let names = names.iter().filter(|name| !keys.contains(name));
                Projection::builder()
                    .projection_type(ProjectionType::Include)
                    .set_non_key_attributes(Some(names.map(|name| (*name).to_owned()).collect()))
            }
        };
        let projection = projection.build();
        request = match index.scope() {
            IndexScope::Global => request.global_secondary_indexes(
                GlobalSecondaryIndex::builder()
                    .index_name(index.name())
                    .set_key_schema(Some(schema))
                    .projection(projection)
                    .build()
                    .expect("a complete index"),
            ),
            IndexScope::Local => request.local_secondary_indexes(
                LocalSecondaryIndex::builder()
                    .index_name(index.name())
                    .set_key_schema(Some(schema))
                    .projection(projection)
                    .build()
                    .expect("a complete index"),
            ),
        };
    }
    request.send().await.expect("a table");
}

fn definition(key: KeyAttribute) -> AttributeDefinition {
    let attribute_type = match key.key_type() {
        AttributeType::N => ScalarAttributeType::N,
        AttributeType::B => ScalarAttributeType::B,
        _ => ScalarAttributeType::S,
    };
    AttributeDefinition::builder()
        .attribute_name(key.name())
        .attribute_type(attribute_type)
        .build()
        .expect("a complete definition")
}

fn element(key: KeyAttribute, key_type: KeyType) -> KeySchemaElement {
    KeySchemaElement::builder()
        .attribute_name(key.name())
        .key_type(key_type)
        .build()
        .expect("a complete element")
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
