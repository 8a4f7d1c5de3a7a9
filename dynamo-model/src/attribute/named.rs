//! Enums without fields: an S that holds the variant's name.

use super::{ConvertError, Source};

/// A type whose values are known by their names. Implemented by `#[derive(DynamoValue)]` for enums without fields.
pub trait Named: Sized {
    /// The names that are known while compiling.
    const NAMES: &'static [&'static str];

    /// The value's name.
    fn name(&self) -> &str;

    /// The value of this name, if there is one.
    fn of_name(name: &str) -> Option<Self>;
}

/// Reads a value by its name.
///
/// # Errors
///
/// It is no name, or of no value.
pub fn read<'a, T: Named, S: Source<'a>>(source: S) -> Result<T, ConvertError> {
    of_text(&source.string()?)
}

pub(super) fn of_text<T: Named>(text: &str) -> Result<T, ConvertError> {
    T::of_name(text).ok_or_else(|| unknown(text, T::NAMES))
}

/// None of the names.
#[cold]
pub(crate) fn unknown(name: &str, names: &[&str]) -> ConvertError {
    ConvertError::custom(format_args!(
        "`{name}` is none of {}",
        names
            .iter()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", ")
    ))
}
