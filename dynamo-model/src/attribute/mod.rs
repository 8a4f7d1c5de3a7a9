//! How Rust values become attributes, and attributes values.
//!
//! | Rust | DynamoDB | |
//! |---|---|---|
//! | `String`, `&str`, `Cow<str>`, `Box<str>`, `Arc<str>`, `char` | S | an empty string is kept |
//! | all integers, `f32`, `f64`, [`Number`] | N | exact digits; more than 38, NaN and infinity are errors before anything is sent |
//! | `bool` | BOOL | |
//! | `Vec<u8>`, `[u8; N]` | B | |
//! | `HashSet`, `BTreeSet` of strings, integers, [`Number`]s or bytes | SS, NS, BS | an empty set is left out, and what is missing reads as empty |
//! | `Vec<T>`, `[T; N]`, `VecDeque<T>`, tuples | L | |
//! | `HashMap`, `BTreeMap` with text keys, structs that derive `DynamoValue` | M | |
//! | `Option<T>` | `T`, or left out | NULL in a list and as the value of a map; NULL and absent read as `None` |
//! | `Box<T>`, `Arc<T>` | `T` | |
//!
//! A type of your own implements [`ToAttribute`], [`FromAttribute`] and [`Attribute`], most easily by handing on to a
//! type that has them; a form for somebody else's type is a [`Codec`].

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
pub use json::{from_json, from_json_item, to_json, to_json_item};
pub use kind::{Attribute, Kind};
pub use map::MapKey;
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
