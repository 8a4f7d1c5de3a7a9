//! The fields of which keys of indexes are put together, as an update knows them: by their attributes.

use std::fmt;

#[cfg(feature = "client")]
use aws_sdk_dynamodb::types::AttributeValue;

use super::part::Part;
#[cfg(feature = "client")]
use crate::attribute::ConvertError;
use crate::attribute::FromAttributeOwned;

/// A field of which a key of an index is put together.
#[derive(Clone, Copy)]
#[cfg_attr(
    not(feature = "client"),
    allow(dead_code, reason = "only what is sent is put together anew")
)]
pub struct IndexedPart {
    pub(crate) field: &'static str,
    pub(crate) attribute: &'static str,
    pub(crate) part: &'static dyn AnyPart,
}

impl IndexedPart {
    /// A field that is stored under this name.
    #[must_use]
    pub const fn new(
        field: &'static str,
        attribute: &'static str,
        part: &'static dyn AnyPart,
    ) -> Self {
        Self {
            field,
            attribute,
            part,
        }
    }
}

impl fmt::Debug for IndexedPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IndexedPart")
            .field("field", &self.field)
            .field("attribute", &self.attribute)
            .finish_non_exhaustive()
    }
}

/// A part of any type.
pub trait AnyPart: Sync {
    /// The text of a value that is stored.
    ///
    /// # Errors
    ///
    /// The value can't be read, or has no text.
    #[cfg(feature = "client")]
    fn text(&self, stored: AttributeValue) -> Result<String, ConvertError>;
}

impl<T: FromAttributeOwned> AnyPart for Part<T> {
    #[cfg(feature = "client")]
    fn text(&self, stored: AttributeValue) -> Result<String, ConvertError> {
        let mut text = String::new();
        self.push_to(&T::from_attribute(stored)?, &mut text)?;
        Ok(text)
    }
}
