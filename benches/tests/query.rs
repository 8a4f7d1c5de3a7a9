//! The promise that all who are measured read the same page.

#[path = "../page/mod.rs"]
mod page;
#[allow(dead_code, reason = "nothing is measured here")]
#[path = "../rounds.rs"]
mod rounds;
#[allow(dead_code, unused_imports, reason = "a page is of one kind of items")]
#[path = "../shape/mod.rs"]
mod shape;

use page::{Table, contestants};

#[test]
fn all_who_are_measured_read_the_same_page() {
    let orders = page::full();
    let table: &'static Table = Box::leak(Box::new(Table::with_page_of(&orders)));
    for side in contestants() {
        let is_same = side.act(table).reads(&orders);
        assert!(is_same, "{} reads something else", side.name());
    }
}
