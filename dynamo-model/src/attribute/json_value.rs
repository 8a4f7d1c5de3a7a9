//! `serde_json::Value` is whatever it holds: NULL, BOOL, N, S, L or M. Numbers are exact in both directions.

use serde_json::{Map, Number, Value};

use super::{
    Attribute, AttributeType, ConvertError, FromAttribute, MapSink, MapSource, Sink, Source,
    ToAttribute, digits, kind,
};

/// A B or a set, which JSON does not have, is an error when read.
///
/// Without its feature `arbitrary_precision`, a `serde_json::Number` holds the integers of 64 bits and the values of
/// `f64`. An N that is neither is an error, too, rather than something near it. With the feature it holds any N.
impl Attribute for Value {
    type Kind = kind::Any;
}

impl ToAttribute for Value {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        match self {
            Self::Null => sink.null(),
            Self::Bool(value) => sink.bool(*value),
            Self::Number(number) => sink.number(&number.to_string()),
            Self::String(text) => sink.string(text),
            Self::Array(items) => items.to_attribute(sink),
            Self::Object(members) => members.to_attribute(sink),
        }
    }
}

impl<'a> FromAttribute<'a> for Value {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        Ok(match source.attribute_type() {
            AttributeType::Null => Self::Null,
            AttributeType::Bool => Self::Bool(source.bool()?),
            AttributeType::N => Self::Number(number(&source.number()?)?),
            AttributeType::S => Self::String(source.string()?.into_owned()),
            AttributeType::L => Self::Array(FromAttribute::from_attribute(source)?),
            AttributeType::M => Self::Object(FromAttribute::from_attribute(source)?),
            other => {
                return Err(ConvertError::mismatch(
                    "NULL, BOOL, N, S, L or M",
                    other.name(),
                ));
            }
        })
    }
}

impl Attribute for Map<String, Value> {
    type Kind = kind::Map<Value>;
}

impl ToAttribute for Map<String, Value> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        let mut map = sink.map(self.len())?;
        for (key, value) in self {
            map.entry(key, value)
                .map_err(|error| error.in_member(key.clone()))?;
        }
        map.end()
    }
}

impl<'a> FromAttribute<'a> for Map<String, Value> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        let mut map = source.map()?;
        let mut members = Self::new();
        while let Some(key) = map.next_key()? {
            let key = key.into_owned();
            let value = map
                .value()
                .map_err(|error: ConvertError| error.in_member(key.clone()))?;
            members.insert(key, value);
        }
        Ok(members)
    }
}

/// The number that has exactly this value.
fn number(text: &str) -> Result<Number, ConvertError> {
    let wanted = digits::parse(text)?;
    let exact = |number: &Number| {
        digits::parse(&number.to_string()).is_ok_and(|found| found.order(&wanted).is_eq())
    };
    let integer = || {
        let signed = text.parse::<i64>().map(Number::from);
        signed
            .or_else(|_| text.parse::<u64>().map(Number::from))
            .ok()
    };
    let float = || Number::from_f64(text.parse().ok()?).filter(exact);
    // Keeps any text with `arbitrary_precision`.
    let other = || text.parse::<Number>().ok().filter(exact);
    integer().or_else(float).or_else(other).ok_or_else(|| {
        ConvertError::custom(format_args!(
            "the number `{text}` does not fit into `serde_json::Number` without its feature `arbitrary_precision`"
        ))
    })
}
