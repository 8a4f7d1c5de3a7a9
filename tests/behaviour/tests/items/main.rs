//! What single-item operations send, and what they make of what DynamoDB answers, asked of the stand-in. One module per
//! noun; what a real database makes of it is `model-suite`'s.

mod access;
mod answer;
mod cancelled;
mod deletes;
mod document;
mod gets;
mod index_keys;
mod into_sdk;
mod kinds;
mod puts;
mod refusals;
mod retries;
mod secrets;
mod sent;
mod updates;

use behaviour::Paused;

/// DynamoDB and handles on it, as these tests have them.
fn paused() -> Paused {
    Paused::new()
}
