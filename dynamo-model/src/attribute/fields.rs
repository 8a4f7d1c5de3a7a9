//! What generated code calls while it writes and reads the fields of a struct.

use super::{ConvertError, FromAttribute, MapSink, ToAttribute, named};

/// The value of a field that has been read, or what its type has for an absent one.
///
/// # Errors
///
/// It is absent, and must not be.
pub fn required<'a, T: FromAttribute<'a>>(
    name: &'static str,
    slot: Option<T>,
) -> Result<T, ConvertError> {
    match slot {
        Some(value) => Ok(value),
        None => absent(name),
    }
}

fn absent<'a, T: FromAttribute<'a>>(name: &'static str) -> Result<T, ConvertError> {
    T::absent().ok_or_else(|| ConvertError::missing().in_member(name))
}

/// Writes what no field took when the item was read.
///
/// # Errors
///
/// A value can't be written.
pub fn write_rest<'r, M: MapSink, R, V>(map: &mut M, rest: &'r R) -> Result<(), ConvertError>
where
    &'r R: IntoIterator<Item = (&'r String, &'r V)>,
    V: ToAttribute + 'r,
{
    for (key, value) in rest {
        map.entry(key, value)
            .map_err(|error| error.in_member(key.clone()))?;
    }
    Ok(())
}

/// None of the variants that a tag can tell.
#[must_use]
#[cold]
pub fn unknown_variant(tag: &'static str, kind: &str, names: &[&str]) -> ConvertError {
    named::unknown(kind, names).in_member(tag)
}
