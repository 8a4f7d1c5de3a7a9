//! The form that PynamoDB's `UTCDateTimeAttribute` has.

use super::or_none;
use crate::attribute::{
    Codec, ConvertError, Sink, Source, kind,
    moment::{PointInTime, UnixTime},
};

/// `format = "pynamodb"`: an S such as `2014-04-14T10:00:00.123456+0000`, as PynamoDB's `UTCDateTimeAttribute` writes it.
///
/// Microseconds; what is less is cut off. Reading takes no other form. PynamoDB itself has the years 1 to 9999.
#[derive(Debug, Clone, Copy)]
pub struct PynamoDb;

impl<T: PointInTime> Codec<T> for PynamoDb {
    type Kind = kind::Text;

    fn to_attribute<S: Sink>(value: &T, sink: S) -> Result<S::Ok, ConvertError> {
        sink.string(&value.to_unix()?.to_text(6, "+0000")?)
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<T, ConvertError> {
        let text = source.string()?;
        let Some(time) = UnixTime::from_pynamodb(&text) else {
            return Err(ConvertError::custom(format_args!(
                "`{text}` is not a time in PynamoDB's format, such as `2014-04-14T10:00:00.123456+0000`"
            )));
        };
        T::from_unix(time)
    }
}

or_none!(PynamoDb: kind::Text, [T: PointInTime] T);
