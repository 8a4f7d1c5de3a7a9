//! The two traits that a value needs to live in an item.

use super::{ConvertError, ListSink, ListSource, Sink, Source};

/// A value that can be written as an attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written to a DynamoDB attribute",
    label = "does not implement `ToAttribute`",
    note = "derive `DynamoValue` for it, or name a format with `#[dynamo(with = ...)]`; types of other crates may need a \
            feature of dynamo-model, such as `time`, `chrono`, `uuid` or `rust_decimal`"
)]
pub trait ToAttribute {
    /// Writes the value. Exactly one of the sink's methods is called.
    ///
    /// # Errors
    ///
    /// DynamoDB can't hold the value, such as a number of more than 38 digits.
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError>;

    /// Whether a field with this value is left out of its item or map.
    fn is_absent(&self) -> bool {
        false
    }

    /// Writes a slice of such values: an L, except that bytes are a B.
    #[doc(hidden)]
    fn slice_to_attribute<S: Sink>(items: &[Self], sink: S) -> Result<S::Ok, ConvertError>
    where
        Self: Sized,
    {
        let mut list = sink.list(items.len())?;
        for (index, item) in items.iter().enumerate() {
            list.push(item).map_err(|error| error.in_element(index))?;
        }
        list.end()
    }
}

/// A value that can be read from an attribute, borrowing from the source for as long as `'a`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a DynamoDB attribute",
    label = "does not implement `FromAttribute`",
    note = "derive `DynamoValue` for it, or name a format with `#[dynamo(with = ...)]`; types of other crates may need a \
            feature of dynamo-model, such as `time`, `chrono`, `uuid` or `rust_decimal`"
)]
pub trait FromAttribute<'a>: Sized {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// The attribute has another type, or does not hold such a value.
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError>;

    /// The value of a field that its item does not have, if that is allowed.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// Reads a vector of such values: an L, except that bytes are a B.
    #[doc(hidden)]
    fn vec_from_attribute<S: Source<'a>>(source: S) -> Result<Vec<Self>, ConvertError> {
        let mut list = source.list()?;
        let mut items = Vec::with_capacity(list.len_hint());
        loop {
            match list.next() {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Ok(items),
                Err(error) => return Err(error.in_element(items.len())),
            }
        }
    }
}

/// A value that can be read from an attribute and borrows nothing.
pub trait FromAttributeOwned: for<'a> FromAttribute<'a> {}

impl<T: for<'a> FromAttribute<'a>> FromAttributeOwned for T {}
