//! Numbers are N, digit by digit: never through a float on the way.

use std::{cmp::Ordering, fmt};

use super::{Attribute, ConvertError, FromAttribute, Sink, Source, ToAttribute, digits, kind};

macro_rules! integers {
    ($method:ident: $($integer:ty)*) => {$(
        impl ToAttribute for $integer {
            #[inline]
            fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
                sink.$method(itoa::Buffer::new().format(*self))
            }
        }

        impl Attribute for $integer {
            type Kind = kind::Number;
        }

        impl<'a> FromAttribute<'a> for $integer {
            #[inline]
            fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
                parse(&source.number()?, stringify!($integer))
            }
        }
    )*};
}

// All of their values have 20 digits at the most.
integers!(trusted_number: i8 i16 i32 i64 isize u16 u32 u64 usize);
integers!(number: i128 u128);

/// A vector or an array of them is a B.
impl Attribute for u8 {
    type Kind = kind::Byte;
}

impl ToAttribute for u8 {
    #[inline]
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        sink.trusted_number(itoa::Buffer::new().format(*self))
    }

    fn slice_to_attribute<S: Sink>(items: &[Self], sink: S) -> Result<S::Ok, ConvertError> {
        sink.binary(items)
    }
}

impl<'a> FromAttribute<'a> for u8 {
    #[inline]
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        parse(&source.number()?, "u8")
    }

    fn vec_from_attribute<S: Source<'a>>(source: S) -> Result<Vec<Self>, ConvertError> {
        source.binary().map(std::borrow::Cow::into_owned)
    }
}

/// Reads an integer. DynamoDB gives whole numbers without point and exponent, whatever way they were written.
fn parse<T: std::str::FromStr>(text: &str, name: &str) -> Result<T, ConvertError> {
    text.parse().map_err(|_| {
        ConvertError::custom(format_args!(
            "the number `{text}` does not fit into `{name}`"
        ))
    })
}

macro_rules! floats {
    ($($float:ty)*) => {$(
        impl Attribute for $float {
            type Kind = kind::Number;
        }

        impl ToAttribute for $float {
            #[inline]
            fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
                if !self.is_finite() {
                    return Err(ConvertError::custom(format_args!(
                        "DynamoDB has no number for {self}"
                    )));
                }
                // The shortest text that reads back as the same value, without a long tail of zeros. It has 17 digits
                // at the most.
                if (1e-7..1e21).contains(&self.abs()) || *self == 0.0 {
                    sink.owned_number(self.to_string())
                } else {
                    sink.number(&format!("{self:e}"))
                }
            }
        }

        impl<'a> FromAttribute<'a> for $float {
            #[inline]
            fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
                let text = source.number()?;
                match text.parse::<$float>() {
                    Ok(value) if value.is_finite() => Ok(value),
                    _ => Err(ConvertError::custom(format_args!(
                        "the number `{text}` does not fit into `{}`",
                        stringify!($float)
                    ))),
                }
            }
        }
    )*};
}

floats!(f32 f64);

/// A number as DynamoDB holds it: up to 38 exact decimal digits, from 1e-130 to 9.99e125. For what no Rust type holds.
///
/// Two numbers are equal when they have the same value, and are kept in one form: `1.50` is `1.5`.
///
/// ```
/// use dynamo_model::attribute::Number;
///
/// let number: Number = "12345678901234567890.123456789012345678".parse()?;
/// assert_eq!(number.as_str(), "12345678901234567890.123456789012345678");
/// assert_eq!("1.50".parse::<Number>()?, "15e-1".parse()?);
/// assert!("1e126".parse::<Number>().is_err());
/// # Ok::<(), dynamo_model::attribute::ConvertError>(())
/// ```
// The text is canonical, so that equal texts are equal values.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(String);

impl Number {
    /// The number as text that DynamoDB takes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Number {
    type Err = ConvertError;

    fn from_str(text: &str) -> Result<Self, ConvertError> {
        digits::parse(text).map(|digits| Self(digits.canonical()))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (digits::parse(&self.0), digits::parse(&other.0)) {
            (Ok(one), Ok(two)) => one.order(&two),
            // Of canonical texts, never.
            _ => self.0.cmp(&other.0),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({})", self.0)
    }
}

impl Attribute for Number {
    type Kind = kind::Number;
}

impl ToAttribute for Number {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        sink.trusted_number(&self.0)
    }
}

impl<'a> FromAttribute<'a> for Number {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        source.number()?.parse()
    }
}
