//! Where values are read from. Like the sinks, the sources are few and sealed.

use std::borrow::Cow;

use super::{Codec, Coded, ConvertError, FromAttribute, sink::sealed::Sealed};

/// The types of an attribute, named as DynamoDB does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "DynamoDB's own names")]
pub enum AttributeType {
    S,
    N,
    B,
    Bool,
    Null,
    Ss,
    Ns,
    Bs,
    L,
    M,
    /// A type that this version of the library does not know.
    Unknown,
}

impl AttributeType {
    /// The name that DynamoDB uses: `S`, `BOOL`, `M`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::N => "N",
            Self::B => "B",
            Self::Bool => "BOOL",
            Self::Null => "NULL",
            Self::Ss => "SS",
            Self::Ns => "NS",
            Self::Bs => "BS",
            Self::L => "L",
            Self::M => "M",
            Self::Unknown => "an unknown type",
        }
    }

    /// The type that has this name.
    pub(super) fn from_name(name: &str) -> Self {
        match name {
            "S" => Self::S,
            "N" => Self::N,
            "B" => Self::B,
            "BOOL" => Self::Bool,
            "NULL" => Self::Null,
            "SS" => Self::Ss,
            "NS" => Self::Ns,
            "BS" => Self::Bs,
            "L" => Self::L,
            "M" => Self::M,
            _ => Self::Unknown,
        }
    }
}

/// One attribute to be read. Implemented by this crate only.
///
/// `'a` is how long what is borrowed from it lives.
pub trait Source<'a>: Sized + Sealed {
    /// Gives the elements of a list.
    type List: ListSource<'a>;
    /// Gives the members of a map.
    type Map: MapSource<'a>;

    /// The attribute's type.
    fn attribute_type(&self) -> AttributeType;

    /// Reads a BOOL.
    ///
    /// # Errors
    ///
    /// It is something else.
    fn bool(self) -> Result<bool, ConvertError>;

    /// Reads an S.
    ///
    /// # Errors
    ///
    /// It is something else.
    fn string(self) -> Result<Cow<'a, str>, ConvertError>;

    /// Reads an N as the text that DynamoDB gives.
    ///
    /// # Errors
    ///
    /// It is something else.
    fn number(self) -> Result<Cow<'a, str>, ConvertError>;

    /// Reads a B.
    ///
    /// # Errors
    ///
    /// It is something else.
    fn binary(self) -> Result<Cow<'a, [u8]>, ConvertError>;

    /// Reads an SS, an element at a time.
    ///
    /// # Errors
    ///
    /// It is something else, or `each` fails.
    fn string_set(
        self,
        each: impl FnMut(Cow<'a, str>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError>;

    /// Reads an NS, an element at a time.
    ///
    /// # Errors
    ///
    /// It is something else, or `each` fails.
    fn number_set(
        self,
        each: impl FnMut(Cow<'a, str>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError>;

    /// Reads a BS, an element at a time.
    ///
    /// # Errors
    ///
    /// It is something else, or `each` fails.
    fn binary_set(
        self,
        each: impl FnMut(Cow<'a, [u8]>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError>;

    /// Reads an L.
    ///
    /// # Errors
    ///
    /// It is something else.
    fn list(self) -> Result<Self::List, ConvertError>;

    /// Reads an M.
    ///
    /// # Errors
    ///
    /// It is something else.
    fn map(self) -> Result<Self::Map, ConvertError>;
}

/// The elements of a list, in order.
pub trait ListSource<'a>: Sealed {
    /// How many elements there are at least, as far as that is known.
    fn len_hint(&self) -> usize {
        0
    }

    /// The next element, or none at the end.
    ///
    /// # Errors
    ///
    /// The element can't be read.
    fn next<T: FromAttribute<'a>>(&mut self) -> Result<Option<T>, ConvertError>;
}

/// The members of a map, in any order. After a name comes either its value or [`MapSource::skip`].
pub trait MapSource<'a>: Sealed {
    /// How many members there are at least, as far as that is known.
    fn len_hint(&self) -> usize {
        0
    }

    /// The name of the next member, or none at the end.
    ///
    /// # Errors
    ///
    /// The source is damaged.
    fn next_key(&mut self) -> Result<Option<Cow<'a, str>>, ConvertError>;

    /// The value of the member whose name was just read.
    ///
    /// # Errors
    ///
    /// The value can't be read.
    fn value<T: FromAttribute<'a>>(&mut self) -> Result<T, ConvertError>;

    /// Passes over the value of the member whose name was just read.
    ///
    /// # Errors
    ///
    /// The source is damaged.
    fn skip(&mut self) -> Result<(), ConvertError>;

    /// The value of a member that is an S, wherever it stands, without taking it.
    ///
    /// # Errors
    ///
    /// The member is missing or no S, or the source is damaged.
    fn tag(&mut self, name: &str) -> Result<String, ConvertError>;

    /// Which of these fields the next member is; `names.len()` for one that is none of them.
    #[doc(hidden)]
    fn next_field(&mut self, names: &'static [&'static str])
    -> Result<Option<usize>, ConvertError>;

    /// The name of the member that [`MapSource::next_field`] came to.
    #[doc(hidden)]
    fn key(&mut self) -> Cow<'a, str>;

    /// Reads the value of a field into its place.
    #[doc(hidden)]
    fn field<T: FromAttribute<'a>>(
        &mut self,
        name: &'static str,
        slot: &mut Option<T>,
    ) -> Result<(), ConvertError> {
        match self.value() {
            Ok(value) => {
                *slot = Some(value);
                Ok(())
            }
            Err(error) => Err(error.in_member(name)),
        }
    }

    /// Reads the value of a field from another form than its type's own.
    #[doc(hidden)]
    fn field_as<C: Codec<T>, T>(
        &mut self,
        name: &'static str,
        slot: &mut Option<T>,
    ) -> Result<(), ConvertError> {
        let mut coded = None;
        self.field::<Coded<C, T>>(name, &mut coded)?;
        *slot = coded.map(Coded::into_inner);
        Ok(())
    }

    /// Reads a member that is no field into the collection of the rest.
    #[doc(hidden)]
    fn rest<T: FromAttribute<'a>>(
        &mut self,
        rest: &mut impl Extend<(String, T)>,
    ) -> Result<(), ConvertError> {
        let key = self.key().into_owned();
        match self.value() {
            Ok(value) => {
                rest.extend([(key, value)]);
                Ok(())
            }
            Err(error) => Err(error.in_member(key)),
        }
    }

    /// Refuses a member that is no field.
    #[doc(hidden)]
    fn deny(&mut self) -> ConvertError {
        ConvertError::unknown().in_member(self.key().into_owned())
    }
}

/// The sets of a value whose type nobody knows.
#[cfg(any(feature = "client", feature = "serde"))]
pub(super) mod items {
    use super::{ConvertError, Source};

    /// The elements of an SS.
    pub(in super::super) fn string_items<'a>(
        source: impl Source<'a>,
    ) -> Result<Vec<String>, ConvertError> {
        let mut items = Vec::new();
        source.string_set(|item| {
            items.push(item.into_owned());
            Ok(())
        })?;
        Ok(items)
    }

    /// The elements of an NS.
    pub(in super::super) fn number_items<'a>(
        source: impl Source<'a>,
    ) -> Result<Vec<String>, ConvertError> {
        let mut items = Vec::new();
        source.number_set(|item| {
            items.push(item.into_owned());
            Ok(())
        })?;
        Ok(items)
    }

    /// The elements of a BS.
    pub(in super::super) fn binary_items<'a, T: From<Vec<u8>>>(
        source: impl Source<'a>,
    ) -> Result<Vec<T>, ConvertError> {
        let mut items = Vec::new();
        source.binary_set(|item| {
            items.push(item.into_owned().into());
            Ok(())
        })?;
        Ok(items)
    }
}
