//! Which paths an attribute opens to: one, or one per field of a nested struct.

use super::path::{Path, RawPath, role};
use crate::attribute::{Attribute, Codec, Coded, Kind, kind};

/// A kind of attribute that expressions can name.
pub trait Shape: Kind {
    /// The path of such an attribute of type `T` in the model `M`.
    type Path<M, T, R>: From<RawPath>;
}

/// A struct that lives in an attribute of its own, an M. Implemented by `#[derive(DynamoValue)]`.
pub trait Nested {
    /// A struct with a path per field, which dereferences to the [`Path`] of the whole.
    type Fields<M, T, R>: From<RawPath>;
}

/// The path of an attribute of type `T`: a [`Path`], or the fields of a nested struct.
pub type PathOf<M, T, R = role::Plain> = <<T as Attribute>::Kind as Shape>::Path<M, T, R>;

/// The path of an attribute of type `T` in the form `C`.
pub type CodedPathOf<M, C, T, R = role::Plain> =
    <<C as Codec<T>>::Kind as Shape>::Path<M, Coded<C, T>, R>;

macro_rules! leaves {
    ($($kind:ty $(, $element:ident)?;)*) => {$(
        impl$(<$element>)? Shape for $kind {
            type Path<M, T, R> = Path<M, T, R>;
        }
    )*};
}

leaves! {
    kind::Text;
    kind::Number;
    kind::Byte;
    kind::Binary;
    kind::Bool;
    kind::Any;
    kind::Set<E>, E;
    kind::List<E>, E;
    kind::Map<E>, E;
    // Opened by hand: it may hold the very type that holds it.
    kind::Boxed<E>, E;
}

impl<S: Nested> Shape for kind::Struct<S> {
    type Path<M, T, R> = S::Fields<M, T, R>;
}
