//! What a full page of a query costs through the whole client, from the call to the items: time and allocations of
//! this library, and of the AWS SDK with and without `serde_dynamo`.

#![allow(missing_docs, reason = "a program")]

mod page;
mod rounds;
#[allow(dead_code, unused_imports, reason = "a page is of one kind of items")]
mod shape;

use page::{Table, contestants};

/// A page takes milliseconds.
const ROUNDS: usize = 200;

fn main() {
    // `cargo test --all-targets` runs this as well, without the flag, and has no use for it.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let orders = page::full();
    println!("a page of {} SMALL", orders.len());
    let table: &'static Table = Box::leak(Box::new(Table::with_page_of(&orders)));
    rounds::compare(&contestants(), ROUNDS, 1, || table);
}
