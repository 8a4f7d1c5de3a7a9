//! Maps are an M; their keys are text.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
    sync::Arc,
};

use super::{
    Attribute, ConvertError, FromAttribute, MapSink, MapSource, Sink, Source, ToAttribute, kind,
};

/// A type that can be the key of a map: text, or something written as text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a DynamoDB map, which is text",
    label = "not text"
)]
pub trait MapKey: Sized {
    /// The key as text.
    fn to_key(&self) -> Cow<'_, str>;

    /// Reads the key.
    ///
    /// # Errors
    ///
    /// The text is no such key.
    fn from_key(text: Cow<'_, str>) -> Result<Self, ConvertError>;
}

macro_rules! text_keys {
    ($($text:ty),*) => {$(
        impl MapKey for $text {
            fn to_key(&self) -> Cow<'_, str> {
                Cow::Borrowed(self)
            }

            fn from_key(text: Cow<'_, str>) -> Result<Self, ConvertError> {
                Ok(text.into_owned().into())
            }
        }
    )*};
}

text_keys!(String, Box<str>, Arc<str>);

fn write<'m, S: Sink, K: MapKey + 'm, V: ToAttribute + 'm>(
    members: impl ExactSizeIterator<Item = (&'m K, &'m V)>,
    sink: S,
) -> Result<S::Ok, ConvertError> {
    let mut map = sink.map(members.len())?;
    for (key, value) in members {
        let key = key.to_key();
        map.entry(&key, value)
            .map_err(|error| error.in_member(key.into_owned()))?;
    }
    map.end()
}

fn read<'a, K: MapKey, V: FromAttribute<'a>>(
    mut map: impl MapSource<'a>,
    mut insert: impl FnMut(K, V),
) -> Result<(), ConvertError> {
    while let Some(text) = map.next_key()? {
        // The value's error needs the name, and the key may want to keep it.
        let value = map
            .value()
            .map_err(|error| error.in_member(text.clone().into_owned()))?;
        insert(K::from_key(text)?, value);
    }
    Ok(())
}

impl<K: MapKey, V, H> Attribute for HashMap<K, V, H> {
    type Kind = kind::Map<V>;
}

impl<K: MapKey, V: ToAttribute, H> ToAttribute for HashMap<K, V, H> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        write(self.iter(), sink)
    }
}

impl<'a, K, V, H> FromAttribute<'a> for HashMap<K, V, H>
where
    K: MapKey + Eq + Hash,
    V: FromAttribute<'a>,
    H: BuildHasher + Default,
{
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        let map = source.map()?;
        let mut members = Self::with_capacity_and_hasher(map.len_hint(), H::default());
        read(map, |key, value| {
            members.insert(key, value);
        })?;
        Ok(members)
    }
}

impl<K: MapKey, V> Attribute for BTreeMap<K, V> {
    type Kind = kind::Map<V>;
}

impl<K: MapKey, V: ToAttribute> ToAttribute for BTreeMap<K, V> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        write(self.iter(), sink)
    }
}

impl<'a, K: MapKey + Ord, V: FromAttribute<'a>> FromAttribute<'a> for BTreeMap<K, V> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        let mut members = Self::default();
        read(source.map()?, |key, value| {
            members.insert(key, value);
        })?;
        Ok(members)
    }
}
