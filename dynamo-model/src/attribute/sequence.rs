//! What is an L: vectors, slices, arrays and tuples. Of bytes, they are a B.

use std::collections::VecDeque;

use super::{
    Attribute, ConvertError, FromAttribute, Kind, ListSink, ListSource, Sink, Source, ToAttribute,
    kind,
};

impl<T: Attribute> Attribute for [T] {
    type Kind = <T::Kind as Kind>::InVec<T>;
}

impl<T: ToAttribute> ToAttribute for [T] {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        T::slice_to_attribute(self, sink)
    }
}

impl<T: Attribute> Attribute for Vec<T> {
    type Kind = <T::Kind as Kind>::InVec<T>;
}

impl<T: ToAttribute> ToAttribute for Vec<T> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        T::slice_to_attribute(self, sink)
    }
}

impl<'a, T: FromAttribute<'a>> FromAttribute<'a> for Vec<T> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        T::vec_from_attribute(source)
    }
}

impl<T: Attribute> Attribute for VecDeque<T> {
    type Kind = <T::Kind as Kind>::InVec<T>;
}

impl<T: ToAttribute + Clone> ToAttribute for VecDeque<T> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        match self.as_slices() {
            (all, []) => T::slice_to_attribute(all, sink),
            (first, second) => T::slice_to_attribute(&[first, second].concat(), sink),
        }
    }
}

impl<'a, T: FromAttribute<'a>> FromAttribute<'a> for VecDeque<T> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        T::vec_from_attribute(source).map(Self::from)
    }
}

impl<T: Attribute, const N: usize> Attribute for [T; N] {
    type Kind = <T::Kind as Kind>::InVec<T>;
}

impl<T: ToAttribute, const N: usize> ToAttribute for [T; N] {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        T::slice_to_attribute(self, sink)
    }
}

impl<'a, T: FromAttribute<'a>, const N: usize> FromAttribute<'a> for [T; N] {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        T::vec_from_attribute(source)?
            .try_into()
            .map_err(|items: Vec<T>| wrong_length(N, items.len()))
    }
}

pub(super) fn wrong_length(expected: usize, found: usize) -> ConvertError {
    ConvertError::custom(format_args!("expected {expected} elements, found {found}"))
}

/// Elements of different types, told apart by their places.
macro_rules! tuples {
    ($($len:literal: $($index:tt $name:ident),*;)*) => {$(
        impl<$($name),*> Attribute for ($($name,)*) {
            type Kind = kind::List<kind::Any>;
        }

        impl<$($name: ToAttribute),*> ToAttribute for ($($name,)*) {
            fn to_attribute<Z: Sink>(&self, sink: Z) -> Result<Z::Ok, ConvertError> {
                let mut list = sink.list($len)?;
                $(list.push(&self.$index).map_err(|error| error.in_element($index))?;)*
                list.end()
            }
        }

        impl<'a, $($name: FromAttribute<'a>),*> FromAttribute<'a> for ($($name,)*) {
            fn from_attribute<Z: Source<'a>>(source: Z) -> Result<Self, ConvertError> {
                let mut list = source.list()?;
                let tuple = ($(
                    match list.next::<$name>() {
                        Ok(Some(element)) => element,
                        Ok(None) => return Err(wrong_length($len, $index)),
                        Err(error) => return Err(error.in_element($index)),
                    },
                )*);
                match list.next::<super::Ignored>()? {
                    None => Ok(tuple),
                    Some(_) => Err(ConvertError::custom(format_args!(
                        "expected {} elements, found more", $len
                    ))),
                }
            }
        }
    )*};
}

tuples! {
    1: 0 A;
    2: 0 A, 1 B;
    3: 0 A, 1 B, 2 C;
    4: 0 A, 1 B, 2 C, 3 D;
    5: 0 A, 1 B, 2 C, 3 D, 4 E;
    6: 0 A, 1 B, 2 C, 3 D, 4 E, 5 F;
    7: 0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G;
    8: 0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H;
}
