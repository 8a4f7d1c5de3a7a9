//! What makes two keys one: DynamoDB compares values, and a number can be written in many ways.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::{
    ItemSpec,
    attribute::{Item, Number},
};

/// The key of an item of a table, to be compared and looked up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Identity(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Part {
    Text(String),
    Number(Number),
    Binary(Vec<u8>),
}

impl Identity {
    /// None if the item lacks an attribute of the key, or has one that can't be in a key.
    pub(super) fn of(spec: &ItemSpec, item: &Item) -> Option<Self> {
        let part = |name| match item.get(name)? {
            AttributeValue::S(text) => Some(Part::Text(text.clone())),
            AttributeValue::N(text) => text.parse().ok().map(Part::Number),
            AttributeValue::B(bytes) => Some(Part::Binary(bytes.as_ref().to_vec())),
            _ => None,
        };
        let parts: Option<Vec<_>> = spec.key().map(|key| part(key.name())).collect();
        parts.map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(id: AttributeValue, at: AttributeValue) -> Option<Identity> {
        let spec = ItemSpec::new::<String>("id").sort_key::<u64>("at");
        let item = [("id", id), ("at", at), ("x", AttributeValue::Null(true))];
        let item = item.map(|(name, value)| (name.to_owned(), value));
        Identity::of(&spec, &item.into())
    }

    #[test]
    fn w15_numbers_of_one_value_are_one_key() {
        let text = || AttributeValue::S("a".into());
        let number = |text: &str| AttributeValue::N(text.into());
        let one = identity(text(), number("1"));
        assert!(one.is_some());
        assert_eq!(one, identity(text(), number("1.0")));
        assert_ne!(one, identity(text(), number("2")));
        assert_ne!(one, identity(number("1"), number("1")));
        assert_eq!(identity(text(), AttributeValue::Bool(true)), None);
    }
}
