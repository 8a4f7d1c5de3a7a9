//! Writes DynamoDB JSON.

use std::{borrow::Cow, ops::Range};

use base64_simd::STANDARD as BASE64;

use super::super::{
    AttributeType, ConvertError, ListSink, MapSink, Sink, ToAttribute, digits, sink::sealed::Sealed,
};
use super::string::plain_len;

type Written<T = ()> = Result<T, ConvertError>;

/// Writes an attribute, or an item, at the end of the bytes.
pub struct JsonSink<'w> {
    json: &'w mut Vec<u8>,
    /// An item is an M without a word about its type, and nothing else can be one.
    item: bool,
    /// Members that are not written, though they have to be such that they could be.
    without: &'w [&'w str],
}

impl<'w> JsonSink<'w> {
    pub(super) fn attribute(json: &'w mut Vec<u8>) -> Self {
        Self {
            json,
            item: false,
            without: &[],
        }
    }

    pub(super) fn item(json: &'w mut Vec<u8>) -> Self {
        Self::item_without(json, &[])
    }

    /// Leaves out the attributes of these names.
    pub(super) fn item_without(json: &'w mut Vec<u8>, names: &'w [&'w str]) -> Self {
        Self {
            json,
            item: true,
            without: names,
        }
    }

    fn begin(self, attribute_type: AttributeType) -> Written<&'w mut Vec<u8>> {
        let name = attribute_type.name();
        if self.item {
            return Err(ConvertError::mismatch("M", name));
        }
        self.json.extend_from_slice(b"{\"");
        self.json.extend_from_slice(name.as_bytes());
        self.json.extend_from_slice(b"\":");
        Ok(self.json)
    }

    fn set<T>(
        self,
        attribute_type: AttributeType,
        items: impl Iterator<Item = T>,
        mut write: impl FnMut(&mut Vec<u8>, T) -> Written,
    ) -> Written {
        let json = self.begin(attribute_type)?;
        json.push(b'[');
        for (index, item) in items.enumerate() {
            if index > 0 {
                json.push(b',');
            }
            write(json, item)?;
        }
        json.extend_from_slice(b"]}");
        Ok(())
    }
}

impl Sealed for JsonSink<'_> {}

impl<'w> Sink for JsonSink<'w> {
    type Ok = ();
    type List = Members<'w>;
    type Map = Members<'w>;

    fn null(self) -> Written {
        self.begin(AttributeType::Null)?.extend_from_slice(b"true}");
        Ok(())
    }

    fn bool(self, value: bool) -> Written {
        let text: &[u8] = if value { b"true}" } else { b"false}" };
        self.begin(AttributeType::Bool)?.extend_from_slice(text);
        Ok(())
    }

    fn string(self, value: &str) -> Written {
        let json = self.begin(AttributeType::S)?;
        string(json, value);
        json.push(b'}');
        Ok(())
    }

    fn trusted_number(self, text: &str) -> Written {
        let json = self.begin(AttributeType::N)?;
        quoted(json, text);
        json.push(b'}');
        Ok(())
    }

    fn binary(self, value: &[u8]) -> Written {
        let json = self.begin(AttributeType::B)?;
        binary(json, value);
        json.push(b'}');
        Ok(())
    }

    fn string_set<'i>(self, items: impl Iterator<Item = Cow<'i, str>>) -> Written {
        self.set(AttributeType::Ss, items, |json, item| {
            string(json, &item);
            Ok(())
        })
    }

    fn number_set<'i>(self, items: impl Iterator<Item = Cow<'i, str>>) -> Written {
        self.set(AttributeType::Ns, items, |json, item| {
            digits::check(&item)?;
            quoted(json, &item);
            Ok(())
        })
    }

    fn binary_set<'i>(self, items: impl Iterator<Item = Cow<'i, [u8]>>) -> Written {
        self.set(AttributeType::Bs, items, |json, item| {
            binary(json, &item);
            Ok(())
        })
    }

    fn list(self, _: usize) -> Written<Members<'w>> {
        let json = self.begin(AttributeType::L)?;
        Ok(Members::begin(json, b'[', b"]}"))
    }

    fn map(self, _: usize) -> Written<Members<'w>> {
        if self.item {
            let members = Members::begin(self.json, b'{', b"}");
            return Ok(Members {
                without: self.without,
                ..members
            });
        }
        let json = self.begin(AttributeType::M)?;
        Ok(Members::begin(json, b'{', b"}}"))
    }
}

/// Writes what is in an L or an M.
pub struct Members<'w> {
    json: &'w mut Vec<u8>,
    close: &'static [u8],
    any: bool,
    without: &'w [&'w str],
    /// Where members stand whose place a field may take, each with the comma before it.
    loose: Vec<Range<usize>>,
}

impl<'w> Members<'w> {
    fn begin(json: &'w mut Vec<u8>, open: u8, close: &'static [u8]) -> Self {
        json.push(open);
        Self {
            json,
            close,
            any: false,
            without: &[],
            loose: Vec::new(),
        }
    }

    /// Writes one more, or nothing at all if it fails or is left out.
    fn add<T: ToAttribute + ?Sized>(&mut self, key: Option<&str>, value: &T) -> Written {
        let before = self.json.len();
        if self.any {
            self.json.push(b',');
        }
        let name = self.json.len();
        if let Some(key) = key {
            string(self.json, key);
            self.json.push(b':');
        }
        let name = name..self.json.len();
        let written = value.to_attribute(JsonSink::attribute(self.json));
        let left_out = key.is_some_and(|key| self.without.contains(&key));
        if written.is_err() || left_out {
            self.json.truncate(before);
            return written;
        }
        self.any = true;
        if !self.loose.is_empty() {
            self.replace(name);
        }
        Ok(())
    }

    /// Takes out the loose member of a name that has been written again.
    #[cold]
    fn replace(&mut self, name: Range<usize>) {
        let name = self.json[name].to_vec();
        let is_first = |json: &[u8], range: &Range<usize>| json[range.start] != b',';
        let named = |range: &Range<usize>| {
            let begin = range.start + usize::from(!is_first(self.json, range));
            self.json[begin..].starts_with(&name)
        };
        let Some(found) = self.loose.iter().position(named) else {
            return;
        };
        let range = self.loose.remove(found);
        // The comma after the first, or the one before any other.
        let end = range.end + usize::from(is_first(self.json, &range));
        self.json.drain(range.start..end);
        let len = end - range.start;
        for other in &mut self.loose {
            if other.end > range.end {
                *other = other.start.max(end) - len..other.end - len;
            }
        }
    }
}

impl Sealed for Members<'_> {}

impl ListSink for Members<'_> {
    type Ok = ();

    fn push<T: ToAttribute + ?Sized>(&mut self, value: &T) -> Written {
        self.add(None, value)
    }

    fn end(self) -> Written {
        self.json.extend_from_slice(self.close);
        Ok(())
    }
}

impl MapSink for Members<'_> {
    type Ok = ();

    fn entry<T: ToAttribute + ?Sized>(&mut self, key: &str, value: &T) -> Written {
        self.add(Some(key), value)
    }

    fn loose<T: ToAttribute + ?Sized>(&mut self, key: &str, value: &T) -> Written {
        let begin = self.json.len();
        self.entry(key, value)?;
        if self.json.len() > begin {
            self.loose.push(begin..self.json.len());
        }
        Ok(())
    }

    fn end(self) -> Written {
        ListSink::end(self)
    }
}

/// Writes text that has nothing to escape.
fn quoted(json: &mut Vec<u8>, text: &str) {
    json.push(b'"');
    json.extend_from_slice(text.as_bytes());
    json.push(b'"');
}

fn binary(json: &mut Vec<u8>, value: &[u8]) {
    json.push(b'"');
    BASE64.encode_append(value, json);
    json.push(b'"');
}

/// Writes a string between quotes.
pub(crate) fn string(json: &mut Vec<u8>, text: &str) {
    json.push(b'"');
    let mut rest = text.as_bytes();
    loop {
        let (plain, special) = rest.split_at(plain_len(rest));
        json.extend_from_slice(plain);
        let Some((&byte, after)) = special.split_first() else {
            break;
        };
        escape(json, byte);
        rest = after;
    }
    json.push(b'"');
}

fn escape(json: &mut Vec<u8>, byte: u8) {
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        0x08 => b'b',
        0x0c => b'f',
        _ => {
            let hex = |digit: u8| b"0123456789abcdef"[usize::from(digit & 15)];
            json.extend_from_slice(b"\\u00");
            json.extend_from_slice(&[hex(byte >> 4), hex(byte)]);
            return;
        }
    };
    json.extend_from_slice(&[b'\\', short]);
}
