//! Whatever the bytes of an item are: they are refused, or what was read comes back as it was written.
#![no_main]

use dynamo_model::attribute::{from_json, from_json_item};
use fuzz::order::{Order, View};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = from_json_item::<View<'_>>(data);
    let _ = from_json::<Vec<Order>>(data);
    if let Ok(order) = from_json_item::<Order>(data) {
        order.comes_back();
    }
});
