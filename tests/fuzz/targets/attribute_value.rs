//! Whatever an item is: it is read the same from its bytes and from the SDK's map.
#![no_main]

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::attribute::{from_item, from_json_item, item_size, to_item};
use fuzz::order::Order;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // What nobody reads need only be JSON, so bytes that are no item may hold one.
    let Ok(map) = from_json_item::<HashMap<String, AttributeValue>>(data) else {
        return;
    };
    let size = item_size(&map).expect("an item has a size");
    assert!(size <= data.len() * 2 + 64, "{size} of {}", data.len());
    match (from_json_item::<Order>(data), from_item::<Order>(map)) {
        (Ok(one), Ok(other)) => {
            assert_eq!(one, other);
            one.comes_back();
            let item = to_item(&one).expect("what was read can be written");
            let again: Order = from_item(item).expect("what was written can be read");
            assert_eq!(again, one);
        }
        // Which of several faults is met first depends on the order of the attributes, and a map has none.
        (Err(_), Err(_)) => {}
        (one, other) => panic!("{one:?}\n{other:?}"),
    }
});
