//! All that is asked of `items`, of handles whose items go through the SDK's maps.

use behaviour::Paused;

/// DynamoDB and handles on it, as these tests have them.
fn paused() -> Paused {
    Paused::new().mapped()
}

#[path = "items/access.rs"]
mod access;
#[path = "items/answer.rs"]
mod answer;
#[path = "items/cancelled.rs"]
mod cancelled;
#[path = "items/deletes.rs"]
mod deletes;
#[path = "items/document.rs"]
mod document;
#[path = "items/gets.rs"]
mod gets;
#[path = "items/index_keys.rs"]
mod index_keys;
#[path = "items/into_sdk.rs"]
mod into_sdk;
#[path = "items/kinds.rs"]
mod kinds;
#[path = "items/puts.rs"]
mod puts;
#[path = "items/refusals.rs"]
mod refusals;
#[path = "items/retries.rs"]
mod retries;
#[path = "items/secrets.rs"]
mod secrets;
#[path = "items/sent.rs"]
mod sent;
#[path = "items/updates.rs"]
mod updates;
