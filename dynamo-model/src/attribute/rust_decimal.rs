//! `Decimal` is an N, digit by digit.

use ::rust_decimal::Decimal;

use super::{
    Attribute, ConvertError, FromAttribute, SetElement, Sink, Source, ToAttribute, digits, kind,
};

/// Exact or not at all: `Decimal`'s own parser takes more than numbers, and rounds.
fn read(text: &str) -> Result<Decimal, ConvertError> {
    let digits = digits::parse(text)?;
    Decimal::from_str_exact(text)
        // Written with an exponent, or with more zeros than there is room for.
        .or_else(|_| Decimal::from_str_exact(&digits.plain()))
        .map_err(|_| {
            ConvertError::custom(format_args!(
                "the number `{text}` does not fit into `Decimal`"
            ))
        })
}

impl Attribute for Decimal {
    type Kind = kind::Number;
}

impl ToAttribute for Decimal {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        // 29 digits at the most.
        sink.trusted_number(&self.to_string())
    }
}

impl<'a> FromAttribute<'a> for Decimal {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        read(&source.number()?)
    }
}

impl SetElement for Decimal {
    fn write_set<'i, S: Sink>(
        items: impl Iterator<Item = &'i Self>,
        sink: S,
    ) -> Result<S::Ok, ConvertError> {
        sink.number_set(items.map(|item| item.to_string().into()))
    }

    fn read_set<'a, S: Source<'a>>(
        source: S,
        mut each: impl FnMut(Self),
    ) -> Result<(), ConvertError> {
        source.number_set(|text| {
            each(read(&text)?);
            Ok(())
        })
    }
}
