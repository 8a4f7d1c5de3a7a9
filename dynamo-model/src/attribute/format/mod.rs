//! The forms that `#[dynamo(format = "...")]`, `#[dynamo(serde)]` and `#[dynamo(json)]` name.

mod epoch;
#[cfg(feature = "serde_json")]
mod json_text;
#[cfg(not(all(feature = "serde", feature = "serde_json")))]
mod off;
mod pynamodb;
pub(crate) mod rfc3339;
#[cfg(feature = "serde")]
mod serde;

pub use self::{
    epoch::{EpochMillis, EpochSeconds},
    pynamodb::PynamoDb,
    rfc3339::Rfc3339,
};

#[cfg(feature = "serde_json")]
pub use self::json_text::JsonText;
#[cfg(feature = "serde")]
pub use self::serde::Serde;

#[doc(hidden)]
#[cfg(not(all(feature = "serde", feature = "serde_json")))]
pub use self::off::*;

/// The same form for a value that may be missing.
macro_rules! or_none {
    ($format:ty: $kind:ty, [$($generics:tt)*] $value:ty) => {
        impl<$($generics)*> crate::attribute::Codec<Option<$value>> for $format {
            type Kind = $kind;

            fn to_attribute<S: crate::attribute::Sink>(
                value: &Option<$value>,
                sink: S,
            ) -> Result<S::Ok, crate::attribute::ConvertError> {
                crate::attribute::Maybe::<Self>::to_attribute(value, sink)
            }

            fn from_attribute<'a, S: crate::attribute::Source<'a>>(
                source: S,
            ) -> Result<Option<$value>, crate::attribute::ConvertError> {
                crate::attribute::Maybe::<Self>::from_attribute(source)
            }

            fn is_absent(value: &Option<$value>) -> bool {
                crate::attribute::Maybe::<Self>::is_absent(value)
            }

            fn absent() -> Option<Option<$value>> {
                Some(None)
            }
        }
    };
}
use or_none;
