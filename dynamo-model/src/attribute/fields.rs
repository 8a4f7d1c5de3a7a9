//! What generated code calls while it writes and reads the fields of a struct.

use std::marker::PhantomData;

use super::{
    ConvertError, FromAttribute, MapSink, MapSource, Sink, Source, ToAttribute, kind, named,
};

/// A field to be written, whose type is stored as a `K`. Where that is not known, because the type is no attribute,
/// nothing more is asked of it.
#[derive(Debug)]
pub struct Field<T: ?Sized, K> {
    of: PhantomData<fn(&T) -> K>,
}

/// The place of a field to be read.
#[derive(Debug)]
pub struct Slot<T, K> {
    value: Option<T>,
    /// Whether the value is there by a former name.
    former: bool,
    kind: PhantomData<fn() -> K>,
}

/// Stands between a field and its type's conversion.
pub trait Writes<T: ?Sized> {
    /// See [`ToAttribute::to_attribute`].
    ///
    /// # Errors
    ///
    /// The value can't be written.
    fn to_attribute<S: Sink>(value: &T, sink: S) -> Result<S::Ok, ConvertError>;

    /// See [`ToAttribute::is_absent`].
    fn is_absent(value: &T) -> bool;

    /// See [`MapSink::field`].
    ///
    /// # Errors
    ///
    /// The value can't be written.
    fn write<M: MapSink>(map: &mut M, name: &'static str, value: &T) -> Result<(), ConvertError>;

    /// See [`MapSink::nullable`].
    ///
    /// # Errors
    ///
    /// The value can't be written.
    fn write_null<M: MapSink>(
        map: &mut M,
        name: &'static str,
        value: &T,
    ) -> Result<(), ConvertError>;
}

impl<K, T: ToAttribute + ?Sized> Writes<T> for K {
    #[inline]
    fn to_attribute<S: Sink>(value: &T, sink: S) -> Result<S::Ok, ConvertError> {
        value.to_attribute(sink)
    }

    #[inline]
    fn is_absent(value: &T) -> bool {
        value.is_absent()
    }

    #[inline]
    fn write<M: MapSink>(map: &mut M, name: &'static str, value: &T) -> Result<(), ConvertError> {
        map.field(name, value)
    }

    #[inline]
    fn write_null<M: MapSink>(
        map: &mut M,
        name: &'static str,
        value: &T,
    ) -> Result<(), ConvertError> {
        map.nullable(name, value)
    }
}

/// Stands between a field and its type's conversion.
pub trait Reads<'a, T> {
    /// See [`FromAttribute::from_attribute`].
    ///
    /// # Errors
    ///
    /// The value can't be read.
    fn from_attribute<S: Source<'a>>(source: S) -> Result<T, ConvertError>;

    /// See [`FromAttribute::absent`].
    fn absent() -> Option<T>;

    /// See [`MapSource::field`].
    ///
    /// # Errors
    ///
    /// The value can't be read.
    fn read<M: MapSource<'a>>(
        map: &mut M,
        name: &'static str,
        slot: &mut Option<T>,
    ) -> Result<(), ConvertError>;
}

#[cold]
fn missing(name: &'static str) -> ConvertError {
    ConvertError::missing().in_member(name)
}

impl<'a, K, T: FromAttribute<'a>> Reads<'a, T> for K {
    #[inline]
    fn from_attribute<S: Source<'a>>(source: S) -> Result<T, ConvertError> {
        T::from_attribute(source)
    }

    #[inline]
    fn absent() -> Option<T> {
        T::absent()
    }

    #[inline]
    fn read<M: MapSource<'a>>(
        map: &mut M,
        name: &'static str,
        slot: &mut Option<T>,
    ) -> Result<(), ConvertError> {
        map.field(name, slot)
    }
}

impl<T: ?Sized, K> Field<T, K> {
    #[inline]
    pub(crate) fn new() -> Self {
        Self { of: PhantomData }
    }

    /// Writes a value of its type by itself.
    ///
    /// # Errors
    ///
    /// The value can't be written.
    #[inline]
    pub fn to_attribute<S: Sink>(self, value: &T, sink: S) -> Result<S::Ok, ConvertError>
    where
        K: Writes<T>,
    {
        K::to_attribute(value, sink)
    }

    /// Whether a field with this value is left out.
    #[inline]
    #[must_use]
    pub fn is_absent(self, value: &T) -> bool
    where
        K: Writes<T>,
    {
        K::is_absent(value)
    }

    /// Writes it, or nothing when it is absent.
    ///
    /// # Errors
    ///
    /// The value can't be written.
    #[inline]
    pub fn write<M: MapSink>(
        self,
        value: &T,
        map: &mut M,
        name: &'static str,
    ) -> Result<(), ConvertError>
    where
        K: Writes<T>,
    {
        K::write(map, name, value)
    }

    /// Writes it, as NULL when it is absent.
    ///
    /// # Errors
    ///
    /// The value can't be written.
    #[inline]
    pub fn write_null<M: MapSink>(
        self,
        value: &T,
        map: &mut M,
        name: &'static str,
    ) -> Result<(), ConvertError>
    where
        K: Writes<T>,
    {
        K::write_null(map, name, value)
    }
}

/// Of a type that only its parameters decide.
impl<T: ?Sized> Field<T, kind::Any> {
    /// Whatever is written.
    #[inline]
    #[must_use]
    pub fn any() -> Self {
        Self::new()
    }
}

/// Of a type that only its parameters decide.
impl<T> Slot<T, kind::Any> {
    /// Nothing has been read yet.
    #[inline]
    #[must_use]
    pub fn any() -> Self {
        Self::new()
    }
}

impl<T, K> Slot<T, K> {
    #[inline]
    pub(crate) fn new() -> Self {
        Self {
            value: None,
            former: false,
            kind: PhantomData,
        }
    }

    /// Reads a value of its type by itself.
    ///
    /// # Errors
    ///
    /// The value can't be read.
    #[inline]
    pub fn from_attribute<'a, S: Source<'a>>(self, source: S) -> Result<T, ConvertError>
    where
        K: Reads<'a, T>,
    {
        K::from_attribute(source)
    }

    /// What the type has for an absent field.
    #[inline]
    #[must_use]
    pub fn absent<'a>(self) -> Option<T>
    where
        K: Reads<'a, T>,
    {
        K::absent()
    }

    /// Reads the value of the member that the map came to.
    ///
    /// # Errors
    ///
    /// The value can't be read.
    #[inline]
    pub fn read<'a, M: MapSource<'a>>(
        &mut self,
        map: &mut M,
        name: &'static str,
    ) -> Result<(), ConvertError>
    where
        K: Reads<'a, T>,
    {
        K::read(map, name, self.own())
    }

    /// The same under a former name, unless the value is there by its own.
    ///
    /// # Errors
    ///
    /// The value can't be read.
    pub fn read_former<'a, M: MapSource<'a>>(
        &mut self,
        map: &mut M,
        name: &'static str,
    ) -> Result<(), ConvertError>
    where
        K: Reads<'a, T>,
    {
        match self.of_former() {
            Some(place) => K::read(map, name, place),
            None => map.skip(),
        }
    }

    /// The place of a value by its own name.
    #[inline]
    pub(super) fn own(&mut self) -> &mut Option<T> {
        self.former = false;
        &mut self.value
    }

    /// The place of a value by a former name, unless it is there by its own.
    pub(super) fn of_former(&mut self) -> Option<&mut Option<T>> {
        if self.value.is_some() && !self.former {
            return None;
        }
        self.former = true;
        Some(&mut self.value)
    }

    /// What has been read, or what the type has for an absent field.
    ///
    /// # Errors
    ///
    /// It is absent, and must not be.
    #[inline]
    pub fn required<'a>(self, name: &'static str) -> Result<T, ConvertError>
    where
        K: Reads<'a, T>,
    {
        match self.value {
            Some(value) => Ok(value),
            None => K::absent().ok_or_else(|| missing(name)),
        }
    }

    /// What has been read.
    #[inline]
    pub fn found(self) -> Option<T> {
        self.value
    }
}

/// A collection of what no field takes: the type of a field with `#[dynamo(flatten)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the rest of the attributes, which have names and values",
    label = "not a map with keys of `String`",
    note = "write `HashMap<String, V>`, where `V` can be every attribute that no other field takes"
)]
pub trait Rest<'a>: Sized {
    /// None of it.
    fn empty() -> Self;

    /// Writes all of it.
    ///
    /// # Errors
    ///
    /// A value can't be written.
    fn write<M: MapSink>(&self, map: &mut M) -> Result<(), ConvertError>;

    /// Adds the member that the map came to.
    ///
    /// # Errors
    ///
    /// The value can't be read.
    fn read<M: MapSource<'a>>(&mut self, map: &mut M) -> Result<(), ConvertError>;
}

#[diagnostic::do_not_recommend]
impl<'a, R, V> Rest<'a> for R
where
    R: Default + IntoIterator<Item = (String, V)> + Extend<(String, V)>,
    for<'r> &'r R: IntoIterator<Item = (&'r String, &'r V)>,
    V: ToAttribute + FromAttribute<'a>,
{
    fn empty() -> Self {
        Self::default()
    }

    fn write<M: MapSink>(&self, map: &mut M) -> Result<(), ConvertError> {
        for (key, value) in self {
            map.loose(key, value)
                .map_err(|error| error.in_member(key.clone()))?;
        }
        Ok(())
    }

    fn read<M: MapSource<'a>>(&mut self, map: &mut M) -> Result<(), ConvertError> {
        map.rest(self)
    }
}

/// None of the variants that a tag can tell.
#[must_use]
#[cold]
pub fn unknown_variant(tag: &'static str, kind: &str, names: &[&str]) -> ConvertError {
    named::unknown(kind, names).in_member(tag)
}
