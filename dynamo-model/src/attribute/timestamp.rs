//! Types of fields that hold a time which the library sets.

use std::time::SystemTime;

use super::ConvertError;

/// A type that can hold the time of an item's creation or last change.
pub trait Timestamp: Sized {
    /// The time as this type has it.
    ///
    /// # Errors
    ///
    /// The time is outside of what the type holds.
    fn from_system_time(time: SystemTime) -> Result<Self, ConvertError>;
}
