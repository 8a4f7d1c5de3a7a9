//! JSON text in an S.

use serde::{Serialize, de::DeserializeOwned};

use crate::attribute::{Codec, ConvertError, Sink, Source, kind};

/// `#[dynamo(json)]`: any type of serde's as an S of JSON text, like PynamoDB's `JSONAttribute`.
///
/// A value whose text is `null`, such as `None`, is left out of its item, and what is missing is read as `null`.
#[derive(Debug, Clone, Copy)]
pub struct JsonText;

const NULL: &str = "null";

impl<T: Serialize + DeserializeOwned> Codec<T> for JsonText {
    type Kind = kind::Text;

    fn to_attribute<S: Sink>(value: &T, sink: S) -> Result<S::Ok, ConvertError> {
        sink.string(&serde_json::to_string(value).map_err(ConvertError::custom)?)
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<T, ConvertError> {
        serde_json::from_str(&source.string()?).map_err(ConvertError::custom)
    }

    fn is_absent(value: &T) -> bool {
        // There is room for no other text, so that a large value ends at once.
        let mut room = [0; NULL.len()];
        let written = serde_json::to_writer(room.as_mut_slice(), value);
        written.is_ok() && room == NULL.as_bytes()
    }

    fn absent() -> Option<T> {
        serde_json::from_str(NULL).ok()
    }
}
