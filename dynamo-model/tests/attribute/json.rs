//! DynamoDB JSON: what is taken for it, and how damage is told.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::attribute::{
    ConvertError, FromAttribute, ListSink, ListSource, MapSink, MapSource, Sink, Source,
    ToAttribute, from_json, from_json_item, item_size, to_item, to_json, to_json_item,
};

use crate::{is_read_as, order::Order};

#[track_caller]
fn refused<'a, T: FromAttribute<'a>>(json: &'a [u8]) -> String {
    match from_json::<T>(json) {
        Ok(_) => panic!("read: {}", String::from_utf8_lossy(json)),
        Err(error) => error.to_string(),
    }
}

#[test]
fn w17_white_space_is_passed_over() {
    let json = b" {\n\t\"M\" : { \"a\" : { \"L\" : [ { \"S\" : \" x \" } , { \"BOOL\" :\r\ntrue } ] } , \"b\" : { \"SS\" : [ \"y\" ] } } } \n";
    let spaced: AttributeValue = from_json(json).unwrap();
    let dense = br#"{"M":{"a":{"L":[{"S":" x "},{"BOOL":true}]},"b":{"SS":["y"]}}}"#;
    assert_eq!(spaced, from_json(dense).unwrap());
}

#[test]
fn w17_of_two_members_of_one_name_the_last_counts() {
    let json = br#"{"a": {"N": "1"}, "b": {"N": "2"}, "a": {"N": "3"}}"#;
    let read: HashMap<String, u8> = from_json_item(json).unwrap();
    assert_eq!(
        read,
        HashMap::from([("a".to_owned(), 3), ("b".to_owned(), 2)])
    );
    is_read_as(
        r#"{"M": {"sku": {"S": "x"}, "qty": {"N": "1"}, "sku": {"S": "y"}}}"#,
        &crate::order::Line {
            sku: "y".to_owned(),
            qty: 1,
        },
    );
}

#[test]
fn w17_escapes_become_what_they_stand_for() {
    is_read_as(
        r#"{"S": "\"\\\/\b\f\n\r\t\u0000\u00e9\u20AC\ud83e\udd80"}"#,
        &"\"\\/\u{8}\u{c}\n\r\t\u{0}é€🦀".to_owned(),
    );
    is_read_as(r#"{"\u0053": "x"}"#, &"x".to_owned());
    is_read_as(r#"{"B": "\/\/8="}"#, &vec![0xff_u8, 0xff]);
    let member: HashMap<String, bool> = from_json_item(br#"{"\u0061\n": {"BOOL": true}}"#).unwrap();
    assert!(member["a\n"]);
    // The names of types are strings of JSON as well.
    for (name, value) in [
        ("S", r#""x""#),
        ("N", r#""1""#),
        ("B", r#""eA==""#),
        ("BOOL", "true"),
        ("NULL", "true"),
        ("SS", r#"["x"]"#),
        ("NS", r#"["1"]"#),
        ("BS", r#"["eA=="]"#),
        ("L", r#"[{"S": "x"}]"#),
        ("M", r#"{"k": {"S": "x"}}"#),
    ] {
        let escaped: Vec<_> = name
            .bytes()
            .map(|letter| format!("\\u{letter:04x}"))
            .collect();
        let read = |name: &str| -> AttributeValue {
            from_json(format!(r#"{{"{name}": {value}}}"#).as_bytes()).unwrap()
        };
        assert_eq!(read(&escaped.concat()), read(name));
    }
}

#[test]
fn w17_damage_is_told_with_its_place() {
    for (json, told) in [
        (
            "",
            "at byte 0: expected an attribute, such as `{\"S\":\"x\"}`",
        ),
        (
            "\"x\"",
            "at byte 0: expected an attribute, such as `{\"S\":\"x\"}`",
        ),
        ("{", "at byte 1: expected the type of the attribute"),
        ("{}", "at byte 1: expected the type of the attribute"),
        ("{\"S\"", "at byte 4: expected `:`"),
        ("{\"S\":", "at byte 5: expected a string"),
        ("{\"S\":1}", "at byte 5: expected a string"),
        ("{\"S\":null}", "at byte 5: expected a string"),
        ("{\"S\":\"x", "at byte 7: expected the end of a string"),
        (
            "{\"S\":\"x\"",
            "at byte 8: expected `}` after the attribute's only type",
        ),
        (
            "{\"S\":\"x\",\"N\":\"1\"}",
            "at byte 8: expected `}` after the attribute's only type",
        ),
        ("{\"S\":\"x\"}}", "at byte 9: expected the end"),
        ("{\"S\":\"x\"} {}", "at byte 10: expected the end"),
        (
            "{\"S\":\"a\nb\"}",
            "at byte 7: expected no bare control character",
        ),
        ("{\"S\":\"\\x\"}", "at byte 6: expected an escape"),
        ("{\"S\":\"\\", "at byte 6: expected an escape"),
        (
            "{\"S\":\"\\u12g4\"}",
            "at byte 6: expected an escaped character",
        ),
        (
            "{\"S\":\"\\u+123\"}",
            "at byte 6: expected an escaped character",
        ),
        (
            "{\"S\":\"\\ud83e\"}",
            "at byte 6: expected an escaped character",
        ),
        (
            "{\"S\":\"\\ud83ex\\udd80\"}",
            "at byte 6: expected an escaped character",
        ),
        (
            "{\"S\":\"\\ud83e\\ud83e\"}",
            "at byte 6: expected an escaped character",
        ),
        (
            "{\"S\":\"\\udd80\\ud83e\"}",
            "at byte 6: expected an escaped character",
        ),
        (
            "{\"BOOL\":\"true\"}",
            "at byte 8: expected `true` or `false`",
        ),
        ("{\"NULL\":null}", "at byte 8: expected `true`"),
        (
            "{\"NULL\":true,\"NULL\":true}",
            "at byte 12: expected `}` after the attribute's only type",
        ),
        ("{\"SS\":{}}", "at byte 6: expected the elements of a set"),
        ("{\"SS\":[\"a\",]}", "at byte 11: expected a string"),
        ("{\"SS\":[\"a\" \"b\"]}", "at byte 11: expected `,` or `]`"),
        ("{\"L\":{}}", "at byte 5: expected the elements of a list"),
        (
            "{\"L\":[,]}",
            "at byte 6: expected an attribute, such as `{\"S\":\"x\"}`",
        ),
        ("{\"L\":[{\"S\":\"\"}", "at byte 14: expected `,` or `]`"),
        ("{\"M\":[]}", "at byte 5: expected the members of a map"),
        ("{\"M\":{\"a\"}}", "at byte 9: expected `:`"),
        ("{\"M\":{a:1}}", "at byte 6: expected the name of a member"),
        (
            "{\"M\":{\"a\":{\"S\":\"\"};}}",
            "at byte 18: expected `,` or `}`",
        ),
    ] {
        let error = refused::<AttributeValue>(json.as_bytes());
        assert!(
            error.ends_with(&format!("the DynamoDB JSON is damaged {told}")),
            "{json}: {error}"
        );
    }
    assert_eq!(
        refused::<String>(b"{\"S\":\"a\xffb\"}"),
        "the DynamoDB JSON is damaged at byte 7: expected UTF-8"
    );
}

#[test]
fn w17_damage_is_told_with_its_path() {
    let damaged = from_json_item::<Order>(br#"{"lines": {"L": [{"M": {"qty": {"N": 1}}}]}}"#);
    let error = damaged.unwrap_err();
    let told =
        "attribute `lines[0].qty`: the DynamoDB JSON is damaged at byte 37: expected a string";
    assert_eq!(error.to_string(), told);
    assert_eq!(format!("{error:?}"), format!("ConvertError({told})"));
}

#[test]
fn w17_bytes_that_are_no_base64_are_told() {
    for text in ["A", "AP8", "AP8=AP8=", "A P8", "AP8-", "é"] {
        let json = format!(r#"{{"B": "{text}"}}"#);
        assert_eq!(
            refused::<Vec<u8>>(json.as_bytes()),
            "expected bytes in base64"
        );
    }
}

#[test]
fn w17_a_type_that_came_later_can_be_passed_over_but_not_read() {
    for value in [
        "1",
        "-0.5e+7",
        "null",
        "[[], {}]",
        r#"{"a": [{"b": "}"}], "c": false}"#,
    ] {
        let json =
            format!(r#"{{"new": {{"X": {value}}}, "sku": {{"S": "x"}}, "qty": {{"N": "1"}}}}"#);
        let line: crate::order::Line = from_json_item(json.as_bytes()).unwrap();
        assert_eq!(line.qty, 1);
        let error = from_json_item::<HashMap<String, String>>(json.as_bytes()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "attribute `new`: expected S, found an unknown type"
        );
        let error = from_json_item::<HashMap<String, AttributeValue>>(json.as_bytes()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "attribute `new`: is of a type that this version of dynamo-model does not know"
        );
    }
}

#[test]
fn w17_what_is_passed_over_must_be_json() {
    for value in [
        "",
        "x",
        "{,}",
        "[,]",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{1:2}",
        "[1}",
        "{\"a\":1]",
        "-",
        "1.",
        "1e",
        "1e+",
        "nul",
        "nope",
        "tru",
        "[1 2]",
        "\"\\q\"",
    ] {
        let json =
            format!(r#"{{"new": {{"X": {value}}}, "sku": {{"S": "x"}}, "qty": {{"N": "1"}}}}"#);
        let error = from_json_item::<crate::order::Line>(json.as_bytes()).unwrap_err();
        assert!(error.to_string().contains("damaged"), "{value}: {error}");
    }
    let twice = br#"{"new": {"S": "x", "N": "1"}, "sku": {"S": "x"}, "qty": {"N": "1"}}"#;
    assert!(from_json_item::<crate::order::Line>(twice).is_err());
}

#[test]
fn w17_nesting_has_a_bound() {
    let nested = |depth: usize| {
        let (open, close) = (r#"{"L":["#.repeat(depth), "]}".repeat(depth));
        format!(r#"{open}{{"S":"x"}}{close}"#)
    };
    // DynamoDB's own limit is 32.
    let read: AttributeValue = from_json(nested(63).as_bytes()).unwrap();
    assert_eq!(to_json(&read).unwrap(), nested(63).as_bytes());
    assert_eq!(
        refused::<AttributeValue>(nested(64).as_bytes())
            .rsplit(": ")
            .next()
            .unwrap(),
        "expected no more than 64 attributes inside each other"
    );
    // What is refused, passed over, or never closed goes no deeper.
    assert!(from_json::<(String,)>(nested(100_000).as_bytes()).is_err());
    assert!(refused::<AttributeValue>(r#"{"L":["#.repeat(100_000).as_bytes()).contains("damaged"));
    let passed_over = format!(r#"{{"x": {}}}"#, nested(100_000));
    let error = from_json_item::<crate::order::Line>(passed_over.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("inside each other"));
}

#[test]
fn w17_only_an_m_is_an_item() {
    let error = to_json_item("x").unwrap_err();
    assert_eq!(error.to_string(), "expected M, found S");
    assert_eq!(
        to_json_item(&[1, 2]).unwrap_err().to_string(),
        "expected M, found L"
    );
    let error = from_json_item::<String>(b"{}").unwrap_err();
    assert_eq!(error.to_string(), "expected S, found M");
    let read: HashMap<String, String> = from_json_item(b" { } ").unwrap();
    assert!(read.is_empty());
    assert!(from_json_item::<HashMap<String, String>>(b"{} {}").is_err());
}

/// Looks at the first element and the first member only, and minds no error.
#[derive(Debug, PartialEq)]
struct Careless(Option<String>);

impl<'a> FromAttribute<'a> for Careless {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        use dynamo_model::attribute::AttributeType;
        Ok(Self(match source.attribute_type() {
            AttributeType::L => source.list()?.next().unwrap_or_default(),
            AttributeType::M => {
                let mut map = source.map()?;
                map.next_key()?;
                map.value().ok()
            }
            _ => None,
        }))
    }
}

#[test]
fn w17_a_type_that_reads_half_of_its_value_leaves_the_next_one_whole() {
    let read: Vec<Careless> = from_json(
        br#"{"L": [
            {"L": [{"S": "a"}, {"N": "1"}]}, {"M": {"x": {"S": "b"}, "y": {"M": {}}}}, {"N": "2"}, {"NULL": true},
            {"L": [{"L": [{"S": "c"}]}]}, {"M": {"x": {"L": [{"S": "no"}]}}}, {"L": [{"S": "d"}]}
        ]}"#,
    )
    .unwrap();
    let texts: Vec<_> = read.iter().map(|Careless(text)| text.as_deref()).collect();
    assert_eq!(
        texts,
        [Some("a"), Some("b"), None, None, None, None, Some("d")]
    );
}

#[test]
fn w17_a_type_that_minds_no_error_does_not_hide_damage() {
    for json in [
        r#"{"L": [{"S": 1}]}"#,
        r#"{"M": {"x": {"S": "a", "S": "b"}}}"#,
        r#"{"L": [{"S": "\ud800"}]}"#,
    ] {
        assert!(
            refused::<Careless>(json.as_bytes()).contains("damaged"),
            "{json}"
        );
        let listed = format!(r#"{{"L": [{json}, {{"NULL": true}}]}}"#);
        let told = refused::<Vec<Careless>>(listed.as_bytes());
        assert!(
            told.starts_with("attribute `[0]`: the DynamoDB JSON is damaged"),
            "{told}"
        );
    }
}

/// The names of the members, whatever their values.
#[derive(Debug, PartialEq)]
struct Names(Vec<String>);

impl<'a> FromAttribute<'a> for Names {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        let mut map = source.map()?;
        let mut names = Vec::new();
        while let Some(name) = map.next_key()? {
            names.push(name.into_owned());
        }
        assert_eq!(map.next_key()?, None);
        assert_eq!(
            map.value::<bool>().unwrap_err().to_string(),
            "was read twice"
        );
        names.sort_unstable();
        Ok(Self(names))
    }
}

#[test]
fn w17_a_value_that_nobody_reads_is_passed_over() {
    is_read_as(
        r#"{"M": {"b": {"M": {"c": {"N": "1"}}}, "a": {"L": [{"S": "}"}]}}}"#,
        &Names(vec!["a".to_owned(), "b".to_owned()]),
    );
}

/// Is made of anything, with or without a look at it.
#[derive(Debug)]
struct Anything<const LOOKS: bool>;

impl<'a, const LOOKS: bool> FromAttribute<'a> for Anything<LOOKS> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        if LOOKS {
            drop(source.map());
        }
        Ok(Self)
    }
}

#[test]
fn w17_an_item_that_nobody_reads_is_passed_over_and_must_be_json() {
    let item = br#"{"a": {"S": "x"}, "b": {"L": [{"N": "1"}]}}"#;
    from_json_item::<Anything<false>>(item).unwrap();
    from_json_item::<Anything<true>>(item).unwrap();
    for damaged in [&b""[..], b"{} {}", br#"{"a": {"S": "x"}"#, b"nope"] {
        let text = String::from_utf8_lossy(damaged);
        for error in [
            from_json_item::<Anything<false>>(damaged).unwrap_err(),
            from_json_item::<Anything<true>>(damaged).unwrap_err(),
        ] {
            assert!(error.to_string().contains("damaged"), "{text}: {error}");
        }
    }
    // Whoever has looked, and hid it, has seen that this is none.
    let error = from_json_item::<Anything<true>>(b"[]").unwrap_err();
    assert!(error.to_string().contains("damaged"), "{error}");
}

/// Writes what can be written, and minds no error.
struct Willing;

impl ToAttribute for Willing {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        let mut map = sink.map(0)?;
        let _ = map.entry("a", &vec![1.0, f64::NAN]);
        map.entry("b", &Numbers([1.0, f64::NAN, 2.0]))?;
        let _ = map.entry("c", &f64::NAN);
        map.end()
    }
}

struct Numbers([f64; 3]);

impl ToAttribute for Numbers {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        let mut list = sink.list(0)?;
        for number in self.0 {
            let _ = list.push(&number);
        }
        list.end()
    }
}

#[test]
fn w17_what_cannot_be_written_leaves_nothing_behind() {
    let json = to_json_item(&Willing).unwrap();
    assert_eq!(json, br#"{"b":{"L":[{"N":"1"},{"N":"2"}]}}"#);
    assert_eq!(to_item(&Willing).unwrap(), from_json_item(&json).unwrap());
    assert_eq!(item_size(&Willing).unwrap(), 1 + 3 + (1 + 2) + (1 + 2));
}
