//! Points in time as whole numbers since 1970.

use super::or_none;
use crate::attribute::{
    Codec, ConvertError, FromAttribute, Sink, Source, ToAttribute, kind,
    moment::{PointInTime, UnixTime},
};

/// `format = "epoch_seconds"`: an N that counts the whole seconds since 1970, which is what a TTL must be. What is less
/// than a second is cut off. An integer is taken for such a count.
#[derive(Debug, Clone, Copy)]
pub struct EpochSeconds;

/// `format = "epoch_millis"`: an N that counts the whole milliseconds since 1970. What is less is cut off.
#[derive(Debug, Clone, Copy)]
pub struct EpochMillis;

impl<T: PointInTime> Codec<T> for EpochSeconds {
    type Kind = kind::Number;

    fn to_attribute<S: Sink>(value: &T, sink: S) -> Result<S::Ok, ConvertError> {
        value.to_unix()?.seconds.to_attribute(sink)
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<T, ConvertError> {
        T::from_unix(UnixTime {
            seconds: i64::from_attribute(source)?,
            nanos: 0,
        })
    }
}

or_none!(EpochSeconds: kind::Number, [T: PointInTime] T);

impl<T: PointInTime> Codec<T> for EpochMillis {
    type Kind = kind::Number;

    fn to_attribute<S: Sink>(value: &T, sink: S) -> Result<S::Ok, ConvertError> {
        let UnixTime { seconds, nanos } = value.to_unix()?;
        let millis = i128::from(seconds) * 1000 + i128::from(nanos / 1_000_000);
        millis.to_attribute(sink)
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<T, ConvertError> {
        let millis = i64::from_attribute(source)?;
        let nanos = millis.rem_euclid(1000) * 1_000_000;
        T::from_unix(UnixTime {
            seconds: millis.div_euclid(1000),
            // Less than 10^9.
            nanos: u32::try_from(nanos).map_err(ConvertError::custom)?,
        })
    }
}

or_none!(EpochMillis: kind::Number, [T: PointInTime] T);

macro_rules! as_they_are {
    ($($integer:ty)*) => {$(
        impl Codec<$integer> for EpochSeconds {
            type Kind = kind::Number;

            fn to_attribute<S: Sink>(value: &$integer, sink: S) -> Result<S::Ok, ConvertError> {
                value.to_attribute(sink)
            }

            fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<$integer, ConvertError> {
                FromAttribute::from_attribute(source)
            }
        }

        or_none!(EpochSeconds: kind::Number, [] $integer);
    )*};
}

as_they_are!(u64 i64);
