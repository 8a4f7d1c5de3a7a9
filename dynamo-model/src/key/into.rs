//! Which Rust values may be given where a key is put in hand. Not `Into`: the literal `7` has to become whatever number
//! the key is.

use std::{borrow::Cow, sync::Arc};

/// A value that may be given for a field of type `T` of a key or partition: `OrderKey::new("acme", 7)`.
///
/// Implemented for `T` itself and a reference to it, for `&str` where the field is text, and for slices and arrays
/// where it is a vector; where the field is an `Option`, for what stands in it.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be given where the key is a `{T}`",
    label = "expected `{T}`"
)]
pub trait IntoKeyField<T> {
    /// The value as the key holds it.
    fn into_key_field(self) -> T;
}

impl<T> IntoKeyField<T> for T {
    fn into_key_field(self) -> T {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T: Clone> IntoKeyField<T> for &T {
    fn into_key_field(self) -> T {
        self.clone()
    }
}

/// Items without the attribute are not in the index.
#[diagnostic::do_not_recommend]
impl<T> IntoKeyField<Option<T>> for T {
    fn into_key_field(self) -> Option<T> {
        Some(self)
    }
}

/// Both where the attribute is always there and where it may be missing.
macro_rules! into {
    ($([$($generics:tt)*] $from:ty => $to:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> IntoKeyField<$to> for $from {
            fn into_key_field(self) -> $to {
                self.into()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> IntoKeyField<Option<$to>> for $from {
            fn into_key_field(self) -> Option<$to> {
                Some(self.into())
            }
        }
    )*};
}

into! {
    [] &str => String;
    [] &str => Box<str>;
    [] &str => Arc<str>;
    ['a] &'a str => Cow<'a, str>;
    [] String => Box<str>;
    [] String => Arc<str>;
    ['a] String => Cow<'a, str>;
    [] Box<str> => String;
    ['a] Cow<'a, str> => String;
    [T: Clone] &[T] => Vec<T>;
    [T, const N: usize] [T; N] => Vec<T>;
    [T: Clone, const N: usize] &[T; N] => Vec<T>;
}

#[diagnostic::do_not_recommend]
impl IntoKeyField<String> for &&str {
    fn into_key_field(self) -> String {
        (*self).to_owned()
    }
}
