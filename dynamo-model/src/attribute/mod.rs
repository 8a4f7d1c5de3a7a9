//! How Rust values become attributes, and attributes values.
//!
//! | Rust | DynamoDB | |
//! |---|---|---|
//! | `String`, `&str`, `Cow<str>`, `Box<str>`, `Arc<str>`, `char` | S | an empty string is kept; `&str` can only be written, `Cow<str>` borrows from what lends |
//! | all integers, `f32`, `f64`, [`Number`] | N | exact digits; more than 38, NaN and infinity are errors before anything is sent |
//! | `rust_decimal::Decimal` ¹ | N | exact, or an error |
//! | `bool` | BOOL | |
//! | `Vec<u8>`, `[u8; N]`, `bytes::Bytes` ¹ | B | |
//! | `HashSet`, `BTreeSet` of text, `char`, `Uuid`, `Ulid` | SS | an empty set is left out, and what is missing reads as empty |
//! | … of integers, [`Number`], `Decimal` | NS | |
//! | … of `Vec<u8>`, `[u8; N]`, `Bytes` | BS | |
//! | `Vec<T>`, `[T; N]`, `VecDeque<T>`, tuples | L | |
//! | `HashMap`, `BTreeMap` with keys of text, `char`, `Uuid`, `Ulid`; structs that derive `DynamoValue` | M | |
//! | `Option<T>` | `T`, or left out | NULL in a list and as the value of a map; NULL and absent read as `None` |
//! | `Box<T>`, `Arc<T>`, `&T` | `T` | |
//! | `SystemTime`, `time::OffsetDateTime` ¹, `chrono::DateTime<Utc>` ¹ | S | RFC 3339 in UTC with nine digits of the second, so that it sorts; other forms are in [`mod@format`] |
//! | `uuid::Uuid` ¹ | S | hyphenated, lower case |
//! | `ulid::Ulid` ¹ | S | |
//! | `serde_json::Value` ¹ | what it holds | NULL, BOOL, N, S, L or M; exact numbers, or an error |
//! | any type of serde's, with `#[dynamo(serde)]` ² | what it holds | through the crate `serde_dynamo` |
//! | any type of serde's, with `#[dynamo(json)]` ² | S | JSON text |
//! | the SDK's `AttributeValue` | what it holds | |
//!
//! ¹ with the feature of dynamo-model that is named like the crate: `rust_decimal`, `bytes`, `time`, `chrono`, `uuid`,
//! `ulid`, `serde_json`. ² with the feature `serde` or `serde_json`.
//!
//! One implementation of a type serves everything that it is written to and read from: the SDK's `AttributeValue`
//! (`to_item`, `from_item`), DynamoDB JSON ([`to_json_item`], [`from_json_item`]), and the size that DynamoDB counts
//! ([`item_size`]). An error names the attribute's whole path: ``attribute `lines[2].qty`: expected N, found S``.
//!
//! # Types of your own
//!
//! A type implements [`ToAttribute`] and [`FromAttribute`], and says with [`Attribute`] what kind of attribute that makes,
//! which is what expressions go by. Money is a number, but not every number is money:
//!
//! ```
//! use dynamo_model::attribute::{
//!     Attribute, ConvertError, FromAttribute, Sink, Source, ToAttribute, from_json, kind, to_json,
//! };
//!
//! #[derive(Debug, PartialEq)]
//! struct Money {
//!     cents: i64,
//! }
//!
//! impl Attribute for Money {
//!     type Kind = kind::Number;
//! }
//!
//! impl ToAttribute for Money {
//!     fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
//!         let sign = if self.cents < 0 { "-" } else { "" };
//!         let cents = self.cents.unsigned_abs();
//!         sink.number(&format!("{sign}{}.{:02}", cents / 100, cents % 100))
//!     }
//! }
//!
//! impl<'a> FromAttribute<'a> for Money {
//!     fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
//!         let text = source.number()?;
//!         // DynamoDB gives 12.50 back as 12.5.
//!         let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
//!         match format!("{whole}{fraction:0<2}").parse() {
//!             Ok(cents) if fraction.len() <= 2 => Ok(Self { cents }),
//!             _ => Err(ConvertError::custom(format_args!("`{text}` is not an amount of money"))),
//!         }
//!     }
//! }
//!
//! assert_eq!(to_json(&Money { cents: -1250 })?, br#"{"N":"-12.50"}"#);
//! assert_eq!(from_json::<Money>(br#"{"N":"-12.5"}"#)?, Money { cents: -1250 });
//! assert!(from_json::<Money>(br#"{"N":"0.001"}"#).is_err());
//! # Ok::<(), ConvertError>(())
//! ```
//!
//! Mostly there is a type that has the wanted form already, to which a type hands on. A place is a list of two numbers:
//!
//! ```
//! use dynamo_model::attribute::{
//!     Attribute, ConvertError, FromAttribute, Sink, Source, ToAttribute, from_json, to_json,
//! };
//!
//! #[derive(Debug, PartialEq)]
//! struct GeoPoint {
//!     latitude: f64,
//!     longitude: f64,
//! }
//!
//! type Form = (f64, f64);
//!
//! impl Attribute for GeoPoint {
//!     type Kind = <Form as Attribute>::Kind;
//! }
//!
//! impl ToAttribute for GeoPoint {
//!     fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
//!         (self.latitude, self.longitude).to_attribute(sink)
//!     }
//! }
//!
//! impl<'a> FromAttribute<'a> for GeoPoint {
//!     fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
//!         let (latitude, longitude) = Form::from_attribute(source)?;
//!         if latitude.abs() > 90.0 || longitude.abs() > 180.0 {
//!             return Err(ConvertError::custom("is nowhere on Earth"));
//!         }
//!         Ok(Self { latitude, longitude })
//!     }
//! }
//!
//! let place = GeoPoint { latitude: 48.137, longitude: 11.575 };
//! assert_eq!(to_json(&place)?, br#"{"L":[{"N":"48.137"},{"N":"11.575"}]}"#);
//! assert_eq!(from_json::<GeoPoint>(&to_json(&place)?)?, place);
//! let error = from_json::<GeoPoint>(br#"{"L": [{"N": "1"}, {"S": "2"}]}"#).unwrap_err();
//! assert_eq!(error.to_string(), "attribute `[1]`: expected N, found S");
//! # Ok::<(), ConvertError>(())
//! ```
//!
//! # Another form for a type
//!
//! A [`Codec`] is a form for values of a type that has one already, or that is somebody else's. A field names it with
//! `#[dynamo(with = ...)]`, or with `#[dynamo(with = Maybe<...>)]` if it may be missing. Here, strings are encrypted:
//!
//! ```
//! use dynamo_model::attribute::{Codec, ConvertError, Sink, Source, kind};
//!
//! /// A string that is stored as a B which only this program can read.
//! struct Encrypted;
//!
//! impl Codec<String> for Encrypted {
//!     type Kind = kind::Binary;
//!
//!     fn to_attribute<S: Sink>(value: &String, sink: S) -> Result<S::Ok, ConvertError> {
//!         sink.binary(&cipher::seal(value.as_bytes()))
//!     }
//!
//!     fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<String, ConvertError> {
//!         let plain = cipher::open(&source.binary()?)
//!             .ok_or_else(|| ConvertError::custom("was not encrypted by this program"))?;
//!         String::from_utf8(plain).map_err(ConvertError::custom)
//!     }
//! }
//! # /// In place of a real one.
//! # mod cipher {
//! #     pub fn seal(plain: &[u8]) -> Vec<u8> {
//! #         plain.iter().map(|byte| byte ^ 0x55).chain([0xaa]).collect()
//! #     }
//! #     pub fn open(sealed: &[u8]) -> Option<Vec<u8>> {
//! #         Some(sealed.strip_suffix(&[0xaa])?.iter().map(|byte| byte ^ 0x55).collect())
//! #     }
//! # }
//! # use dynamo_model::attribute::{Coded, from_json, to_json};
//! # let sealed = to_json(&Coded::<Encrypted, _>::new("DE02".to_owned()))?;
//! # assert_eq!(sealed, br#"{"B":"ERBlZ6o="}"#);
//! # assert_eq!(from_json::<Coded<Encrypted, String>>(&sealed)?.into_inner(), "DE02");
//! # let error = from_json::<Coded<Encrypted, String>>(br#"{"B":"RA=="}"#).unwrap_err();
//! # assert_eq!(error.to_string(), "was not encrypted by this program");
//! # Ok::<(), ConvertError>(())
//! ```

#[cfg(feature = "client")]
mod attribute_value;
mod bool;
#[cfg(feature = "bytes")]
mod bytes;
mod codec;
mod conversion;
pub(crate) mod derived;
mod digits;
mod error;
pub(crate) mod fields;
pub mod format;
mod ignored;
mod json;
#[cfg(feature = "serde_json")]
mod json_value;
pub(crate) mod key;
pub mod kind;
mod map;
mod moment;
pub(crate) mod named;
mod number;
mod pointer;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
mod sequence;
mod set;
mod sink;
mod size;
mod source;
pub(crate) mod tagged;
mod text;
mod transparent;
#[cfg(feature = "ulid")]
mod ulid;
#[cfg(feature = "uuid")]
mod uuid;

#[cfg(feature = "client")]
pub use attribute_value::{AttributeValueSink, Item, from_item, to_item};
#[doc(hidden)]
pub use codec::Coded;
pub use codec::{Codec, Maybe};
pub use conversion::{FromAttribute, FromAttributeOwned, ToAttribute};
pub use error::ConvertError;
pub(crate) use ignored::Ignored;
#[cfg(any(feature = "client", feature = "streams"))]
pub(crate) use json::{Reader as JsonReader, write_string};
pub use json::{from_json, from_json_item, to_json, to_json_item};
#[cfg(feature = "client")]
pub(crate) use json::{json_item_with, to_json_item_with, write_json_item};
pub use kind::{Attribute, Kind};
pub use map::MapKey;
pub(crate) use moment::PointInTime;
pub use moment::Timestamp;
#[doc(hidden)]
pub use named::Named;
pub use number::Number;
pub use set::{AsList, SetElement};
pub use sink::{ListSink, MapSink, Sink};
pub use size::item_size;
pub use source::{AttributeType, ListSource, MapSource, Source};
#[doc(hidden)]
pub use transparent::Transparent;
