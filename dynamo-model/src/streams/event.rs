//! An event as the parameter of a function whose runtime reads events with serde.

use std::fmt;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Record, StreamError, records};

/// An event of a stream that any deserializer can read, for a Lambda function whose runtime reads its event with serde.
/// Where the bytes of the event are at hand, [`records`] is the shorter way.
///
/// ```
/// use dynamo_model::streams::{Event, StreamError};
///
/// // With the crate `lambda_runtime`: `async fn handle(event: LambdaEvent<Event>) ...`, and `event.payload` here.
/// fn handle(event: Event) -> Result<usize, StreamError> {
///     Ok(event.records()?.len())
/// }
///
/// let event: Event = serde_json::from_str(r#"{"Records": []}"#).unwrap();
/// assert_eq!(handle(event)?, 0);
/// # Ok::<(), StreamError>(())
/// ```
#[derive(Clone)]
pub struct Event {
    json: String,
}

impl Event {
    /// The records of the event, in the order of the stream.
    ///
    /// # Errors
    ///
    /// It is no event of a stream.
    pub fn records(&self) -> Result<Vec<Record<'_>>, StreamError> {
        records(self.json.as_bytes())
    }
}

impl From<&Value> for Event {
    fn from(event: &Value) -> Self {
        Self {
            json: event.to_string(),
        }
    }
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|event| Self::from(&event))
    }
}

/// What users store is theirs: it is not told.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event").finish_non_exhaustive()
    }
}
