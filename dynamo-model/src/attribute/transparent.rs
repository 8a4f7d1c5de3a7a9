//! Structs that are stored as their only field.

/// A struct that is stored as its only field. Implemented by `#[derive(DynamoValue)]`.
pub trait Transparent: Sized {
    /// The field's type.
    type Inner;

    /// The field.
    fn inner(&self) -> &Self::Inner;

    /// A struct of this field.
    fn wrap(inner: Self::Inner) -> Self;
}
