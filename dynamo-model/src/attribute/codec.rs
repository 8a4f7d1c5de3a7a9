//! Another form for a type than its own: what `#[dynamo(with = ...)]` and `#[dynamo(format = "...")]` name.

use std::{fmt, marker::PhantomData};

use super::{
    Attribute, ConvertError, FromAttribute, Kind, MapSink, MapSource, Sink, Source, ToAttribute,
    fields::Slot, kind,
};

/// A form in which values of type `T` are stored, for a type of another crate or for another form than the usual one.
///
/// ```
/// use dynamo_model::attribute::{Codec, ConvertError, FromAttribute, Sink, Source, kind};
///
/// /// An amount in cents as a number of euros: `12.50`.
/// struct Euros;
///
/// impl Codec<u64> for Euros {
///     type Kind = kind::Number;
///
///     fn to_attribute<S: Sink>(cents: &u64, sink: S) -> Result<S::Ok, ConvertError> {
///         sink.number(&format!("{}.{:02}", cents / 100, cents % 100))
///     }
///
///     fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<u64, ConvertError> {
///         let euros: f64 = f64::from_attribute(source)?;
///         Ok((euros * 100.0).round() as u64)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no form for values of type `{T}`",
    label = "does not implement `Codec<{T}>`"
)]
pub trait Codec<T> {
    /// S, N, B, a set, a list or a map.
    type Kind: Kind;

    /// Writes the value.
    ///
    /// # Errors
    ///
    /// DynamoDB can't hold the value.
    fn to_attribute<S: Sink>(value: &T, sink: S) -> Result<S::Ok, ConvertError>;

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// The attribute has another type, or does not hold such a value.
    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<T, ConvertError>;

    /// Whether a field with this value is left out of its item or map.
    fn is_absent(_value: &T) -> bool {
        false
    }

    /// The value of a field that its item does not have, if that is allowed.
    #[must_use]
    fn absent() -> Option<T> {
        None
    }

    /// Writes a field. What generated code asks of a codec are methods of this trait, so that a type which is none is
    /// told once.
    #[doc(hidden)]
    fn write_field<M: MapSink>(
        value: &T,
        map: &mut M,
        name: &'static str,
    ) -> Result<(), ConvertError>
    where
        Self: Sized,
    {
        map.field_as::<Self, T>(name, value)
    }

    /// Reads a field.
    #[doc(hidden)]
    fn read_field<'a, M: MapSource<'a>>(
        slot: &mut Slot<T, kind::Any>,
        map: &mut M,
        name: &'static str,
    ) -> Result<(), ConvertError>
    where
        Self: Sized,
    {
        map.field_as::<Self, T>(name, slot.own())
    }

    /// Reads a field that goes by a former name, unless it is there by its own.
    #[doc(hidden)]
    fn read_former<'a, M: MapSource<'a>>(
        slot: &mut Slot<T, kind::Any>,
        map: &mut M,
        name: &'static str,
    ) -> Result<(), ConvertError>
    where
        Self: Sized,
    {
        match slot.of_former() {
            Some(place) => map.field_as::<Self, T>(name, place),
            None => map.skip(),
        }
    }

    /// What has been read, or what the form has for an absent field.
    #[doc(hidden)]
    fn required(slot: Slot<T, kind::Any>, name: &'static str) -> Result<T, ConvertError> {
        slot.found()
            .or_else(Self::absent)
            .ok_or_else(|| ConvertError::missing().in_member(name))
    }
}

/// The form `C` for a value that may be missing: `#[dynamo(with = Maybe<Euros>)] price: Option<u64>`.
#[derive(Debug, Clone, Copy)]
pub struct Maybe<C>(PhantomData<C>);

impl<C: Codec<T>, T> Codec<Option<T>> for Maybe<C> {
    type Kind = C::Kind;

    fn to_attribute<S: Sink>(value: &Option<T>, sink: S) -> Result<S::Ok, ConvertError> {
        match value {
            Some(value) => C::to_attribute(value, sink),
            None => sink.null(),
        }
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<Option<T>, ConvertError> {
        if source.attribute_type() == super::AttributeType::Null {
            return Ok(None);
        }
        C::from_attribute(source).map(Some)
    }

    fn is_absent(value: &Option<T>) -> bool {
        value.as_ref().is_none_or(C::is_absent)
    }

    fn absent() -> Option<Option<T>> {
        Some(None)
    }
}

/// A value in the form `C`: what the type of a typed path says of a field with a codec, and how generated code writes
/// one.
#[doc(hidden)]
pub struct Coded<C, T>(T, PhantomData<fn() -> C>);

impl<C, T> Coded<C, T> {
    /// Of a field.
    pub fn new(value: T) -> Self {
        Self(value, PhantomData)
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<C, T: fmt::Debug> fmt::Debug for Coded<C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<C, T: PartialEq> PartialEq for Coded<C, T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<C: Codec<T>, T> Attribute for Coded<C, T> {
    type Kind = C::Kind;
}

impl<C: Codec<T>, T> ToAttribute for Coded<C, T> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        C::to_attribute(&self.0, sink)
    }

    fn is_absent(&self) -> bool {
        C::is_absent(&self.0)
    }
}

impl<'a, C: Codec<T>, T> FromAttribute<'a> for Coded<C, T> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        C::from_attribute(source).map(Self::new)
    }

    fn absent() -> Option<Self> {
        C::absent().map(Self::new)
    }
}

/// A field to be written in the form `C`.
pub(super) struct CodedRef<'v, C, T>(&'v T, PhantomData<fn() -> C>);

impl<'v, C, T> CodedRef<'v, C, T> {
    pub(super) fn new(value: &'v T) -> Self {
        Self(value, PhantomData)
    }
}

impl<C: Codec<T>, T> ToAttribute for CodedRef<'_, C, T> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        C::to_attribute(self.0, sink)
    }

    fn is_absent(&self) -> bool {
        C::is_absent(self.0)
    }
}
