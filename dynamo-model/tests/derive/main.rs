//! What `#[derive(DynamoModel)]` and `#[derive(DynamoValue)]` make of a type, seen through the SDK's attribute values.
#![cfg(all(feature = "client", feature = "derive"))]

mod fields;
mod index_keys;
mod items;
mod kinds;
mod templates;
mod values;

use dynamo_model::attribute::{AttributeValueSink, FromAttributeOwned, ToAttribute};
use dynamo_model::aws_sdk_dynamodb::types::AttributeValue;

/// The value as an attribute.
fn written<T: ToAttribute>(value: &T) -> AttributeValue {
    value
        .to_attribute(AttributeValueSink)
        .expect("a value that can be written")
}

/// The value that the attribute holds.
fn read<T: FromAttributeOwned>(value: AttributeValue) -> Result<T, String> {
    T::from_attribute(value).map_err(|error| error.to_string())
}

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn n(text: &str) -> AttributeValue {
    AttributeValue::N(text.to_owned())
}

fn m<const N: usize>(members: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(
        members
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}
