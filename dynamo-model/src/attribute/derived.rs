//! Derived types as elements of sets and as keys of maps: by their names, or as what their only field is.

use std::borrow::Cow;

use super::{ConvertError, MapKey, Named, SetElement, Sink, Source, Transparent, named};

/// A type with `#[derive(DynamoValue)]` that is stored as a plain value.
pub trait Derived: Sized {
    /// [`ByName`] or [`ByField`].
    type Way;
}

/// An enum, by the names of its variants.
#[derive(Debug, Clone, Copy)]
pub enum ByName {}

/// A struct, as its only field.
#[derive(Debug, Clone, Copy)]
pub enum ByField {}

/// A derived type that can be the key of a map in its way.
pub trait MapKeyBy<W>: Sized {
    /// See [`MapKey::to_key`].
    fn to_key(&self) -> Cow<'_, str>;

    /// See [`MapKey::from_key`].
    ///
    /// # Errors
    ///
    /// The text is no such key.
    fn from_key(text: Cow<'_, str>) -> Result<Self, ConvertError>;
}

impl<T: Named> MapKeyBy<ByName> for T {
    fn to_key(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.name())
    }

    fn from_key(text: Cow<'_, str>) -> Result<Self, ConvertError> {
        named::of_text(&text)
    }
}

impl<T: Transparent<Inner: MapKey>> MapKeyBy<ByField> for T {
    fn to_key(&self) -> Cow<'_, str> {
        self.inner().to_key()
    }

    fn from_key(text: Cow<'_, str>) -> Result<Self, ConvertError> {
        MapKey::from_key(text).map(Self::wrap)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Derived + MapKeyBy<T::Way>> MapKey for T {
    fn to_key(&self) -> Cow<'_, str> {
        MapKeyBy::to_key(self)
    }

    fn from_key(text: Cow<'_, str>) -> Result<Self, ConvertError> {
        MapKeyBy::from_key(text)
    }
}

/// A derived type that can be an element of a set in its way.
pub trait SetElementBy<W>: Sized {
    /// See [`SetElement::write_set`].
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

    /// See [`SetElement::read_set`].
    ///
    /// # Errors
    ///
    /// The attribute has another type, or an element is no such value.
    fn read_set<'a, S: Source<'a>>(source: S, each: impl FnMut(Self)) -> Result<(), ConvertError>;
}

impl<T: Named> SetElementBy<ByName> for T {
    fn write_set<'i, S: Sink>(
        items: impl Iterator<Item = &'i Self>,
        sink: S,
    ) -> Result<S::Ok, ConvertError>
    where
        Self: 'i,
    {
        sink.string_set(items.map(|item| Cow::Borrowed(item.name())))
    }

    fn read_set<'a, S: Source<'a>>(
        source: S,
        mut each: impl FnMut(Self),
    ) -> Result<(), ConvertError> {
        source.string_set(|text| {
            each(named::of_text(&text)?);
            Ok(())
        })
    }
}

impl<T: Transparent<Inner: SetElement>> SetElementBy<ByField> for T {
    fn write_set<'i, S: Sink>(
        items: impl Iterator<Item = &'i Self>,
        sink: S,
    ) -> Result<S::Ok, ConvertError>
    where
        Self: 'i,
    {
        T::Inner::write_set(items.map(Transparent::inner), sink)
    }

    fn read_set<'a, S: Source<'a>>(
        source: S,
        mut each: impl FnMut(Self),
    ) -> Result<(), ConvertError> {
        T::Inner::read_set(source, |inner| each(Self::wrap(inner)))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Derived + SetElementBy<T::Way>> SetElement for T {
    fn write_set<'i, S: Sink>(
        items: impl Iterator<Item = &'i Self>,
        sink: S,
    ) -> Result<S::Ok, ConvertError>
    where
        Self: 'i,
    {
        SetElementBy::write_set(items, sink)
    }

    fn read_set<'a, S: Source<'a>>(source: S, each: impl FnMut(Self)) -> Result<(), ConvertError> {
        SetElementBy::read_set(source, each)
    }
}
