//! The tables of the cases.

use dynamo_model::{
    Dynamo,
    attribute::AttributeType,
    aws_sdk_dynamodb::types::{
        AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
    },
    prelude::*,
};

/// Makes the table of a model.
///
/// # Panics
///
/// When that fails.
pub async fn create<M: DynamoItem>(db: &Dynamo) {
    let client = M::client(db).await.expect("a client");
    let mut request = client
        .create_table()
        .table_name(M::table_name(db).expect("a table name"))
        .billing_mode(BillingMode::PayPerRequest);
    for (key, key_type) in M::ITEM.key().zip([KeyType::Hash, KeyType::Range]) {
        let attribute_type = match key.key_type() {
            AttributeType::N => ScalarAttributeType::N,
            AttributeType::B => ScalarAttributeType::B,
            _ => ScalarAttributeType::S,
        };
        request = request
            .attribute_definitions(
                AttributeDefinition::builder()
                    .attribute_name(key.name())
                    .attribute_type(attribute_type)
                    .build()
                    .expect("a complete definition"),
            )
            .key_schema(
                KeySchemaElement::builder()
                    .attribute_name(key.name())
                    .key_type(key_type)
                    .build()
                    .expect("a complete element"),
            );
    }
    request.send().await.expect("a table");
}
