//! What kind of attribute a type becomes, known while compiling: what decides which expressions make sense on it.

use std::marker::PhantomData;

use super::{
    AttributeType,
    fields::{Field, Slot},
};

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

    /// A field to be written. What generated code asks of a type begins here and in [`Attribute::slot`], so that a type
    /// which is no attribute is told once.
    #[doc(hidden)]
    #[must_use]
    fn field() -> Field<Self, Self::Kind> {
        Field::new()
    }

    /// The place of a field to be read.
    #[doc(hidden)]
    #[must_use]
    fn slot() -> Slot<Self, Self::Kind>
    where
        Self: Sized,
    {
        Slot::new()
    }
}

/// A kind of attribute.
pub trait Kind {
    /// What `Vec<T>` is, where `T` is of this kind: a list, except that a vector of bytes is a B.
    type InVec<T>: Kind;

    /// What a struct is that is stored as a field of this kind: the same, except that a vector of such structs is no B.
    type Alone: Kind;
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
            type Alone = Self;
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
    type Alone = Number;
}

impl Present for Byte {}

macro_rules! kinds_of {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name<T>(PhantomData<fn() -> T>);

        impl<E> Kind for $name<E> {
            type InVec<T> = List<T>;
            type Alone = Self;
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

/// A kind that the attributes of a primary key can be of.
#[diagnostic::on_unimplemented(
    message = "a key attribute is a string, a number or binary, but this type is stored otherwise",
    label = "cannot be a key"
)]
pub trait KeyKind: Kind {
    /// S, N or B.
    const TYPE: AttributeType;
}

impl KeyKind for Text {
    const TYPE: AttributeType = AttributeType::S;
}

impl KeyKind for Number {
    const TYPE: AttributeType = AttributeType::N;
}

impl KeyKind for Byte {
    const TYPE: AttributeType = AttributeType::N;
}

impl KeyKind for Binary {
    const TYPE: AttributeType = AttributeType::B;
}

/// A type whose values can be a key of a table or of an index.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a key: DynamoDB's keys are strings, numbers or binary",
    label = "not a key type"
)]
pub trait KeyValue: Attribute<Kind: KeyKind> {
    /// S, N or B.
    const TYPE: AttributeType = <Self::Kind as KeyKind>::TYPE;
}

#[diagnostic::do_not_recommend]
impl<T: Attribute<Kind: KeyKind>> KeyValue for T {}
