//! Keys that are put together from fields: `#[dynamo(key(pk = "ORG#{org}", sk = "ORDER#{placed_at}#{id}"))]`. What may be a
//! part of one, and the templates as data.
//!
//! | part | its text | |
//! |---|---|---|
//! | `String`, `Box<str>`, `Arc<str>`, `char`, `bool` | itself | must not contain the literal that follows it |
//! | enums without fields that derive `DynamoValue` | the variant's name | the same |
//! | `Uuid`, `Ulid` | as they are stored | always as long as any other |
//! | `SystemTime`, `time::OffsetDateTime`, `chrono::DateTime<Utc>` | RFC 3339 in UTC with nine digits of the second | always as long as any other |
//! | unsigned integers, as `{total:020}` | padded with zeros | so that 9 sorts before 10 |
//! | structs of one field that derive `DynamoValue` | as their field | |
//!
//! Other numbers are no parts, because their text does not sort like they do.
//!
//! # Types of your own
//!
//! A type says with [`KeyPart`] what its text is:
//!
//! ```
//! use dynamo_model::{
//!     attribute::{Attribute, ConvertError, FromAttribute, Sink, Source, ToAttribute, kind, to_json},
//!     key::{KeyPart, PartForm},
//!     prelude::*,
//! };
//!
//! /// An aisle of the warehouse, from `A` to `Z`.
//! #[derive(Debug, Clone, PartialEq)]
//! struct Aisle(u8);
//!
//! impl KeyPart for Aisle {
//!     const FORM: PartForm = PartForm::Fixed(1);
//!
//!     fn push_to(&self, text: &mut String) -> Result<(), ConvertError> {
//!         text.push(char::from(self.0));
//!         Ok(())
//!     }
//!
//!     fn from_text(text: &str) -> Result<Self, ConvertError> {
//!         match text.as_bytes() {
//!             [letter @ b'A'..=b'Z'] => Ok(Self(*letter)),
//!             _ => Err(ConvertError::custom("is no aisle")),
//!         }
//!     }
//! }
//!
//! // How it is stored as an attribute of its own.
//! # impl Attribute for Aisle { type Kind = kind::Text; }
//! # impl ToAttribute for Aisle {
//! #     fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
//! #         char::from(self.0).to_attribute(sink)
//! #     }
//! # }
//! # impl<'a> FromAttribute<'a> for Aisle {
//! #     fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
//! #         let letter = char::from_attribute(source)?;
//! #         letter.try_into().map(Self).map_err(ConvertError::custom)
//! #     }
//! # }
//!
//! #[derive(DynamoModel)]
//! #[dynamo(key(pk = "SHELF#{aisle}{shelf:05}"))]
//! struct Shelf {
//!     aisle: Aisle,
//!     shelf: u16,
//! }
//!
//! let key = ShelfKey::new(Aisle(b'C'), 7_u16);
//! assert_eq!(to_json(&key)?, br#"{"M":{"pk":{"S":"SHELF#C00007"}}}"#);
//! # Ok::<(), ConvertError>(())
//! ```

pub(crate) mod indexed;
mod into;
pub(crate) mod part;
pub(crate) mod reader;
mod template;
pub(crate) mod writer;

pub use dynamo_model_core::key_template::PartForm;

pub use into::IntoKeyField;
pub use part::KeyPart;
pub use template::{KeyPiece, KeyTemplate};
