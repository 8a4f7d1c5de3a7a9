//! The promise that all who are measured send the same.

#[allow(dead_code, reason = "nothing is measured here")]
#[path = "../batch/mod.rs"]
mod batch;
#[allow(dead_code, reason = "nothing is measured here")]
#[path = "../rounds.rs"]
mod rounds;
#[allow(dead_code, unused_imports, reason = "a batch is of one kind of items")]
#[path = "../shape/mod.rs"]
mod shape;

use batch::{Table, batches, transactions};
use behaviour::FakeAws;
use rounds::Side;

fn same(operation: &str, sides: &[Side<&'static Table, ()>]) {
    let aws = FakeAws::new();
    let table: &'static Table = Box::leak(Box::new(Table::of(&aws.sdk_config().build())));
    for side in sides {
        side.act(table);
    }
    let requests = aws.operation(operation).requests();
    assert_eq!(requests.len(), sides.len());
    for (request, side) in requests.iter().zip(sides) {
        let is_same = request.json() == requests[0].json();
        assert!(is_same, "{} sends something else", side.name());
    }
}

#[test]
fn all_who_are_measured_send_the_same_batch() {
    same("BatchWriteItem", &batches());
}

#[test]
fn all_who_are_measured_send_the_same_transaction() {
    same("TransactWriteItems", &transactions());
}
