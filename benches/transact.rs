//! What a transaction of writes costs through the whole client, from values to the answer: time and allocations of this
//! library, and of the AWS SDK with and without `serde_dynamo`.

#![allow(missing_docs, reason = "a program")]

mod rounds;
#[allow(dead_code, unused_imports, reason = "the items are of one kind")]
mod shape;
mod transaction;

use transaction::{Table, transactions};

/// Each takes less than a millisecond.
const ROUNDS: usize = 300;
const AT_ONCE: usize = 10;

fn main() {
    // `cargo test --all-targets` runs this as well, without the flag, and has no use for it.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let table: &'static Table = Box::leak(Box::new(Table::canned()));
    println!("a transaction of 25 SMALL");
    rounds::compare(&transactions(), ROUNDS, AT_ONCE, || table);
}
