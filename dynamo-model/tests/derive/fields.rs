//! Options of fields: names, defaults, forms, the rest.

use std::collections::{BTreeSet, HashMap};

use dynamo_model::{
    attribute::{
        Codec, ConvertError, FromAttribute, Maybe, Sink, Source, from_json_item, kind, to_json_item,
    },
    aws_sdk_dynamodb::types::AttributeValue,
    prelude::*,
};

use super::{m, n, read, s, written};

fn three() -> u32 {
    3
}

#[derive(DynamoValue, Debug, PartialEq, Default)]
struct Options {
    #[dynamo(rename = "n", alias = "number", alias = "no")]
    count: u32,
    #[dynamo(default)]
    size: u64,
    #[dynamo(default = three())]
    tries: u32,
    #[dynamo(null)]
    memo: Option<String>,
    absent: Option<String>,
    #[dynamo(skip)]
    cache: Vec<u8>,
    #[dynamo(list)]
    seen: BTreeSet<u32>,
    r#type: BTreeSet<String>,
    #[dynamo(flatten)]
    rest: HashMap<String, AttributeValue>,
}

#[test]
fn every_option_is_written_and_read() {
    let value = Options {
        count: 1,
        size: 2,
        tries: 4,
        cache: vec![9],
        rest: HashMap::from([("else".to_owned(), n("5"))]),
        ..Options::default()
    };
    let expected = m([
        ("n", n("1")),
        ("size", n("2")),
        ("tries", n("4")),
        ("memo", AttributeValue::Null(true)),
        ("seen", AttributeValue::L(vec![])),
        ("else", n("5")),
    ]);
    assert_eq!(written(&value), expected);
    let back: Options = read(expected).unwrap();
    assert_eq!(
        back,
        Options {
            cache: vec![],
            ..value
        }
    );
}

#[test]
fn what_is_missing_has_its_default() {
    let back: Options = read(m([("n", n("1")), ("seen", AttributeValue::L(vec![]))])).unwrap();
    assert_eq!((back.size, back.tries), (0, 3));
    assert_eq!((back.memo, back.absent), (None, None));
    assert!(back.r#type.is_empty());
}

#[test]
fn of_two_values_of_a_former_name_the_last_counts() {
    let twice = br#"{"no": {"N": "7"}, "seen": {"L": []}, "no": {"N": "8"}}"#;
    assert_eq!(from_json_item::<Options>(twice).unwrap().count, 8);
    let beside = br#"{"no": {"N": "7"}, "n": {"N": "1"}, "seen": {"L": []}, "no": {"N": "9"}}"#;
    assert_eq!(from_json_item::<Options>(beside).unwrap().count, 1);
}

#[test]
fn a_former_name_is_read_unless_the_name_is_there() {
    let seen = || ("seen", AttributeValue::L(vec![]));
    let former: Options = read(m([("no", n("7")), seen()])).unwrap();
    assert_eq!(former.count, 7);
    for _ in 0..8 {
        let both: Options = read(m([("number", n("7")), ("n", n("1")), seen()])).unwrap();
        assert_eq!(both.count, 1);
    }
}

#[test]
fn the_rest_never_replaces_a_field() {
    let value = Options {
        count: 1,
        rest: HashMap::from([("n".to_owned(), s("not this"))]),
        ..Options::default()
    };
    let AttributeValue::M(members) = written(&value) else {
        panic!("a map");
    };
    assert_eq!(members["n"], n("1"));
}

#[test]
fn a_name_is_written_once_in_json() {
    for names in [
        &["n"][..],
        &["n", "tries"],
        &["n", "x"],
        &["x", "n", "tries", "y", "memo", "size"],
        &["x", "y"],
    ] {
        let rest = names.iter().map(|name| ((*name).to_owned(), s("rest")));
        let value = Options {
            count: 1,
            rest: rest.collect(),
            ..Options::default()
        };
        let json = to_json_item(&value).unwrap();
        let members: HashMap<String, AttributeValue> = from_json_item(&json).unwrap();
        let text = String::from_utf8(json).unwrap();
        for (name, value) in &members {
            assert_eq!(text.matches(&format!("\"{name}\":")).count(), 1, "{text}");
            assert_eq!(*value == s("rest"), ["x", "y"].contains(&&**name), "{text}");
        }
        assert_eq!(members["n"], n("1"));
    }
}

#[derive(DynamoValue, Debug, PartialEq)]
#[dynamo(deny_unknown)]
struct Strict {
    a: u8,
}

#[test]
fn unknown_members_are_refused_where_that_is_asked_for() {
    assert_eq!(read(m([("a", n("1"))])), Ok(Strict { a: 1 }));
    assert_eq!(
        read::<Strict>(m([("a", n("1")), ("b", n("1"))])),
        Err("attribute `b`: is not an attribute of the type, which denies unknown ones".to_owned())
    );
}

/// Cents as a decimal number of euros.
struct Euros;

impl Codec<u64> for Euros {
    type Kind = kind::Text;

    fn to_attribute<S: Sink>(cents: &u64, sink: S) -> Result<S::Ok, ConvertError> {
        sink.string(&format!("{}.{:02}", cents / 100, cents % 100))
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<u64, ConvertError> {
        let text = String::from_attribute(source)?;
        text.replace('.', "")
            .parse()
            .map_err(|_| ConvertError::custom(format_args!("`{text}` is no amount")))
    }
}

#[derive(DynamoValue, Debug, PartialEq)]
struct Priced {
    #[dynamo(with = Euros)]
    price: u64,
    #[dynamo(with = Maybe<Euros>)]
    discount: Option<u64>,
    #[dynamo(with = Euros, alias = "vat", default)]
    tax: u64,
}

#[test]
fn a_codec_decides_the_form() {
    let value = Priced {
        price: 1250,
        discount: None,
        tax: 0,
    };
    assert_eq!(
        written(&value),
        m([("price", s("12.50")), ("tax", s("0.00"))])
    );
    assert_eq!(
        read(m([("price", s("12.50")), ("discount", s("0.99"))])),
        Ok(Priced {
            discount: Some(99),
            ..value
        })
    );
    let price = || ("price", s("12.50"));
    assert_eq!(read(m([price()])), Ok(value), "neither is required");
    let taxed: Priced = read(m([price(), ("vat", s("0.08"))])).unwrap();
    assert_eq!(taxed.tax, 8, "under its former name");
    for json in [
        r#"{"price": {"S": "1.00"}, "tax": {"S": "0.08"}, "vat": {"S": "0.07"}}"#,
        r#"{"price": {"S": "1.00"}, "vat": {"S": "0.07"}, "tax": {"S": "0.08"}}"#,
        r#"{"price": {"S": "1.00"}, "vat": {"S": "0.07"}, "vat": {"S": "0.08"}}"#,
    ] {
        let both: Priced = from_json_item(json.as_bytes()).unwrap();
        assert_eq!(both.tax, 8, "{json}");
    }
    assert_eq!(
        read::<Priced>(m([("price", s("x"))])),
        Err("attribute `price`: `x` is no amount".to_owned())
    );
    assert_eq!(
        read::<Priced>(m([])),
        Err("attribute `price`: is required, but the item does not have it".to_owned())
    );
}

/// More fields than are found by comparing names one by one.
#[derive(DynamoValue, Debug, PartialEq, Default)]
struct Wide {
    a0: u8,
    a1: u8,
    a2: u8,
    a3: u8,
    a4: u8,
    a5: u8,
    a6: u8,
    a7: u8,
    a8: u8,
    b0: u8,
    b1: u8,
    b2: u8,
    b3: u8,
    b4: u8,
    b5: u8,
    b6: u8,
    b7: u8,
    b8: u8,
    #[dynamo(flatten)]
    rest: HashMap<String, u8>,
}

#[test]
fn many_fields_are_found_as_well() {
    let value = Wide {
        a0: 1,
        b8: 2,
        rest: HashMap::from([("z".to_owned(), 3)]),
        ..Wide::default()
    };
    assert_eq!(read(written(&value)), Ok(value));
}
