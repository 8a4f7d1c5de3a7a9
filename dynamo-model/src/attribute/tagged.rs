//! Enums with fields: an M that tells the variant by one of its members, the tag.

use std::borrow::Cow;

use super::{
    AttributeType, ConvertError, FromAttribute, ListSource, MapSink, MapSource, Sink, Source,
    sink::sealed::Sealed,
};

/// Takes a map and puts the tag before its members.
#[derive(Debug)]
pub struct TaggedSink<S> {
    sink: S,
    tag: &'static str,
    name: &'static str,
}

impl<S> TaggedSink<S> {
    /// For a variant of this name.
    pub fn new(sink: S, tag: &'static str, name: &'static str) -> Self {
        Self { sink, tag, name }
    }

    #[cold]
    fn no_map<T>(&self) -> Result<T, ConvertError> {
        Err(ConvertError::custom(format_args!(
            "the variant `{}` has to become a map, to hold its tag `{}`",
            self.name, self.tag
        )))
    }
}

impl<S> Sealed for TaggedSink<S> {}

impl<S: Sink> Sink for TaggedSink<S> {
    type Ok = S::Ok;
    type List = S::List;
    type Map = S::Map;

    fn null(self) -> Result<S::Ok, ConvertError> {
        self.no_map()
    }

    fn bool(self, _: bool) -> Result<S::Ok, ConvertError> {
        self.no_map()
    }

    fn string(self, _: &str) -> Result<S::Ok, ConvertError> {
        self.no_map()
    }

    fn trusted_number(self, _: &str) -> Result<S::Ok, ConvertError> {
        self.no_map()
    }

    fn binary(self, _: &[u8]) -> Result<S::Ok, ConvertError> {
        self.no_map()
    }

    fn string_set<'i>(self, _: impl Iterator<Item = Cow<'i, str>>) -> Result<S::Ok, ConvertError> {
        self.no_map()
    }

    fn number_set<'i>(self, _: impl Iterator<Item = Cow<'i, str>>) -> Result<S::Ok, ConvertError> {
        self.no_map()
    }

    fn binary_set<'i>(self, _: impl Iterator<Item = Cow<'i, [u8]>>) -> Result<S::Ok, ConvertError> {
        self.no_map()
    }

    fn list(self, _: usize) -> Result<S::List, ConvertError> {
        self.no_map()
    }

    fn map(self, len: usize) -> Result<S::Map, ConvertError> {
        let mut map = self.sink.map(len + 1)?;
        map.field(self.tag, self.name)?;
        Ok(map)
    }
}

/// A map that has been looked into for its tag, to be read by the type that the tag tells.
#[derive(Debug)]
pub struct Opened<M>(M);

impl<M> Opened<M> {
    /// No member of the map has been read yet.
    pub fn new(map: M) -> Self {
        Self(map)
    }
}

#[cold]
fn is_a_map<T>(expected: AttributeType) -> Result<T, ConvertError> {
    Err(ConvertError::mismatch(expected.name(), "M"))
}

impl<M> Sealed for Opened<M> {}

impl<'a, M: MapSource<'a>> Source<'a> for Opened<M> {
    type List = NoList;
    type Map = M;

    fn attribute_type(&self) -> AttributeType {
        AttributeType::M
    }

    fn bool(self) -> Result<bool, ConvertError> {
        is_a_map(AttributeType::Bool)
    }

    fn string(self) -> Result<Cow<'a, str>, ConvertError> {
        is_a_map(AttributeType::S)
    }

    fn number(self) -> Result<Cow<'a, str>, ConvertError> {
        is_a_map(AttributeType::N)
    }

    fn binary(self) -> Result<Cow<'a, [u8]>, ConvertError> {
        is_a_map(AttributeType::B)
    }

    fn string_set(
        self,
        _: impl FnMut(Cow<'a, str>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError> {
        is_a_map(AttributeType::Ss)
    }

    fn number_set(
        self,
        _: impl FnMut(Cow<'a, str>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError> {
        is_a_map(AttributeType::Ns)
    }

    fn binary_set(
        self,
        _: impl FnMut(Cow<'a, [u8]>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError> {
        is_a_map(AttributeType::Bs)
    }

    fn list(self) -> Result<NoList, ConvertError> {
        is_a_map(AttributeType::L)
    }

    fn map(self) -> Result<M, ConvertError> {
        Ok(self.0)
    }
}

/// What an [`Opened`] map has in the place of a list.
#[derive(Debug)]
pub enum NoList {}

impl Sealed for NoList {}

impl<'a> ListSource<'a> for NoList {
    fn next<T: FromAttribute<'a>>(&mut self) -> Result<Option<T>, ConvertError> {
        match *self {}
    }
}

#[cfg(all(test, feature = "client"))]
mod tests {
    use std::{collections::HashMap, iter};

    use aws_sdk_dynamodb::types::AttributeValue;

    use super::{ConvertError, MapSink, MapSource, Opened, Sink, Source, TaggedSink};
    use crate::attribute::{AttributeValueSink, Item};

    fn told<T>(result: Result<T, ConvertError>) -> String {
        result.err().map_or_else(
            || "no error".to_owned(),
            |error: ConvertError| error.to_string(),
        )
    }

    fn opened() -> Opened<impl MapSource<'static>> {
        let map = AttributeValue::M(Item::new()).map();
        Opened::new(map.expect("a map"))
    }

    #[test]
    fn an_opened_map_is_nothing_else() {
        for (expected, told) in [
            ("BOOL", told(opened().bool())),
            ("S", told(opened().string())),
            ("N", told(opened().number())),
            ("B", told(opened().binary())),
            ("SS", told(opened().string_set(|_| Ok(())))),
            ("NS", told(opened().number_set(|_| Ok(())))),
            ("BS", told(opened().binary_set(|_| Ok(())))),
            ("L", told(opened().list())),
        ] {
            assert_eq!(told, format!("expected {expected}, found M"));
        }
        assert_eq!(told(opened().map()), "no error");
    }

    #[test]
    fn a_variant_without_members_has_no_place_for_its_tag() {
        let sink = || TaggedSink::new(AttributeValueSink, "kind", "Cash");
        for told in [
            told(sink().null()),
            told(sink().bool(true)),
            told(sink().string("x")),
            told(sink().number("1")),
            told(sink().binary(b"x")),
            told(sink().string_set(iter::once("x".into()))),
            told(sink().number_set(iter::once("1".into()))),
            told(sink().binary_set(iter::once(b"x".as_slice().into()))),
            told(sink().list(0)),
        ] {
            assert_eq!(
                told,
                "the variant `Cash` has to become a map, to hold its tag `kind`"
            );
        }
        let tagged = sink().map(0).and_then(MapSink::end).expect("a map");
        let tag = AttributeValue::S("Cash".to_owned());
        let expected = HashMap::from([("kind".to_owned(), tag)]);
        assert_eq!(tagged, AttributeValue::M(expected));
    }
}
