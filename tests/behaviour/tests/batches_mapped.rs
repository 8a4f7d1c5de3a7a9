//! All that is asked of `batches`, of handles whose items go through the SDK's maps.

use behaviour::Paused;

/// DynamoDB and handles on it, as these tests have them.
fn paused() -> Paused {
    Paused::new().mapped()
}

#[path = "batches/cancelled.rs"]
mod cancelled;
#[path = "batches/ended.rs"]
mod ended;
#[path = "batches/gets.rs"]
mod gets;
#[path = "batches/reads.rs"]
mod reads;
#[path = "batches/scene.rs"]
mod scene;
#[path = "batches/secrets.rs"]
mod secrets;
#[path = "batches/transactions.rs"]
mod transactions;
#[path = "batches/writes.rs"]
mod writes;
