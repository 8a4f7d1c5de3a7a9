//! Which Rust values may be written to an attribute of which type. Not `Into`: the literal `1` has to become whatever
//! number the attribute is.

use std::{borrow::Cow, rc::Rc, sync::Arc};

use super::value::Value;
use crate::attribute::{Codec, Coded, ConvertError, ToAttribute};

/// A value that may be written to an attribute of type `T`.
///
/// Implemented for `T` itself and a reference to it; for what stands in an `Option`; for `&str` where the attribute is
/// text; for slices and arrays where it is a vector.
///
/// ```
/// use dynamo_model::{attribute::ConvertError, expression::{IntoAttr, Value}};
///
/// fn write<T>(value: impl IntoAttr<T>) -> Result<Option<Value>, ConvertError> {
///     value.into_attr()
/// }
///
/// assert!(write::<String>("text")?.is_some());
/// assert!(write::<Option<u64>>(1)?.is_some());
/// assert!(write::<Option<u64>>(None)?.is_none()); // absent
/// # Ok::<(), ConvertError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be written to an attribute of type `{T}`",
    label = "expected `{T}`"
)]
pub trait IntoAttr<T> {
    /// The value as a request carries it, or `None` when it is absent: a `None`, or an empty set.
    ///
    /// # Errors
    ///
    /// DynamoDB can't hold the value.
    fn into_attr(self) -> Result<Option<Value>, ConvertError>;
}

type Written = Result<Option<Value>, ConvertError>;

impl<T: ToAttribute> IntoAttr<T> for T {
    fn into_attr(self) -> Written {
        Value::of(&self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToAttribute> IntoAttr<Option<T>> for T {
    fn into_attr(self) -> Written {
        Value::of(&self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToAttribute> IntoAttr<T> for &T {
    fn into_attr(self) -> Written {
        Value::of(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToAttribute> IntoAttr<Option<T>> for &T {
    fn into_attr(self) -> Written {
        Value::of(self)
    }
}

/// In the form that the field names.
#[diagnostic::do_not_recommend]
impl<C: Codec<T>, T> IntoAttr<Coded<C, T>> for T {
    fn into_attr(self) -> Written {
        Value::of(&Coded::<C, T>::new(self))
    }
}

#[diagnostic::do_not_recommend]
impl<C: Codec<T>, T: Clone> IntoAttr<Coded<C, T>> for &T {
    fn into_attr(self) -> Written {
        Value::of(&Coded::<C, T>::new(self.clone()))
    }
}

#[diagnostic::do_not_recommend]
impl<C: Codec<Option<T>>, T> IntoAttr<Coded<C, Option<T>>> for T {
    fn into_attr(self) -> Written {
        Value::of(&Coded::<C, Option<T>>::new(Some(self)))
    }
}

/// Both where the attribute is always there and where it may be missing.
macro_rules! into {
    ($([$($generics:tt)*] $from:ty => $to:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> IntoAttr<$to> for $from {
            fn into_attr(self) -> Written {
                Value::of(&self)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> IntoAttr<Option<$to>> for $from {
            fn into_attr(self) -> Written {
                Value::of(&self)
            }
        }
    )*};
}

into! {
    [] &str => String;
    [] &str => Box<str>;
    [] &str => Arc<str>;
    [] &str => Rc<str>;
    ['a] &str => Cow<'a, str>;
    [] &&str => String;
    [] String => Box<str>;
    [] String => Arc<str>;
    [] String => Rc<str>;
    ['a] String => Cow<'a, str>;
    [T: ToAttribute] &[T] => Vec<T>;
    [T: ToAttribute, const N: usize] [T; N] => Vec<T>;
    [T: ToAttribute, const N: usize] &[T; N] => Vec<T>;
    [] &[&str] => Vec<String>;
    [const N: usize] [&str; N] => Vec<String>;
    // Every `i32` is a float, so that `.gt(100)` needs no point.
    [] i32 => f64;
}
