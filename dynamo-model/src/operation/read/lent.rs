//! An item that stands in the response still.

use std::fmt;

use crate::{
    attribute::{ConvertError, FromAttribute},
    operation::direct::Returned,
};

/// An item to look at before it is owned. Given to the closures of [`Query::pick`](super::Query::pick) and
/// [`Scan::pick`](super::Scan::pick).
///
/// What is read from it may borrow from the response: a `Cow<str>` is text in place, unless the text has escapes. Bytes
/// are stored in base64 and always copied.
pub struct Lent<'r, 'a>(Returned<'r, 'a>);

impl<'r, 'a> Lent<'r, 'a> {
    pub(super) fn new(item: Returned<'r, 'a>) -> Self {
        Self(item)
    }

    /// Reads the item: as a view of some of its attributes, or as its model.
    ///
    /// # Errors
    ///
    /// The item does not hold such a value.
    pub fn read<T: FromAttribute<'a>>(self) -> Result<T, ConvertError> {
        self.0.read()
    }

    /// The same, after which the item can be read once more.
    ///
    /// # Errors
    ///
    /// The item does not hold such a value.
    pub fn peek<T: FromAttribute<'a>>(&self) -> Result<T, ConvertError> {
        self.0.peek()
    }
}

/// What users store is theirs: it is not told.
impl fmt::Debug for Lent<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lent(..)")
    }
}
