//! What kind of attribute a type becomes, known while compiling: what decides which expressions make sense on it.

use std::marker::PhantomData;

/// A type that becomes an attribute of one kind.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be stored in a DynamoDB attribute",
    label = "not an attribute type",
    note = "derive `DynamoValue` for it, or name a format with `#[dynamo(with = ...)]`; types of other crates may need a \
            feature of dynamo-model, such as `time`, `chrono`, `uuid` or `rust_decimal`"
)]
pub trait Attribute {
    /// S, N, B, a set, a list or a map.
    type Kind: Kind;
}

/// A kind of attribute.
pub trait Kind {
    /// What `Vec<T>` is, where `T` is of this kind: a list, except that a vector of bytes is a B.
    type InVec<T>: Kind;
}

/// A kind whose values are there whenever a field is: not a set, because an empty one is left out.
#[diagnostic::on_unimplemented(
    message = "an `Option` cannot hold a set: an empty set is left out of the item, just like `None`",
    label = "write the set without `Option`"
)]
pub trait Present: Kind {}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}

        impl Kind for $name {
            type InVec<T> = List<T>;
        }

        impl Present for $name {}
    )*};
}

kinds! {
    /// An S.
    Text
    /// An N.
    Number
    /// A B.
    Binary
    /// A BOOL.
    Bool
    /// A value whose attribute type is not known while compiling.
    Any
}

/// An N by itself, but a B in a vector: `u8`.
#[derive(Debug, Clone, Copy)]
pub enum Byte {}

impl Kind for Byte {
    type InVec<T> = Binary;
}

impl Present for Byte {}

macro_rules! kinds_of {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name<T>(PhantomData<fn() -> T>);

        impl<E> Kind for $name<E> {
            type InVec<T> = List<T>;
        }
    )*};
}

kinds_of! {
    /// An SS, NS or BS with elements of type `T`.
    Set
    /// An L with elements of type `T`.
    List
    /// An M with values of type `T` under any key.
    Map
    /// A boxed `T`, which an expression opens.
    Boxed
    /// An M with the fields of the struct `T`.
    Struct
}

impl<T> Present for List<T> {}
impl<T> Present for Map<T> {}
impl<T> Present for Boxed<T> {}
impl<T> Present for Struct<T> {}
