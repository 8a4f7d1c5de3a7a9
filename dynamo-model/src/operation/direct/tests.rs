//! What takes the place of the SDK's own is in the configuration of a call, which the SDK may print.

use super::{Direct, OfGet, ReadOne, Returned, Writing};
use crate::attribute::{ConvertError, Item};

const ITEM: &[u8] = br#"{"id":{"S":"classified"}}"#;

fn item(item: Option<Returned<'_, '_>>) -> Result<Option<Item>, ConvertError> {
    super::perhaps(item)
}

#[test]
fn a23_neither_what_is_written_nor_what_is_read_is_printed() {
    let writings = [
        Writing::item(ITEM.to_vec()),
        Writing::request_items(ITEM.to_vec()),
        Writing::puts(vec![ITEM.into()]),
    ];
    assert_eq!(writings.map(|it| format!("{it:?}")), ["Writing(..)"; 3]);
    let answer = ReadOne::<OfGet, Option<Item>, _>::new(item);
    assert_eq!(format!("{:?}", Direct::new(answer)), "Direct(..)");
}
