//! S, B, BOOL, NULL, L and M.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap, VecDeque},
    sync::Arc,
};

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use bytes::Bytes;
use dynamo_model::attribute::{
    ConvertError, FromAttribute, MapSource, Source, from_item, from_json_item, to_item,
    to_json_item,
};

use crate::{
    is_not_read_as, is_read_as, is_stored_as,
    order::{Line, LineView, Order, SAMPLE, Tagged, Wide, sample},
    parsed,
};

#[test]
fn w5_bytes_are_base64_and_what_is_empty_is_kept() {
    is_stored_as(&vec![0_u8, 255], r#"{"B": "AP8="}"#);
    is_stored_as(&[0_u8, 255], r#"{"B": "AP8="}"#);
    is_stored_as(&Bytes::from_static(&[0, 255]), r#"{"B": "AP8="}"#);
    is_stored_as(&VecDeque::from([0_u8, 255]), r#"{"B": "AP8="}"#);
    is_stored_as(&Vec::<u8>::new(), r#"{"B": ""}"#);
    is_stored_as(&String::new(), r#"{"S": ""}"#);
    is_stored_as(&vec![vec![1_u8]], r#"{"L": [{"B": "AQ=="}]}"#);
}

#[test]
fn w5_text_is_an_s() {
    is_stored_as(
        &"a\"b\\c/\u{8}\u{c}\n\r\t\u{1}é🦀".to_owned(),
        r#"{"S": "a\"b\\c\/\b\f\n\r\t\u0001é🦀"}"#,
    );
    is_stored_as(&Arc::<str>::from("x"), r#"{"S": "x"}"#);
    is_stored_as(&'🦀', r#"{"S": "🦀"}"#);
    assert_eq!(
        is_not_read_as::<char>(r#"{"S": "ab"}"#),
        "expected one character, found \"ab\""
    );
}

#[test]
fn w6_none_is_left_out_and_null_and_absent_are_none() {
    let item = to_item(&sample()).unwrap();
    assert!(!item.contains_key("memo"));
    let json = to_json_item(&sample()).unwrap();
    assert!(parsed(&json).get("memo").is_none());

    let mut item = item;
    item.insert("memo".to_owned(), AttributeValue::Null(true));
    assert_eq!(from_item::<Order>(item).unwrap(), sample());
    let json = SAMPLE.replacen('{', r#"{"memo": {"NULL": true}, "#, 1);
    assert_eq!(from_json_item::<Order>(json.as_bytes()).unwrap(), sample());
    assert_eq!(Option::<u32>::absent(), Some(None));
    assert_eq!(u32::absent(), None);
}

#[test]
fn w7_lists_hold_what_they_are_given() {
    let dynamic = AttributeValue::L(vec![
        AttributeValue::Null(true),
        AttributeValue::N("1".to_owned()),
        AttributeValue::S("a".to_owned()),
        AttributeValue::Bool(true),
        AttributeValue::M(HashMap::from([(
            "k".to_owned(),
            AttributeValue::L(vec![AttributeValue::B(Blob::new(b"x"))]),
        )])),
    ]);
    let stored = r#"{"L": [
        {"NULL": true}, {"N": "1"}, {"S": "a"}, {"BOOL": true}, {"M": {"k": {"L": [{"B": "eA=="}]}}}
    ]}"#;
    is_stored_as(&dynamic, stored);
    let typed = (
        None::<u8>,
        1_u8,
        "a".to_owned(),
        true,
        BTreeMap::from([("k".to_owned(), vec![Bytes::from_static(b"x")])]),
    );
    is_stored_as(&typed, stored);
    is_stored_as(&Vec::<String>::new(), r#"{"L": []}"#);
    is_stored_as(&HashMap::<String, u8>::new(), r#"{"M": {}}"#);
    is_stored_as(
        &vec![Some(1_u16), None],
        r#"{"L": [{"N": "1"}, {"NULL": true}]}"#,
    );
}

#[test]
fn w7_a_list_of_another_length_is_told() {
    assert_eq!(
        is_not_read_as::<(u8, u8)>(r#"{"L": [{"N": "1"}]}"#),
        "expected 2 elements, found 1"
    );
    assert_eq!(
        is_not_read_as::<(u8,)>(r#"{"L": [{"N": "1"}, {"S": "unread"}]}"#),
        "expected 1 elements, found more"
    );
    assert_eq!(
        is_not_read_as::<[bool; 2]>(r#"{"L": [{"BOOL": true}, {"BOOL": true}, {"BOOL": true}]}"#),
        "expected 2 elements, found 3"
    );
}

#[test]
fn w7_a_struct_is_an_m() {
    assert_eq!(
        parsed(&to_json_item(&sample()).unwrap()),
        parsed(SAMPLE.as_bytes())
    );
    assert_eq!(
        from_json_item::<Order>(SAMPLE.as_bytes()).unwrap(),
        sample()
    );
    is_stored_as(&sample(), &format!(r#"{{"M": {SAMPLE}}}"#));
    // Whatever else is there is passed over.
    let more = SAMPLE.replacen('{', r#"{"x": {"M": {"y": {"L": [{"S": "]}"}]}}}, "#, 1);
    assert_eq!(from_json_item::<Order>(more.as_bytes()).unwrap(), sample());
}

#[test]
fn w7_a_struct_may_have_many_fields() {
    let wide = Wide {
        a: 0,
        b: 1,
        c: 2,
        d: 3,
        e: 4,
        f: 5,
        g: 6,
        h: 7,
        i: 8,
        j: 9,
        k: 10,
        l: 11,
        m: 12,
        n: 13,
        o: 14,
        p: 15,
        q: 16,
        r: 17,
    };
    let members: Vec<_> = ('a'..='r')
        .zip(0..)
        .map(|(name, number)| format!(r#""{name}": {{"N": "{number}"}}"#))
        .collect();
    let stored = format!(r#"{{"M": {{{}}}}}"#, members.join(", "));
    is_stored_as(&wide, &stored);
    let more = stored.replacen(r#""b""#, r#""z": {"M": {}}, "b""#, 1);
    is_read_as(&more, &wide);
    let wrong = more.replacen(r#"{"N": "17"}"#, r#"{"NULL": true}"#, 1);
    assert_eq!(
        is_not_read_as::<Wide>(&wrong),
        "attribute `r`: expected N, found NULL"
    );
    let missing = more.replacen(r#""r""#, r#""s""#, 1);
    assert_eq!(
        is_not_read_as::<Wide>(&missing),
        "attribute `r`: is not there"
    );
}

#[test]
fn w7_a_view_borrows_from_the_bytes() {
    let json = br#"{"sku": {"S": "zz"}, "qty": {"N": "2"}}"#.to_vec();
    let view: LineView = from_json_item(&json).unwrap();
    assert!(matches!(view.sku, Cow::Borrowed("zz")));
    let escaped: LineView =
        from_json_item(br#"{"sku": {"S": "z\u007a"}, "qty": {"N": "2"}}"#).unwrap();
    assert!(matches!(&escaped.sku, Cow::Owned(text) if text == "zz"));
}

#[test]
fn w10_the_wrong_type_is_told_with_its_path() {
    let expected = "attribute `n`: expected N, found S";
    let json = br#"{"n": {"S": "1"}}"#;
    let error = from_json_item::<HashMap<String, u32>>(json).unwrap_err();
    assert_eq!(error.to_string(), expected);
    let item = HashMap::from([("n".to_owned(), AttributeValue::S("1".to_owned()))]);
    let error = from_item::<HashMap<String, u32>>(item).unwrap_err();
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.path(), "n");

    let deep = SAMPLE.replace(r#""qty": {"N": "0"}"#, r#""qty": {"BOOL": false}"#);
    let expected = "attribute `lines[1].qty`: expected N, found BOOL";
    let error = from_json_item::<Order>(deep.as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), expected);
    let item = from_json_item(deep.as_bytes()).unwrap();
    assert_eq!(from_item::<Order>(item).unwrap_err().to_string(), expected);
}

#[test]
fn w10_every_type_is_told_from_every_other() {
    let attributes = [
        ("S", r#"{"S": "1"}"#),
        ("N", r#"{"N": "1"}"#),
        ("B", r#"{"B": "AQ=="}"#),
        ("BOOL", r#"{"BOOL": true}"#),
        ("NULL", r#"{"NULL": true}"#),
        ("SS", r#"{"SS": ["1"]}"#),
        ("NS", r#"{"NS": ["1"]}"#),
        ("BS", r#"{"BS": ["AQ=="]}"#),
        ("L", r#"{"L": []}"#),
        ("M", r#"{"M": {}}"#),
    ];
    for (found, attribute) in attributes {
        let told = |expected: &str, told: fn(&str) -> String| {
            if expected != found {
                assert_eq!(
                    told(attribute),
                    format!("expected {expected}, found {found}")
                );
            }
        };
        told("S", is_not_read_as::<String>);
        told("N", is_not_read_as::<u64>);
        told("N", is_not_read_as::<f64>);
        told("B", is_not_read_as::<Vec<u8>>);
        told("BOOL", is_not_read_as::<bool>);
        told("L", is_not_read_as::<Vec<String>>);
        told("L", is_not_read_as::<(u8, u8)>);
        told("M", is_not_read_as::<HashMap<String, String>>);
        told("M", is_not_read_as::<Order>);
    }
}

#[test]
fn w12_a_tag_is_found_wherever_it_stands() {
    let line = Tagged(Line {
        sku: "x".to_owned(),
        qty: 1,
    });
    for stored in [
        r#"{"M": {"_kind": {"S": "Line"}, "sku": {"S": "x"}, "qty": {"N": "1"}}}"#,
        r#"{"M": {"sku": {"S": "x"}, "qty": {"N": "1"}, "more": {"L": [{"M": {"_kind": {"S": "no"}}}]}, "_kind": {"S": "Line"}}}"#,
        r#"{"M": {"\u005fkind": {"S": "L\u0069ne"}, "sku": {"S": "x"}, "qty": {"N": "1"}}}"#,
    ] {
        is_read_as(stored, &line);
    }
    assert_eq!(
        is_not_read_as::<Tagged>(r#"{"M": {"sku": {"S": "x"}}}"#),
        "attribute `_kind`: is required, but the item does not have it"
    );
    assert_eq!(
        is_not_read_as::<Tagged>(r#"{"M": {"_kind": {"N": "1"}}}"#),
        "attribute `_kind`: expected S, found N"
    );
    assert_eq!(
        is_not_read_as::<Tagged>(r#"{"M": {"_kind": {"S": "Lime"}}}"#),
        "no kind is called `Lime`"
    );
}

/// Passes its members by as generated code of so many fields does, and asks for one more value after the last of them.
#[derive(Debug)]
struct PastTheEnd<const FIELDS: usize>;

impl<'a, const FIELDS: usize> FromAttribute<'a> for PastTheEnd<FIELDS> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        let mut map = source.map()?;
        if FIELDS == 0 {
            while map.next_key()?.is_some() {}
        } else {
            while map.next_field(&["x"; FIELDS])?.is_some() {}
        }
        map.value::<String>().map(|_| Self)
    }
}

#[test]
fn w17_no_value_is_read_after_the_end_of_its_map() {
    for map in [r#"{"M": {"x": {"S": "a"}}}"#, r#"{"M": {"y": {"S": "a"}}}"#] {
        assert_eq!(is_not_read_as::<PastTheEnd<0>>(map), "was read twice");
        assert_eq!(is_not_read_as::<PastTheEnd<1>>(map), "was read twice");
        assert_eq!(is_not_read_as::<PastTheEnd<100>>(map), "was read twice");
    }
}
