//! Sets are an SS, NS or BS. DynamoDB has no empty set: an empty one is left out, and what is missing reads as empty.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashSet},
    hash::{BuildHasher, Hash},
    rc::Rc,
    sync::Arc,
};

use super::{
    Attribute, AttributeType, Codec, ConvertError, FromAttribute, ListSink, ListSource, Number,
    Sink, Source, ToAttribute, kind, sequence::wrong_length,
};

/// A type whose values can be the elements of an SS, NS or BS.
///
/// For a type of your own, hand on to the type it is written as:
///
/// ```
/// use dynamo_model::attribute::{ConvertError, SetElement, Sink, Source};
///
/// #[derive(PartialEq, Eq, Hash)]
/// struct Email(String);
///
/// impl SetElement for Email {
///     fn write_set<'i, S: Sink>(items: impl Iterator<Item = &'i Self>, sink: S) -> Result<S::Ok, ConvertError> {
///         String::write_set(items.map(|email| &email.0), sink)
///     }
///
///     fn read_set<'a, S: Source<'a>>(source: S, mut each: impl FnMut(Self)) -> Result<(), ConvertError> {
///         String::read_set(source, |text| each(Self(text)))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an element of a DynamoDB set, which holds strings, numbers or bytes",
    label = "not an element of SS, NS or BS",
    note = "write `#[dynamo(list)]` on the field to store the set as a list"
)]
pub trait SetElement: Sized {
    /// Writes a set that is not empty.
    ///
    /// # Errors
    ///
    /// DynamoDB can't hold one of the values.
    fn write_set<'i, S: Sink>(
        items: impl Iterator<Item = &'i Self>,
        sink: S,
    ) -> Result<S::Ok, ConvertError>
    where
        Self: 'i;

    /// Reads a set, an element at a time.
    ///
    /// # Errors
    ///
    /// The attribute has another type, or an element is no such value.
    fn read_set<'a, S: Source<'a>>(source: S, each: impl FnMut(Self)) -> Result<(), ConvertError>;
}

macro_rules! texts {
    ($($text:ty),*) => {$(
        impl SetElement for $text {
            fn write_set<'i, S: Sink>(
                items: impl Iterator<Item = &'i Self>,
                sink: S,
            ) -> Result<S::Ok, ConvertError>
            where
                Self: 'i,
            {
                sink.string_set(items.map(|item| Cow::Borrowed(&**item)))
            }

            fn read_set<'a, S: Source<'a>>(
                source: S,
                mut each: impl FnMut(Self),
            ) -> Result<(), ConvertError> {
                source.string_set(|item| {
                    each(item.into_owned().into());
                    Ok(())
                })
            }
        }
    )*};
}

texts!(String, Box<str>, Arc<str>, Rc<str>, Cow<'_, str>);

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl SetElement for $number {
            fn write_set<'i, S: Sink>(
                items: impl Iterator<Item = &'i Self>,
                sink: S,
            ) -> Result<S::Ok, ConvertError> {
                sink.number_set(items.map(|item| Cow::Owned(item.to_string())))
            }

            fn read_set<'a, S: Source<'a>>(
                source: S,
                mut each: impl FnMut(Self),
            ) -> Result<(), ConvertError> {
                source.number_set(|text| {
                    let number = text.parse().map_err(|_| {
                        ConvertError::custom(format_args!(
                            "the number `{text}` does not fit into `{}`",
                            stringify!($number)
                        ))
                    })?;
                    each(number);
                    Ok(())
                })
            }
        }
    )*};
}

numbers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize Number);

macro_rules! bytes {
    ($($(#[$when:meta])* [$($generics:tt)*] $bytes:ty: $read:expr;)*) => {$(
        $(#[$when])*
        impl<$($generics)*> SetElement for $bytes {
            fn write_set<'i, S: Sink>(
                items: impl Iterator<Item = &'i Self>,
                sink: S,
            ) -> Result<S::Ok, ConvertError> {
                sink.binary_set(items.map(|item| Cow::Borrowed(&item[..])))
            }

            fn read_set<'a, S: Source<'a>>(
                source: S,
                mut each: impl FnMut(Self),
            ) -> Result<(), ConvertError> {
                source.binary_set(|item| {
                    each($read(item.into_owned())?);
                    Ok(())
                })
            }
        }
    )*};
}

bytes! {
    [] Vec<u8>: Ok::<_, ConvertError>;
    [const N: usize] [u8; N]: array;
    #[cfg(feature = "bytes")] [] bytes::Bytes: |bytes| Ok::<bytes::Bytes, ConvertError>(bytes::Bytes::from(bytes));
}

fn array<const N: usize>(bytes: Vec<u8>) -> Result<[u8; N], ConvertError> {
    bytes
        .try_into()
        .map_err(|bytes: Vec<u8>| wrong_length(N, bytes.len()))
}

macro_rules! sets {
    ($($set:ty, [$($generics:tt)*];)*) => {$(
        impl<T: SetElement, $($generics)*> Attribute for $set {
            type Kind = kind::Set<T>;
        }

        impl<T: SetElement, $($generics)*> ToAttribute for $set {
            fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
                if self.is_empty() {
                    return sink.null();
                }
                T::write_set(self.iter(), sink)
            }

            fn is_absent(&self) -> bool {
                self.is_empty()
            }
        }
    )*};
}

sets! {
    BTreeSet<T>, [];
    HashSet<T, H>, [H];
}

fn read<'a, T: SetElement, S: Source<'a>>(
    source: S,
    each: impl FnMut(T),
) -> Result<(), ConvertError> {
    if source.attribute_type() == AttributeType::Null {
        return Ok(());
    }
    T::read_set(source, each)
}

impl<'a, T: SetElement + Ord> FromAttribute<'a> for BTreeSet<T> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        let mut items = Self::new();
        read(source, |item| {
            items.insert(item);
        })?;
        Ok(items)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl<'a, T, H> FromAttribute<'a> for HashSet<T, H>
where
    T: SetElement + Eq + Hash,
    H: BuildHasher + Default,
{
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        let mut items = Self::default();
        read(source, |item| {
            items.insert(item);
        })?;
        Ok(items)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

/// A set stored as an L: what `#[dynamo(list)]` names. It may hold what no set of DynamoDB can, and be empty.
#[derive(Debug, Clone, Copy)]
pub enum AsList {}

#[diagnostic::do_not_recommend]
impl<C, T> Codec<C> for AsList
where
    C: IntoIterator<Item = T> + FromIterator<T>,
    for<'c> &'c C: IntoIterator<Item = &'c T>,
    T: ToAttribute + super::FromAttributeOwned,
{
    type Kind = kind::List<T>;

    fn to_attribute<S: Sink>(items: &C, sink: S) -> Result<S::Ok, ConvertError> {
        let mut list = sink.list(0)?;
        for (index, item) in items.into_iter().enumerate() {
            list.push(item).map_err(|error| error.in_element(index))?;
        }
        list.end()
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<C, ConvertError> {
        let mut list = source.list()?;
        let mut index = 0;
        std::iter::from_fn(|| {
            let item = list.next().map_err(|error| error.in_element(index));
            index += 1;
            item.transpose()
        })
        .collect()
    }
}
