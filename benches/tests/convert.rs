//! The promise that reading moves what it can, as far as it does not depend on the machine.

#![allow(dead_code, reason = "values are compared as wholes")]

#[path = "../shape/mod.rs"]
mod shape;

use dynamo_model::attribute;
use shape::{Huge, Item, Shape, Small, Tiny};

fn allocations<T>(item: Item, read: impl FnOnce(Item) -> T) -> (T, u64) {
    let mut value = None;
    let counted = allocation_counter::measure(|| value = Some(read(item)));
    (value.unwrap(), counted.count_total)
}

/// Reads by hand and by this library; gives the allocations of this library.
fn read<T: Shape>() -> (u64, u64) {
    let value = T::sample(3);
    let item = attribute::to_item(&value).unwrap();
    assert_eq!(item, value.write());
    let (read, by_hand) = allocations(item.clone(), |item| T::read(item).unwrap());
    assert_eq!(read, value);
    let (read, ours) = allocations(item, |item| attribute::from_item::<T>(item).unwrap());
    assert_eq!(read, value);
    (ours, by_hand)
}

#[test]
fn w17_an_items_strings_are_moved_and_not_copied() {
    assert_eq!(read::<Tiny>().0, 0);
}

#[test]
fn w17_reading_allocates_no_more_than_code_by_hand() {
    let (ours, by_hand) = read::<Small>();
    assert!(ours <= by_hand, "SMALL: {ours} against {by_hand}");
    let (ours, by_hand) = read::<Huge>();
    assert!(ours <= by_hand, "HUGE: {ours} against {by_hand}");
}

#[test]
fn w17_the_sides_that_are_measured_agree() {
    fn agree<T: Shape>() {
        let value = T::sample(4);
        let item: Item = serde_dynamo::to_item(&value).unwrap();
        assert_eq!(item, value.write());
        assert_eq!(serde_dynamo::from_item::<_, T>(item).unwrap(), value);
        let json = attribute::to_json_item(&value).unwrap();
        assert_eq!(attribute::from_json_item::<T>(&json).unwrap(), value);
    }
    agree::<Tiny>();
    agree::<Small>();
    agree::<Huge>();
}
