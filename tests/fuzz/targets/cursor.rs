//! Whatever a client sends as a cursor: it is refused, or it is one that prints as itself.
#![no_main]

use dynamo_model::{operation::Cursor, prelude::*};
use libfuzzer_sys::fuzz_target;

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
}

// The bytes are the token's, or what it is made of.
fuzz_target!(|data: (bool, &[u8])| {
    let (encoded, bytes) = data;
    let token = if encoded {
        base64_simd::URL_SAFE_NO_PAD.encode_to_string(bytes)
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        text.to_owned()
    } else {
        return;
    };
    match token.parse::<Cursor<OrderPartition>>() {
        Ok(cursor) => {
            let printed = cursor.to_string();
            let again: Cursor<OrderPartition> = printed.parse().expect("what was printed");
            assert!(again == cursor);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
