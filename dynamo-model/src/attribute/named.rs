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

/// What can keep the name of a variant that nobody knows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot keep the name of an unknown variant",
    label = "not text",
    note = "write `String`"
)]
pub trait UnknownName: Sized {
    /// The name.
    fn as_name(&self) -> &str;

    /// Of this name.
    fn from_name(name: &str) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: AsRef<str> + for<'n> From<&'n str>> UnknownName for T {
    fn as_name(&self) -> &str {
        self.as_ref()
    }

    fn from_name(name: &str) -> Self {
        name.into()
    }
}

/// Reads a value by its name.
///
/// # Errors
///
/// It is no name, or of no value.
pub fn read<'a, T: Named, S: Source<'a>>(source: S) -> Result<T, ConvertError> {
    of_text(&source.string()?)
}

pub(crate) fn of_text<T: Named>(text: &str) -> Result<T, ConvertError> {
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
