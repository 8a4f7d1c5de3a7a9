//! What is passed over. It need only be JSON, unless the reader is strict: then it has to be the attributes that it
//! says it is.

use super::super::AttributeType;
use super::reader::{Read, Reader};

impl Reader<'_> {
    /// Passes over an attribute.
    pub(crate) fn skip_attribute(&mut self) -> Read {
        let attribute_type = self.open_attribute()?;
        self.skip_inside(attribute_type)
    }

    /// Passes over the rest of an attribute whose type has been read.
    pub(super) fn skip_inside(&mut self, attribute_type: AttributeType) -> Read {
        if self.strict {
            self.skip_typed(attribute_type)?;
        } else {
            self.skip_value()?;
        }
        self.close_attribute()
    }

    fn skip_typed(&mut self, attribute_type: AttributeType) -> Read {
        match attribute_type {
            AttributeType::S | AttributeType::N => self.string().map(drop),
            AttributeType::B => self.base64().map(drop),
            AttributeType::Bool => self.bool().map(drop),
            AttributeType::Null => self.skip_null(),
            AttributeType::Ss | AttributeType::Ns => {
                self.array(|reader| reader.string().map(drop)).map(drop)
            }
            AttributeType::Bs => self.array(|reader| reader.base64().map(drop)).map(drop),
            AttributeType::L => self.array(Self::skip_attribute).map(drop),
            AttributeType::M => self.skip_members(),
            AttributeType::Unknown => {
                self.any_unknown = true;
                self.skip_value()
            }
        }
    }

    /// Nothing but `true` is stored, and nobody who reads a NULL looks.
    fn skip_null(&mut self) -> Read {
        if self.bool()? {
            Ok(())
        } else {
            Err(self.damaged("`true`"))
        }
    }

    fn skip_members(&mut self) -> Read {
        self.object(|reader, _| reader.skip_attribute())
    }

    /// Passes over an item.
    pub(crate) fn skip_item(&mut self) -> Read {
        if self.strict {
            self.skip_members()
        } else {
            self.skip_value()
        }
    }

    /// Passes over a value of any kind. It need not be an attribute, and is not followed by recursion.
    pub(crate) fn skip_value(&mut self) -> Read {
        let outside = self.depth;
        // Whether each bracket that is open is one of an object, the innermost last.
        let mut objects: u128 = 0;
        loop {
            let object = match self.peek() {
                Some(b'{') => Some(true),
                Some(b'[') => Some(false),
                _ => {
                    self.skip_scalar()?;
                    None
                }
            };
            let mut first = false;
            if let Some(object) = object {
                self.open(if object { b'{' } else { b'[' }, "a value")?;
                objects = objects << 1 | u128::from(object);
                first = true;
            }
            loop {
                if self.depth == outside {
                    return Ok(());
                }
                let object = objects & 1 == 1;
                if self.has_next(first, if object { b'}' } else { b']' })? {
                    if object {
                        self.name()?;
                    }
                    break;
                }
                objects >>= 1;
                first = false;
            }
        }
    }

    pub(super) fn skip_scalar(&mut self) -> Read {
        match self.peek() {
            Some(b'"') => self.string().map(|_| ()),
            Some(b't' | b'f') => self.bool().map(|_| ()),
            Some(b'n') if self.rest().starts_with(b"null") => {
                self.position += 4;
                Ok(())
            }
            Some(b'-' | b'0'..=b'9') => self.skip_number(),
            _ => Err(self.damaged("a value")),
        }
    }

    pub(super) fn skip_number(&mut self) -> Read {
        let optional = |reader: &mut Self, bytes: &[u8]| {
            let found = reader
                .rest()
                .first()
                .is_some_and(|byte| bytes.contains(byte));
            reader.position += usize::from(found);
            found
        };
        optional(self, b"-");
        self.skip_digits()?;
        if optional(self, b".") {
            self.skip_digits()?;
        }
        if optional(self, b"eE") {
            optional(self, b"+-");
            self.skip_digits()?;
        }
        Ok(())
    }

    fn skip_digits(&mut self) -> Read {
        let rest = self.rest();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return Err(self.damaged("a digit"));
        }
        self.position += digits;
        Ok(())
    }
}
