//! Responses by chance: what DynamoDB may answer, what it never would, and bytes that are no response at all. The seed and
//! the number of cases are fixed, so that a run depends on nothing but the code.

use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    test_runner::{RngAlgorithm, RngSeed, TestRunner},
};

/// What chooses.
pub fn runner() -> TestRunner {
    TestRunner::new(ProptestConfig {
        failure_persistence: None,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(20_120_810),
        ..ProptestConfig::default()
    })
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Text between quotes, with escapes of every kind.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        40 => "[a-z]{0,6}".prop_map(|text| quoted(&text)),
        10 => any::<String>().prop_map(|text| quoted(&text)),
        2 => "(\\\\[\"\\\\/bfnrt]|\\\\u00[0-7][0-9a-fA-F]|x|é){0,4}".prop_map(|text| format!("\"{text}\"")),
        1 => select(vec!["\"\\ud83e\\udd80\"", "\"\\ud83e\"", "\"\\udd80x\"", "\"\\x\"", "\"\\u12\"", "\"a\nb\"", "null", "7"])
            .prop_map(str::to_owned),
    ]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        40 => (-999_i64..=999).prop_map(|number| format!("\"{number}\"")),
        1 => select(vec!["\"1.5\"", "\"1e3\"", "\"1E-2\"", "\"x\"", "\"\"", "\"12345678901234567890\"", "\"-0\"", "7", "null"])
            .prop_map(str::to_owned),
    ]
}

fn binary() -> impl Strategy<Value = String> {
    let damaged = vec![
        "\"\\/\\/8=\"",
        "\"\\u0041AEC\"",
        "\"/w=\"",
        "\"!\"",
        "null",
        "true",
    ];
    prop_oneof![
        20 => select(vec!["\"\"", "\"AAEC\"", "\"/w==\"", "\"//8=\""]),
        1 => select(damaged),
    ]
    .prop_map(str::to_owned)
}

fn array(element: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    vec(element, 0..4).prop_map(|elements| format!("[{}]", elements.join(",")))
}

/// The names of attributes, and sometimes others.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => select(vec![
            "text", "flag", "bytes", "texts", "numbers", "blobs", "list", "map", "nested", "shape", "kind", "radius",
        ]).prop_map(quoted),
        2 => select(vec!["id", "at", "te\\u0078t", "__type", ""]).prop_map(|name| format!("\"{name}\"")),
        2 => text(),
    ]
}

fn members(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let member = (name(), value).prop_map(|(name, value)| format!("{name}:{value}"));
    vec(member, 0..5).prop_map(|members| format!("{{{}}}", members.join(",")))
}

fn of_type(
    name: &'static str,
    value: impl Strategy<Value = String>,
) -> impl Strategy<Value = String> {
    value.prop_map(move |value| format!("{{\"{name}\":{value}}}"))
}

/// An attribute, or what might be taken for one.
fn attribute() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        8 => of_type("S", text()),
        6 => of_type("N", number()),
        3 => of_type("B", binary()),
        3 => of_type("BOOL", select(vec!["true", "false"]).prop_map(str::to_owned)),
        3 => of_type("NULL", select(vec!["true", "true", "false", "null", "1"]).prop_map(str::to_owned)),
        2 => of_type("SS", array(text())),
        2 => of_type("NS", array(number())),
        2 => of_type("BS", array(binary())),
        2 => select(vec![
            "{\"S\":\"x\",\"N\":\"1\"}", "{\"S\":\"x\",\"S\":\"y\"}", "{\"S\":null,\"N\":\"1\"}", "{\"N\":\"1\",\"S\":null}",
            "{\"__type\":\"x\",\"S\":\"y\"}", "{\"S\":\"y\",\"__type\":{}}", "{}", "null", "\"x\"", "5", "[]", "{\"X\":[1,{\"y\":null}]}",
            "{\"X\":-1.5e+3}", "{\"\\u0053\":\"x\"}", "{ \"S\" :\t\"x\"\r\n}", "{\"s\":\"x\"}", "{\"S\":{\"S\":\"x\"}}", "{\"S\":[\"x\"]}",
            "{\"M\":null}", "{\"L\":{}}", "{\"M\":[]}", "{\"SS\":\"x\"}",
        ]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        prop_oneof![
            of_type("L", array(inner.clone())),
            of_type("M", members(inner)),
        ]
    })
}

/// An item that has its key, mostly.
pub fn item() -> impl Strategy<Value = String> {
    let head = prop_oneof![
        12 => (0..9_u32).prop_map(|at| format!("\"id\":{{\"S\":\"a\"}},\"at\":{{\"N\":\"{at}\"}}")),
        1 => Just("\"id\":{\"S\":\"a\"}".to_owned()),
    ];
    let proper = (head, vec(member(), 0..4)).prop_map(|(head, members)| {
        let all: Vec<String> = [head].into_iter().chain(members).collect();
        format!("{{{}}}", all.join(","))
    });
    prop_oneof![
        40 => proper,
        2 => members(attribute()),
        1 => select(vec!["null", "[]", "\"x\"", "1"]).prop_map(str::to_owned),
    ]
}

/// A member that the models know, of the type that they know it by, mostly.
fn member() -> impl Strategy<Value = String> {
    let typed = prop_oneof![
        of_type("S", text()).prop_map(|value| format!("\"text\":{value}")),
        of_type("S", text()).prop_map(|value| format!("\"old_text\":{value}")),
        of_type("B", binary()).prop_map(|value| format!("\"bytes\":{value}")),
        of_type("SS", array(text())).prop_map(|value| format!("\"texts\":{value}")),
        of_type("NS", array(number())).prop_map(|value| format!("\"numbers\":{value}")),
        of_type("BS", array(binary())).prop_map(|value| format!("\"blobs\":{value}")),
        of_type("L", array(of_type("S", text()))).prop_map(|value| format!("\"list\":{value}")),
        of_type("M", members(of_type("N", number()))).prop_map(|value| format!("\"map\":{value}")),
        Just("\"shape\":{\"M\":{\"radius\":{\"N\":\"2\"},\"kind\":{\"S\":\"Circle\"}}}".to_owned()),
        Just("\"shape\":{\"M\":{\"kind\":{\"S\":\"Square\"}}}".to_owned()),
    ];
    let any = (name(), attribute()).prop_map(|(name, value)| format!("{name}:{value}"));
    prop_oneof![4 => typed, 1 => any]
}

/// A page of a query or a scan.
pub fn page() -> impl Strategy<Value = String> {
    let items = vec(item(), 0..4).prop_map(|items| format!("\"Items\":[{}]", items.join(",")));
    let beside = prop_oneof![12 => proper_beside(), 1 => odd_beside()];
    (vec(beside.clone(), 0..2), items, vec(beside, 0..3)).prop_map(|(before, items, after)| {
        let all: Vec<String> = before.into_iter().chain([items]).chain(after).collect();
        format!("{{{}}}", all.join(","))
    })
}

/// Items in the ways in which other operations return them.
pub fn responses() -> impl Strategy<Value = String> {
    let tables = vec(item(), 0..3).prop_map(|items| {
        let items = items.join(",");
        format!("{{\"Responses\":{{\"things\":[{items}]}},\"UnprocessedKeys\":{{}}}}")
    });
    let left = vec(item(), 0..3).prop_map(|items| {
        let items = items.join(",");
        let key = "{\"id\":{\"S\":\"a\"},\"at\":{\"N\":\"1\"}}";
        let left = format!("{{\"things\":{{\"Keys\":[{key}]}}}}");
        format!("{{\"Responses\":{{\"things\":[{items}]}},\"UnprocessedKeys\":{left}}}")
    });
    let together = vec(item(), 0..4).prop_map(|items| {
        let items = items.join("},{\"Item\":");
        format!("{{\"Responses\":[{{\"Item\":{items}}}]}}")
    });
    let one = item().prop_map(|item| format!("{{\"Item\":{item}}}"));
    prop_oneof![4 => tables, 1 => left, 4 => together, 4 => one]
}

/// What DynamoDB answers beside items.
fn proper_beside() -> impl Strategy<Value = String> + Clone {
    let at = 0..9_u32;
    let key = at.prop_map(|at| {
        format!("\"LastEvaluatedKey\":{{\"id\":{{\"S\":\"a\"}},\"at\":{{\"N\":\"{at}\"}}}}")
    });
    let others = vec![
        "\"Count\":3",
        "\"ScannedCount\":0",
        "\"ConsumedCapacity\":{\"TableName\":\"things\",\"CapacityUnits\":0.5}",
        "\"X\":{\"y\":[null,true,-1.5]}",
    ];
    prop_oneof![key, select(others).prop_map(str::to_owned)]
}

/// What it does not.
fn odd_beside() -> impl Strategy<Value = String> + Clone {
    let counts = vec![
        "-1",
        "1.5",
        "1e2",
        "null",
        "\"NaN\"",
        "9999999999",
        "007",
        "x",
        "-0",
        "{}",
    ];
    let capacities = vec![
        "{\"CapacityUnits\":12345678901234567890.125}",
        "{}",
        "null",
        "{\"Table\":{\"CapacityUnits\":1}}",
        "{\"TableName\":null}",
        "{\"CapacityUnits\":\"NaN\"}",
        "{\"CapacityUnits\":1e999}",
        "{\"ReadCapacityUnits\":1,\"WriteCapacityUnits\":2.5,\"X\":[]}",
        "[]",
        "{\"CapacityUnits\":1,\"CapacityUnits\":2}",
    ];
    let items = vec!["null", "{}", "[]", "[null]"];
    prop_oneof![
        select(counts).prop_map(|count| format!("\"ScannedCount\":{count}")),
        members(attribute()).prop_map(|key| format!("\"LastEvaluatedKey\":{key}")),
        select(capacities).prop_map(|units| format!("\"ConsumedCapacity\":{units}")),
        select(items).prop_map(|items| format!("\"It\\u0065ms\":{items}")),
    ]
}

/// What can befall bytes on their way.
#[derive(Debug, Clone)]
enum Damage {
    Cut(Index),
    Lost(Index, usize),
    Changed(Index, u8),
    Put(Index, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let tokens = vec![
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "null",
        "\\u00",
        "\\ud83e",
        "{\"S\":\"x\"}",
        "\"S\":\"x\",",
        "\u{0}",
        "é",
        "-",
        "1",
    ];
    prop_oneof![
        any::<Index>().prop_map(Damage::Cut),
        (any::<Index>(), 1..9_usize).prop_map(|(at, len)| Damage::Lost(at, len)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Damage::Changed(at, byte)),
        (any::<Index>(), select(tokens)).prop_map(|(at, token)| Damage::Put(at, token)),
    ]
}

impl Damage {
    fn befall(&self, bytes: &mut Vec<u8>) {
        let len = bytes.len();
        match self {
            _ if len == 0 => {}
            Self::Cut(at) => bytes.truncate(at.index(len)),
            Self::Lost(at, lost) => {
                let begin = at.index(len);
                bytes.drain(begin..(begin + lost).min(len));
            }
            Self::Changed(at, byte) => bytes[at.index(len)] = *byte,
            Self::Put(at, token) => {
                let at = at.index(len);
                bytes.splice(at..at, token.bytes());
            }
        }
    }
}

/// Bytes that something may have happened to.
pub fn perhaps_damaged(text: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<u8>> {
    let damages = prop_oneof![4 => vec(damage(), 0..1), 1 => vec(damage(), 1..3)];
    (text, damages).prop_map(|(text, damages)| {
        let mut bytes = text.into_bytes();
        for damage in damages {
            damage.befall(&mut bytes);
        }
        bytes
    })
}
