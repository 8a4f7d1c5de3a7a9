//! Points in time: the types that hold one, as seconds and nanoseconds since 1970. Their own form is RFC 3339 text.

mod calendar;
mod timestamp;

use std::time::{Duration, SystemTime};

pub use self::timestamp::Timestamp;
use super::{
    Attribute, Codec, ConvertError, FromAttribute, Sink, Source, ToAttribute, format::Rfc3339,
    kind, sink::sealed::Sealed,
};

/// A point in time, without leap seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnixTime {
    /// Since 1970, rounded down.
    pub(super) seconds: i64,
    /// Less than a second.
    pub(super) nanos: u32,
}

/// A type whose values are points in time.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no point in time",
    label = "not a type that this format is for",
    note = "points in time are `SystemTime`, and with the feature of that name `time::OffsetDateTime` and \
            `chrono::DateTime<Utc>`"
)]
pub trait PointInTime: Sized + Sealed {
    /// When it is.
    ///
    /// # Errors
    ///
    /// It has no such time.
    fn to_unix(&self) -> Result<UnixTime, ConvertError>;

    /// The value for that time.
    ///
    /// # Errors
    ///
    /// The type does not reach that far.
    fn from_unix(time: UnixTime) -> Result<Self, ConvertError>;
}

#[cold]
fn too_far(seconds: i64, name: &str) -> ConvertError {
    ConvertError::custom(format_args!(
        "a time of {seconds} seconds since 1970 does not fit into `{name}`"
    ))
}

/// The type's own form is RFC 3339.
macro_rules! points_in_time {
    ($($(#[$when:meta])* $time:ty;)*) => {$(
        $(#[$when])*
        impl Sealed for $time {}

        $(#[$when])*
        impl Attribute for $time {
            type Kind = kind::Text;
        }

        $(#[$when])*
        impl ToAttribute for $time {
            fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
                <Rfc3339 as Codec<Self>>::to_attribute(self, sink)
            }
        }

        $(#[$when])*
        impl<'a> FromAttribute<'a> for $time {
            fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
                <Rfc3339 as Codec<Self>>::from_attribute(source)
            }
        }
    )*};
}

points_in_time! {
    SystemTime;
    #[cfg(feature = "time")] time::OffsetDateTime;
    #[cfg(feature = "chrono")] chrono::DateTime<chrono::Utc>;
}

impl PointInTime for SystemTime {
    fn to_unix(&self) -> Result<UnixTime, ConvertError> {
        let (since, negative) = match self.duration_since(Self::UNIX_EPOCH) {
            Ok(since) => (since, false),
            Err(before) => (before.duration(), true),
        };
        let seconds = i64::try_from(since.as_secs()).map_err(ConvertError::custom)?;
        let nanos = since.subsec_nanos();
        Ok(match (negative, nanos) {
            (false, _) => UnixTime { seconds, nanos },
            (true, 0) => UnixTime {
                seconds: -seconds,
                nanos,
            },
            (true, _) => UnixTime {
                seconds: -seconds - 1,
                nanos: 1_000_000_000 - nanos,
            },
        })
    }

    fn from_unix(time: UnixTime) -> Result<Self, ConvertError> {
        let seconds = Duration::from_secs(time.seconds.unsigned_abs());
        let whole = if time.seconds < 0 {
            Self::UNIX_EPOCH.checked_sub(seconds)
        } else {
            Self::UNIX_EPOCH.checked_add(seconds)
        };
        whole
            .and_then(|whole| whole.checked_add(Duration::from_nanos(time.nanos.into())))
            .ok_or_else(|| too_far(time.seconds, "SystemTime"))
    }
}

#[cfg(feature = "time")]
impl PointInTime for time::OffsetDateTime {
    fn to_unix(&self) -> Result<UnixTime, ConvertError> {
        Ok(UnixTime {
            seconds: self.unix_timestamp(),
            nanos: self.nanosecond(),
        })
    }

    fn from_unix(time: UnixTime) -> Result<Self, ConvertError> {
        Self::from_unix_timestamp(time.seconds)
            .and_then(|whole| whole.replace_nanosecond(time.nanos))
            .map_err(|_| too_far(time.seconds, "OffsetDateTime"))
    }
}

#[cfg(feature = "chrono")]
impl PointInTime for chrono::DateTime<chrono::Utc> {
    fn to_unix(&self) -> Result<UnixTime, ConvertError> {
        let nanos = self.timestamp_subsec_nanos();
        if nanos >= 1_000_000_000 {
            return Err(ConvertError::custom(format_args!(
                "`{self:?}` is in a leap second, which other types do not read"
            )));
        }
        Ok(UnixTime {
            seconds: self.timestamp(),
            nanos,
        })
    }

    fn from_unix(time: UnixTime) -> Result<Self, ConvertError> {
        Self::from_timestamp(time.seconds, time.nanos)
            .ok_or_else(|| too_far(time.seconds, "DateTime<Utc>"))
    }
}
