//! RFC 3339: the own form of every point in time.

use super::or_none;
use crate::attribute::{
    Codec, ConvertError, Sink, Source, kind,
    moment::{PointInTime, UnixTime},
};

/// `format = "rfc3339"`: an S such as `2014-04-14T10:00:00.123456789Z`, which is what points in time are by themselves.
///
/// Written in UTC and always with nine digits of the second, so that the text sorts like the time; years 0 to 9999 can
/// be written. Read with any offset and up to nine digits.
#[derive(Debug, Clone, Copy)]
pub struct Rfc3339;

impl<T: PointInTime> Codec<T> for Rfc3339 {
    type Kind = kind::Text;

    fn to_attribute<S: Sink>(value: &T, sink: S) -> Result<S::Ok, ConvertError> {
        sink.string(&value.to_unix()?.to_rfc3339()?)
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<T, ConvertError> {
        read(&source.string()?)
    }
}

/// The time that the text tells.
pub(crate) fn read<T: PointInTime>(text: &str) -> Result<T, ConvertError> {
    let Some(time) = UnixTime::from_rfc3339(text) else {
        return Err(ConvertError::custom(format_args!(
            "`{text}` is not a time in RFC 3339, such as `2014-04-14T10:00:00.123456789Z`"
        )));
    };
    T::from_unix(time)
}

or_none!(Rfc3339: kind::Text, [T: PointInTime] T);
