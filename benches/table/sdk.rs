//! As users of the SDK write it, and the same with nothing but the SDK's own serializers.

use aws_sdk_dynamodb::{
    operation::{
        batch_write_item::{BatchWriteItem, BatchWriteItemInput},
        get_item::{GetItem, GetItemOutput},
        put_item::{PutItem, PutItemInput},
        query::{Query, QueryOutput},
    },
    types::{AttributeValue, PutRequest, WriteRequest},
};
use aws_smithy_runtime_api::client::{
    interceptors::context::Input,
    orchestrator::HttpRequest,
    runtime_plugin::RuntimePlugin,
    ser_de::{
        DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
    },
};
use aws_smithy_types::config_bag::{ConfigBag, FrozenLayer};

use super::Table;
use crate::shape::{Item, Shape};

/// Source: API reference, "`BatchWriteItem`".
const MAX_WRITES: usize = 25;

/// A `GetItem` of one item, a `Query` of more.
pub fn read<T: Shape>(table: &Table<T>) -> Vec<Item> {
    if table.is_single {
        let get = table
            .client
            .get_item()
            .table_name(table.name)
            .set_key(Some(table.key.clone()));
        let answer = table.runtime.block_on(get.send()).expect("an answer");
        return vec![answer.item.expect("an item")];
    }
    let (name, value) = T::PARTITION;
    let query = table
        .client
        .query()
        .table_name(table.name)
        .key_condition_expression("#key = :key")
        .expression_attribute_names("#key", name)
        .expression_attribute_values(":key", AttributeValue::S(value.to_owned()));
    let answer = table.runtime.block_on(query.send()).expect("an answer");
    answer.items.expect("items")
}

pub fn deserialize<T: Shape>(table: &Table<T>) -> Vec<Item> {
    let operation = if table.is_single {
        GetItem::new().config()
    } else {
        Query::new().config()
    };
    let operation = operation.expect("an operation is configured");
    let deserializer = operation.load::<SharedResponseDeserializer>();
    let output = deserializer
        .expect("one of them")
        .deserialize_nonstreaming_with_config(&table.response, &ConfigBag::base())
        .expect("an answer");
    if table.is_single {
        let answer: GetItemOutput = output.downcast().expect("its output");
        vec![answer.item.expect("an item")]
    } else {
        let answer: QueryOutput = output.downcast().expect("its output");
        answer.items.expect("items")
    }
}

/// A `PutItem` of one item, `BatchWriteItem`s of more.
pub fn write<T: Shape>(table: &Table<T>, item: fn(&T) -> Item) {
    let values = table.values.borrow();
    if let [value] = &values[..] {
        let put = table
            .client
            .put_item()
            .table_name(table.name)
            .set_item(Some(item(value)));
        table.runtime.block_on(put.send()).expect("an answer");
        return;
    }
    for values in values.chunks(MAX_WRITES) {
        let write = table
            .client
            .batch_write_item()
            .request_items(table.name, puts(values, item));
        let answer = table.runtime.block_on(write.send()).expect("an answer");
        assert!(
            answer
                .unprocessed_items
                .is_none_or(|items| items.is_empty())
        );
    }
}

pub fn serialize<T: Shape>(table: &Table<T>, item: fn(&T) -> Item) -> Vec<HttpRequest> {
    let values = table.values.borrow();
    if let [value] = &values[..] {
        let input = PutItemInput::builder()
            .table_name(table.name)
            .set_item(Some(item(value)));
        let input = Input::erase(input.build().expect("it is whole"));
        return vec![request(PutItem::new().config(), input)];
    }
    let request_of = |values: &[T]| {
        let puts = puts(values, item);
        let input = BatchWriteItemInput::builder().request_items(table.name, puts);
        let input = Input::erase(input.build().expect("it is whole"));
        request(BatchWriteItem::new().config(), input)
    };
    values.chunks(MAX_WRITES).map(request_of).collect()
}

fn puts<T>(values: &[T], item: fn(&T) -> Item) -> Vec<WriteRequest> {
    let put = |value| {
        let put = PutRequest::builder().set_item(Some(item(value))).build();
        let put = put.expect("it is whole");
        WriteRequest::builder().put_request(put).build()
    };
    values.iter().map(put).collect()
}

fn request(operation: Option<FrozenLayer>, input: Input) -> HttpRequest {
    let operation = operation.expect("an operation is configured");
    let serializer = operation.load::<SharedRequestSerializer>();
    serializer
        .expect("one of them")
        .serialize_input(input, &mut ConfigBag::base())
        .expect("a request")
}
