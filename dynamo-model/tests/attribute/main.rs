//! Values as attributes, as users see it: every type on every wire. Whether a database takes what is written is not asked
//! here.

mod family;
mod json;
mod key_part;
mod number;
mod order;
mod random;
mod serde_form;
mod set;
mod size;
mod time_form;
mod value;

use std::{collections::HashMap, fmt::Debug};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::attribute::{
    AttributeValueSink, ConvertError, FromAttributeOwned, ToAttribute, from_json, item_size,
    to_json,
};

fn to_value<T: ToAttribute + ?Sized>(value: &T) -> Result<AttributeValue, ConvertError> {
    value.to_attribute(AttributeValueSink)
}

fn parsed(json: &[u8]) -> serde_json::Value {
    serde_json::from_slice(json).expect("JSON")
}

/// The value is this attribute on every wire, and comes back from each as it was.
#[track_caller]
fn is_stored_as<T>(value: &T, attribute: &str)
where
    T: ToAttribute + FromAttributeOwned + PartialEq + Debug,
{
    let expected = parsed(attribute.as_bytes());
    let json = to_json(value).unwrap();
    assert_eq!(parsed(&json), expected);
    let sdk = to_value(value).unwrap();
    assert_eq!(parsed(&to_json(&sdk).unwrap()), expected);
    assert_eq!(
        from_json::<AttributeValue>(attribute.as_bytes()).unwrap(),
        sdk
    );
    is_read_as(attribute, value);
}

/// The attribute is read as this value from every wire.
#[track_caller]
fn is_read_as<T>(attribute: &str, value: &T)
where
    T: FromAttributeOwned + PartialEq + Debug,
{
    assert_eq!(&from_json::<T>(attribute.as_bytes()).unwrap(), value);
    let sdk: AttributeValue = from_json(attribute.as_bytes()).unwrap();
    assert_eq!(&T::from_attribute(sdk).unwrap(), value);
}

/// The value is refused on every wire, in these words.
#[track_caller]
fn is_not_written<T: ToAttribute>(value: &T) -> String {
    let error = to_json(value).unwrap_err().to_string();
    assert_eq!(to_value(value).unwrap_err().to_string(), error);
    let item = HashMap::from([("n".to_owned(), value)]);
    let counted = item_size(&item).unwrap_err().to_string();
    let separator = if error.starts_with("attribute `") {
        "."
    } else {
        "`: "
    };
    let inside = error.trim_start_matches("attribute `");
    assert_eq!(counted, format!("attribute `n{separator}{inside}"));
    error
}

/// The attribute is refused from every wire, in these words.
#[track_caller]
fn is_not_read_as<T: FromAttributeOwned + Debug>(attribute: &str) -> String {
    let error = from_json::<T>(attribute.as_bytes())
        .unwrap_err()
        .to_string();
    let sdk: AttributeValue = from_json(attribute.as_bytes()).unwrap();
    assert_eq!(T::from_attribute(sdk).unwrap_err().to_string(), error);
    error
}
