//! The size of an item as DynamoDB counts it: developer guide, "DynamoDB item sizes and formats".

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::attribute::{ToAttribute, item_size, to_item};

use crate::order::sample;

/// The size of an item of one attribute `n`.
#[track_caller]
fn size(value: impl ToAttribute) -> usize {
    let size = item_size(&BTreeMap::from([("n".to_owned(), &value)])).unwrap();
    let item = to_item(&BTreeMap::from([("n".to_owned(), &value)])).unwrap();
    assert_eq!(item_size(&item).unwrap(), size);
    size
}

#[test]
fn w15_an_item_is_as_large_as_dynamodb_counts_it() {
    assert_eq!(item_size(&BTreeMap::<String, String>::new()).unwrap(), 0);
    assert_eq!(size("12345"), 1 + 5);
    assert_eq!(size("é🦀"), 1 + 6);
    assert_eq!(size(""), 1);
    assert_eq!(size([1_u8, 2, 3]), 1 + 3);
    assert_eq!(size(true), 1 + 1);
    assert_eq!(size(None::<u8>), 1 + 1);
    assert_eq!(size(Vec::<u32>::new()), 1 + 3);
    assert_eq!(size([10_u32, 20]), 1 + 3 + (1 + 2) + (1 + 2));
    assert_eq!(size(BTreeMap::<String, u8>::new()), 1 + 3);
    assert_eq!(
        size(BTreeMap::from([("key".to_owned(), "value")])),
        1 + 3 + (1 + 3 + 5)
    );
    assert_eq!(
        size(BTreeSet::from(["ab".to_owned(), "cde".to_owned()])),
        1 + 5
    );
    assert_eq!(size(BTreeSet::from([[1_u8, 2], [3, 4]])), 1 + 4);
    assert_eq!(size(BTreeSet::from([123_u32, 4])), 1 + 3 + 2);
}

#[test]
fn w15_a_number_is_counted_by_its_significant_digits() {
    for (number, bytes) in [
        (0_i64, 1),
        (7, 2),
        (12, 2),
        (123, 3),
        (-123, 3),
        (120_000, 2),
        (100, 2),
    ] {
        assert_eq!(size(number), 1 + bytes, "{number}");
    }
    assert_eq!(size(0.00125), 1 + 3);
    assert_eq!(size(12.5), 1 + 3);
    assert_eq!(
        size(99_999_999_999_999_999_999_999_999_999_999_999_999_u128),
        1 + 20
    );
}

#[test]
fn w15_an_item_counts_its_names() {
    let order = sample();
    let names = "id".len()
        + "total".len()
        + "lines".len()
        + "tags".len()
        + "stock".len()
        + "paid".len()
        + "blob".len();
    let line = |sku: usize, qty: usize| 1 + 3 + (1 + "sku".len() + sku) + (1 + "qty".len() + qty);
    let values = "a-1".len()
        + 2
        + (3 + line(4, 2) + line(9, 1))
        + 6
        + (3 + (1 + 1 + 1) + (1 + 1 + 2))
        + 1
        + 2;
    assert_eq!(item_size(&order).unwrap(), names + values);
    assert_eq!(
        item_size(&to_item(&order).unwrap()).unwrap(),
        names + values
    );
    assert_eq!(
        item_size("x").unwrap_err().to_string(),
        "expected M, found S"
    );
}
