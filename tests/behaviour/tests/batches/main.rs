//! Many items at once: what goes on the wire together and in which order, what is done about what DynamoDB leaves, and
//! what a caller has in hand when it ends early. What becomes of the items is the model suite's.

mod cancelled;
mod ended;
mod gets;
mod reads;
mod scene;
mod secrets;
mod transactions;
mod writes;

use behaviour::Paused;

/// DynamoDB and handles on it, as these tests have them.
fn paused() -> Paused {
    Paused::new()
}
