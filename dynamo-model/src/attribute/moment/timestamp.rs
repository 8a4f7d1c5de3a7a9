//! What a field may be that a write stamps with the time.

use std::time::SystemTime;

/// A type that can hold the time of a write: what a `created_at` or an `updated_at` field may have. Whole numbers count
/// the seconds since 1970.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the time of a write",
    label = "not a timestamp",
    note = "`SystemTime`, `time::OffsetDateTime`, `chrono::DateTime<Utc>`, `u64`, `i64`, or an `Option` of one can"
)]
pub trait Timestamp {
    /// That time.
    fn from_system_time(now: SystemTime) -> Self;
}

impl Timestamp for SystemTime {
    fn from_system_time(now: SystemTime) -> Self {
        now
    }
}

impl<T: Timestamp> Timestamp for Option<T> {
    fn from_system_time(now: SystemTime) -> Self {
        Some(T::from_system_time(now))
    }
}

/// 0 before 1970.
impl Timestamp for u64 {
    fn from_system_time(now: SystemTime) -> Self {
        now.duration_since(SystemTime::UNIX_EPOCH)
            .map_or(0, |since| since.as_secs())
    }
}

/// 0 before 1970.
impl Timestamp for i64 {
    fn from_system_time(now: SystemTime) -> Self {
        u64::from_system_time(now).try_into().unwrap_or(Self::MAX)
    }
}

macro_rules! by_conversion {
    ($($feature:literal $time:ty;)*) => {$(
        /// 1970 for a clock that is further off than the type reaches.
        #[cfg(feature = $feature)]
        impl Timestamp for $time {
            fn from_system_time(now: SystemTime) -> Self {
                let time = super::PointInTime::to_unix(&now);
                time.and_then(super::PointInTime::from_unix)
                    .unwrap_or(Self::UNIX_EPOCH)
            }
        }
    )*};
}

by_conversion! {
    "time" time::OffsetDateTime;
    "chrono" chrono::DateTime<chrono::Utc>;
}
