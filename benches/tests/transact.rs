//! The promise that all who are measured send the same.

#[allow(dead_code, reason = "nothing is measured here")]
#[path = "../rounds.rs"]
mod rounds;
#[allow(dead_code, unused_imports, reason = "the items are of one kind")]
#[path = "../shape/mod.rs"]
mod shape;
#[allow(dead_code, reason = "nothing is measured here")]
#[path = "../transaction.rs"]
mod transaction;

use behaviour::FakeAws;
use transaction::{Table, transactions};

#[test]
fn all_who_are_measured_send_the_same_transaction() {
    let aws = FakeAws::new();
    let table: &'static Table = Box::leak(Box::new(Table::of(&aws.sdk_config().build())));
    let sides = transactions();
    for side in &sides {
        side.act(table);
    }
    let requests = aws.operation("TransactWriteItems").requests();
    assert_eq!(requests.len(), sides.len());
    for (request, side) in requests.iter().zip(&sides) {
        let is_same = request.json() == requests[0].json();
        assert!(is_same, "{} sends something else", side.name());
    }
}
