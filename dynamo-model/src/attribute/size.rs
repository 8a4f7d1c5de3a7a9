//! How large DynamoDB finds an item: the values are counted, not written.
//! Source: DynamoDB developer guide, "DynamoDB item sizes and formats".

use std::borrow::Cow;

use super::{
    AttributeType, ConvertError, ListSink, MapSink, Sink, ToAttribute, digits, sink::sealed::Sealed,
};

/// The size of an item in bytes, as DynamoDB counts it for its limit of 400 KB and for capacity units.
///
/// Names and text count their UTF-8 bytes, a B its bytes, and a set its elements. BOOL and NULL are one byte; a number
/// is one byte for every two significant digits and one more. A list or a map is three bytes, and one more for every
/// element or member. The guide calls the size of a number approximate; and for storage DynamoDB bills another 100
/// bytes per item.
///
/// ```
/// use std::collections::BTreeMap;
/// use dynamo_model::attribute::item_size;
///
/// // Five letters each; three significant digits each: in two bytes, and one more.
/// let item = BTreeMap::from([("stock".to_owned(), 105), ("price".to_owned(), 1250)]);
/// assert_eq!(item_size(&item)?, 5 + 3 + 5 + 3);
/// # Ok::<(), dynamo_model::attribute::ConvertError>(())
/// ```
///
/// # Errors
///
/// The value is no map, or DynamoDB can't hold it.
pub fn item_size<T: ToAttribute + ?Sized>(value: &T) -> Result<usize, ConvertError> {
    let size = value.to_attribute(SizeSink)?;
    if size.of == AttributeType::M {
        Ok(size.content)
    } else {
        Err(ConvertError::mismatch("M", size.of.name()))
    }
}

/// Counts the bytes of an attribute.
pub struct SizeSink;

/// What an attribute takes.
pub struct Size {
    of: AttributeType,
    content: usize,
    /// What a list or a map takes besides, unless it is an item.
    overhead: usize,
}

impl Size {
    fn plain(of: AttributeType, content: usize) -> Self {
        Self {
            of,
            content,
            overhead: 0,
        }
    }

    fn container(of: AttributeType) -> Self {
        Self {
            of,
            content: 0,
            overhead: 3,
        }
    }

    fn add(&mut self, name: &str, value: &(impl ToAttribute + ?Sized)) -> Result<(), ConvertError> {
        let size = value.to_attribute(SizeSink)?;
        self.content += name.len() + size.content + size.overhead;
        self.overhead += 1;
        Ok(())
    }
}

type Counted<T = Size> = Result<T, ConvertError>;

impl Sealed for SizeSink {}
impl Sealed for Size {}

fn number(text: &str) -> Counted<usize> {
    Ok(digits::parse(text)?.count().div_ceil(2) + 1)
}

impl Sink for SizeSink {
    type Ok = Size;
    type List = Size;
    type Map = Size;

    fn null(self) -> Counted {
        Ok(Size::plain(AttributeType::Null, 1))
    }

    fn bool(self, _: bool) -> Counted {
        Ok(Size::plain(AttributeType::Bool, 1))
    }

    fn string(self, value: &str) -> Counted {
        Ok(Size::plain(AttributeType::S, value.len()))
    }

    fn trusted_number(self, text: &str) -> Counted {
        Ok(Size::plain(AttributeType::N, number(text)?))
    }

    fn binary(self, value: &[u8]) -> Counted {
        Ok(Size::plain(AttributeType::B, value.len()))
    }

    fn string_set<'i>(self, items: impl Iterator<Item = Cow<'i, str>>) -> Counted {
        let bytes = items.map(|item| item.len()).sum();
        Ok(Size::plain(AttributeType::Ss, bytes))
    }

    fn number_set<'i>(self, items: impl Iterator<Item = Cow<'i, str>>) -> Counted {
        let bytes = items.map(|item| number(&item)).sum::<Counted<usize>>()?;
        Ok(Size::plain(AttributeType::Ns, bytes))
    }

    fn binary_set<'i>(self, items: impl Iterator<Item = Cow<'i, [u8]>>) -> Counted {
        let bytes = items.map(|item| item.len()).sum();
        Ok(Size::plain(AttributeType::Bs, bytes))
    }

    fn list(self, _: usize) -> Counted {
        Ok(Size::container(AttributeType::L))
    }

    fn map(self, _: usize) -> Counted {
        Ok(Size::container(AttributeType::M))
    }
}

impl ListSink for Size {
    type Ok = Self;

    fn push<T: ToAttribute + ?Sized>(&mut self, value: &T) -> Counted<()> {
        self.add("", value)
    }

    fn end(self) -> Counted {
        Ok(self)
    }
}

impl MapSink for Size {
    type Ok = Self;

    fn entry<T: ToAttribute + ?Sized>(&mut self, key: &str, value: &T) -> Counted<()> {
        self.add(key, value)
    }

    fn end(self) -> Counted {
        Ok(self)
    }
}
