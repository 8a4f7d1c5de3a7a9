//! An attribute that nobody looks at.

use super::{ConvertError, FromAttribute, Source};

pub(crate) struct Ignored;

impl<'a> FromAttribute<'a> for Ignored {
    fn from_attribute<S: Source<'a>>(_: S) -> Result<Self, ConvertError> {
        Ok(Self)
    }
}
