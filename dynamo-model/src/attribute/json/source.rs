//! Values from DynamoDB JSON. Whoever reads a value leaves the reader behind it, however much of it was looked at.

use std::borrow::Cow;

use super::super::{
    AttributeType, ConvertError, FromAttribute, ListSource, MapSource, Source, sink::sealed::Sealed,
};
use super::reader::{Place, Reader};

impl<'a> Reader<'a> {
    /// Reads an attribute.
    pub(crate) fn attribute<T: FromAttribute<'a>>(&mut self) -> Result<T, ConvertError> {
        let outside = self.place();
        let attribute_type = self.open_attribute()?;
        let inside = self.place();
        let value = T::from_attribute(JsonSource {
            reader: self,
            attribute_type,
            item: false,
        });
        if !self.is_past(outside) {
            self.return_to(inside);
            let skipped = self.skip_inside(attribute_type);
            return value.and_then(|value| skipped.map(|()| value));
        }
        value
    }

    /// An item: an M without a word about its type.
    pub(crate) fn item_source(&mut self) -> JsonSource<'_, 'a> {
        JsonSource {
            reader: self,
            attribute_type: AttributeType::M,
            item: true,
        }
    }

    /// Reads an item.
    pub(crate) fn item<T: FromAttribute<'a>>(&mut self) -> Result<T, ConvertError> {
        let outside = self.place();
        let value = T::from_attribute(self.item_source());
        if !self.is_past(outside) {
            self.return_to(outside);
            let skipped = self.skip_item();
            return value.and_then(|value| skipped.map(|()| value));
        }
        value
    }
}

/// Reads an attribute whose type is known already.
pub struct JsonSource<'r, 'a> {
    reader: &'r mut Reader<'a>,
    attribute_type: AttributeType,
    item: bool,
}

impl<'r, 'a> JsonSource<'r, 'a> {
    fn of_type(self, expected: AttributeType) -> Result<&'r mut Reader<'a>, ConvertError> {
        if self.attribute_type == expected {
            Ok(self.reader)
        } else {
            Err(ConvertError::mismatch(
                expected.name(),
                self.attribute_type.name(),
            ))
        }
    }

    fn text(self, expected: AttributeType) -> Result<Cow<'a, str>, ConvertError> {
        let reader = self.of_type(expected)?;
        let text = reader.string()?;
        reader.close_attribute()?;
        Ok(text)
    }

    fn set<T>(
        self,
        expected: AttributeType,
        read: fn(&mut Reader<'a>) -> Result<T, ConvertError>,
        mut each: impl FnMut(T) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError> {
        let reader = self.of_type(expected)?;
        reader.open(b'[', "the elements of a set")?;
        let mut first = true;
        while reader.has_next(first, b']')? {
            each(read(reader)?)?;
            first = false;
        }
        reader.close_attribute()
    }
}

impl Sealed for JsonSource<'_, '_> {}

impl<'r, 'a> Source<'a> for JsonSource<'r, 'a> {
    type List = JsonList<'r, 'a>;
    type Map = JsonMap<'r, 'a>;

    fn attribute_type(&self) -> AttributeType {
        self.attribute_type
    }

    fn bool(self) -> Result<bool, ConvertError> {
        let reader = self.of_type(AttributeType::Bool)?;
        let value = reader.bool()?;
        reader.close_attribute()?;
        Ok(value)
    }

    fn string(self) -> Result<Cow<'a, str>, ConvertError> {
        self.text(AttributeType::S)
    }

    fn number(self) -> Result<Cow<'a, str>, ConvertError> {
        self.text(AttributeType::N)
    }

    fn binary(self) -> Result<Cow<'a, [u8]>, ConvertError> {
        let reader = self.of_type(AttributeType::B)?;
        let bytes = reader.base64()?;
        reader.close_attribute()?;
        Ok(bytes)
    }

    fn string_set(
        self,
        each: impl FnMut(Cow<'a, str>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError> {
        self.set(AttributeType::Ss, Reader::string, each)
    }

    fn number_set(
        self,
        each: impl FnMut(Cow<'a, str>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError> {
        self.set(AttributeType::Ns, Reader::string, each)
    }

    fn binary_set(
        self,
        each: impl FnMut(Cow<'a, [u8]>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError> {
        self.set(AttributeType::Bs, Reader::base64, each)
    }

    fn list(self) -> Result<Self::List, ConvertError> {
        let reader = self.of_type(AttributeType::L)?;
        reader.open(b'[', "the elements of a list")?;
        Ok(JsonList {
            reader,
            state: State::First,
        })
    }

    fn map(self) -> Result<Self::Map, ConvertError> {
        let item = self.item;
        let reader = self.of_type(AttributeType::M)?;
        reader.open(b'{', "the members of a map")?;
        Ok(JsonMap {
            begin: reader.place(),
            reader,
            item,
            state: State::First,
            key: Cow::Borrowed(""),
            likely: 0,
        })
    }
}

/// How far a list or a map is read.
#[derive(Clone, Copy, PartialEq)]
enum State {
    First,
    /// A name was read, its value not.
    Named,
    Next,
    Ended,
}

/// Reads the elements of an L.
pub struct JsonList<'r, 'a> {
    reader: &'r mut Reader<'a>,
    state: State,
}

impl Sealed for JsonList<'_, '_> {}

impl<'a> ListSource<'a> for JsonList<'_, 'a> {
    fn next<T: FromAttribute<'a>>(&mut self) -> Result<Option<T>, ConvertError> {
        if self.state == State::Ended {
            return Ok(None);
        }
        if self.reader.has_next(self.state == State::First, b']')? {
            self.state = State::Next;
            return self.reader.attribute().map(Some);
        }
        self.state = State::Ended;
        self.reader.close_attribute()?;
        Ok(None)
    }
}

/// Reads the members of an M.
pub struct JsonMap<'r, 'a> {
    reader: &'r mut Reader<'a>,
    begin: Place,
    item: bool,
    state: State,
    key: Cow<'a, str>,
    /// The field to be compared first: a struct's are mostly written in its own order.
    likely: usize,
}

impl Sealed for JsonMap<'_, '_> {}

impl<'a> MapSource<'a> for JsonMap<'_, 'a> {
    fn next_key(&mut self) -> Result<Option<Cow<'a, str>>, ConvertError> {
        match self.state {
            State::Ended => return Ok(None),
            State::Named => self.skip()?,
            State::First | State::Next => {}
        }
        if self.reader.has_next(self.state == State::First, b'}')? {
            self.state = State::Named;
            return self.reader.name().map(Some);
        }
        self.state = State::Ended;
        if !self.item {
            self.reader.close_attribute()?;
        }
        Ok(None)
    }

    fn value<T: FromAttribute<'a>>(&mut self) -> Result<T, ConvertError> {
        if self.state != State::Named {
            return Err(ConvertError::custom("was read twice"));
        }
        self.state = State::Next;
        self.reader.attribute()
    }

    fn skip(&mut self) -> Result<(), ConvertError> {
        if self.state != State::Named {
            return Ok(());
        }
        self.state = State::Next;
        self.reader.skip_attribute()
    }

    fn tag(&mut self, name: &str) -> Result<String, ConvertError> {
        let mut ahead = *self.reader;
        ahead.return_to(self.begin);
        let mut found = None;
        let mut first = true;
        while ahead.has_next(first, b'}')? {
            first = false;
            if ahead.name()? == name {
                found = Some(ahead.attribute());
            } else {
                ahead.skip_attribute()?;
            }
        }
        found
            .unwrap_or_else(|| Err(ConvertError::missing()))
            .map_err(|error: ConvertError| error.in_member(name.to_owned()))
    }

    fn next_field(
        &mut self,
        names: &'static [&'static str],
    ) -> Result<Option<usize>, ConvertError> {
        let Some(key) = self.next_key()? else {
            return Ok(None);
        };
        let (before, after) = names.split_at(self.likely);
        let index = match after.iter().position(|name| *name == key) {
            Some(index) => self.likely + index,
            None => before
                .iter()
                .position(|name| *name == key)
                .unwrap_or(names.len()),
        };
        self.key = key;
        if index < names.len() {
            self.likely = index + 1;
        }
        Ok(Some(index))
    }

    fn key(&mut self) -> Cow<'a, str> {
        std::mem::take(&mut self.key)
    }
}
