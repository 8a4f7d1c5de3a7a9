//! Attributes as the SDK has them, in few words.

use dynamo_model::{attribute::Item, aws_sdk_dynamodb::types::AttributeValue};

pub(crate) fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub(crate) fn n(digits: &str) -> AttributeValue {
    AttributeValue::N(digits.to_owned())
}

pub(crate) fn item<const N: usize>(attributes: [(&str, AttributeValue); N]) -> Item {
    let attributes = attributes.into_iter();
    attributes
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

pub(crate) fn map<const N: usize>(members: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(item(members))
}
