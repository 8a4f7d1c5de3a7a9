//! `#[dynamo(key(...))]`: keys that are put together from fields.

use std::{collections::HashMap, time::SystemTime};

use dynamo_model::{
    attribute::{
        self, Attribute, ConvertError, FromAttribute, Sink, Source, ToAttribute, from_json_item,
        item_size, kind, to_json_item,
    },
    aws_sdk_dynamodb::types::AttributeValue,
    expression::{HasFields, Path, RawPath, role},
    key::{KeyPart, KeyPiece, PartForm},
    prelude::*,
};

use super::{m, n, read, s, written};

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(key(pk = "ORG#{org}", sk = "ORDER#{total:020}#{id}"), deny_unknown)]
struct Order {
    id: String,
    org: String,
    #[dynamo(rename = "sum")]
    total: u64,
    note: Option<String>,
    #[dynamo(version)]
    rev: u32,
}

fn order() -> Order {
    Order {
        id: "o-1".into(),
        org: "acme".into(),
        total: 1999,
        note: None,
        rev: 3,
    }
}

fn stored() -> AttributeValue {
    m([
        ("id", s("o-1")),
        ("org", s("acme")),
        ("sum", n("1999")),
        ("rev", n("3")),
        ("pk", s("ORG#acme")),
        ("sk", s("ORDER#00000000000000001999#o-1")),
    ])
}

#[test]
fn a_key_is_put_together_from_fields_which_are_stored_as_well() {
    assert_eq!(written(&order()), stored());
    assert_eq!(read(stored()), Ok(order()));
    let json = to_json_item(&order()).unwrap();
    assert_eq!(from_json_item::<Order>(&json).unwrap(), order());
    let item = attribute::to_item(&order()).unwrap();
    assert_eq!(item_size(&order()).unwrap(), item_size(&item).unwrap());
}

/// The key that these attributes hold.
fn key_of<T: DynamoItem>(keys: AttributeValue) -> Result<T::Key, String> {
    T::read_key(keys).map_err(|error| error.to_string())
}

#[test]
fn a_key_is_read_from_its_attributes_alone() {
    assert_eq!(key_of::<Order>(written(&order().key())), Ok(order().key()));
    let keys = |pk, sk| key_of::<Order>(m([("pk", s(pk)), ("sk", s(sk)), ("more", n("1"))]));
    assert_eq!(
        keys("ORG#é", "ORDER#18446744073709551615#"),
        Ok(OrderKey::new("é", u64::MAX, ""))
    );
    for (sk, told) in [
        ("ORDER#1#o-1", "is not put together like"),
        ("ORDER#0000000000000000001", "is not put together like"),
        ("ORDER#000000000000000+1999#o-1", "is not put together like"),
        ("ORDER#0000000000000000000é#o-1", "is not put together like"),
        ("ORDER#99999999999999999999#o-1", "number too large"),
        ("LINE#00000000000000001999#o-1", "is not put together like"),
        ("", "is not put together like"),
    ] {
        let error = keys("ORG#acme", sk).unwrap_err();
        assert!(
            error.starts_with("attribute `sk`: ") && error.contains(told),
            "{sk}: {error}"
        );
    }
    assert_eq!(
        keys("ORDER#acme", "ORDER#00000000000000001999#o-1"),
        Err("attribute `pk`: is not put together like `ORG#{org}`".into())
    );
    assert_eq!(
        key_of::<Order>(m([("pk", s("ORG#acme"))])),
        Err("attribute `sk`: is required, but the item does not have it".into())
    );
    assert_eq!(
        key_of::<Order>(m([("pk", s("ORG#acme")), ("sk", n("1"))])),
        Err("attribute `sk`: expected S, found N".into())
    );
}

#[test]
fn the_attributes_of_the_key_are_not_needed_to_read_an_item() {
    let AttributeValue::M(mut item) = stored() else {
        panic!("an item");
    };
    item.remove("pk");
    item.insert("sk".into(), AttributeValue::Bool(true));
    assert_eq!(read(AttributeValue::M(item)), Ok(order()));
}

#[test]
fn deny_unknown_knows_the_key_and_nothing_else() {
    let AttributeValue::M(mut item) = stored() else {
        panic!("an item");
    };
    item.insert("gsi1pk".into(), s("x"));
    assert_eq!(
        read::<Order>(AttributeValue::M(item)),
        Err(
            "attribute `gsi1pk`: is not an attribute of the type, which denies unknown ones".into()
        )
    );
}

#[test]
fn the_key_is_a_struct_of_the_parts_in_their_order() {
    let key = OrderKey::new("acme", 1999_u64, "o-1");
    assert_eq!(key.org, "acme");
    assert_eq!(key.total, 1999);
    assert_eq!(key.id, "o-1");
    assert_eq!(order().key(), key);
    assert_eq!(OrderKey::from(("acme", 1999_u64, "o-1")), key);
    assert_eq!(OrderKey::from(&order()), key);
    assert_eq!(
        written(&key),
        m([
            ("pk", s("ORG#acme")),
            ("sk", s("ORDER#00000000000000001999#o-1")),
        ])
    );
}

/// An update cannot change them.
#[test]
fn the_parts_have_the_role_of_a_key() {
    fn of_key<T>(_: &Path<Order, T, role::Key>) {}

    let fields = <Order as HasFields>::Fields::from(RawPath::root());
    of_key(&fields.org);
    of_key(&fields.total);
    assert_eq!(fields.total.raw().to_string(), "sum");
    let _: &Path<Order, _, role::Plain> = &fields.note;
}

#[test]
fn a_new_item_has_the_parts_beside_its_key() {
    let parts = Order::key_parts(&order().key(), attribute::AttributeValueSink).unwrap();
    assert_eq!(
        parts,
        m([("id", s("o-1")), ("org", s("acme")), ("sum", n("1999"))])
    );
}

#[test]
fn the_templates_are_data() {
    let keys: Vec<_> = Order::ITEM.key().collect();
    let [pk, sk] = keys[..] else {
        panic!("two attributes");
    };
    assert_eq!((pk.name(), sk.name()), ("pk", "sk"));
    for key in [pk, sk] {
        assert_eq!(key.key_type(), attribute::AttributeType::S);
    }
    let sk = sk.template().unwrap();
    assert_eq!(sk.attribute(), "sk");
    assert_eq!(
        sk.pieces(),
        [
            KeyPiece::Literal("ORDER#"),
            KeyPiece::Part {
                field: "total",
                form: PartForm::Unsigned(20),
                width: 20,
            },
            KeyPiece::Literal("#"),
            KeyPiece::Part {
                field: "id",
                form: PartForm::Text,
                width: 0,
            },
        ]
    );
    assert_eq!(sk.literal_prefix(), "ORDER#");
    assert_eq!(sk.to_string(), "ORDER#{total:020}#{id}");
    assert_eq!(pk.template().unwrap().to_string(), "ORG#{org}");
}

fn refused<T: ToAttribute>(value: &T) -> String {
    let error = attribute::to_item(value).expect_err("an ambiguous key");
    assert_eq!(error.model(), None);
    error.to_string()
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(key("p.k" = "{tenant}##{user}", sk = "{user}"))]
struct Seat {
    tenant: String,
    user: String,
}

fn seat(tenant: &str, user: &str) -> Seat {
    Seat {
        tenant: tenant.into(),
        user: user.into(),
    }
}

#[test]
fn a_value_that_holds_its_separator_is_refused_by_field_and_template() {
    let in_key = "which tells where it ends in the key `p.k = \"{tenant}##{user}\"`";
    assert_eq!(
        refused(&seat("a##b", "c")),
        format!("attribute `tenant`: must not contain `##`, {in_key}")
    );
    assert_eq!(
        refused(&seat("a#", "c")),
        format!("attribute `tenant`: must not end like `##` begins, {in_key}")
    );
    assert_eq!(refused(&seat("a#", "c").key()), refused(&seat("a#", "c")));
    let error = attribute::to_item(&seat("a##b", "c")).unwrap_err();
    assert_eq!(error.path(), "tenant");
    // The last part may hold anything, and so may what holds only a piece of the separator.
    let seat = seat("a#b", "c##d");
    assert_eq!(key_of::<Seat>(written(&seat.key())), Ok(seat.key()));
}

#[test]
fn a_key_with_two_values_of_one_field_is_refused() {
    let keys = |pk, sk| key_of::<Seat>(m([("p.k", s(pk)), ("sk", s(sk))]));
    assert_eq!(keys("a##b", "b"), Ok(SeatKey::new("a", "b")));
    assert_eq!(
        keys("a##b", "c"),
        Err("attribute `sk`: has another `user` than stands before it in the key".into())
    );
    assert_eq!(
        key_of::<Generic<u8>>(m([("pk", s("b/a/c"))])),
        Err("attribute `pk`: has another `type` than stands before it in the key".into())
    );
}

#[test]
fn no_key_is_empty() {
    assert_eq!(
        refused(&seat("a", "")),
        "attribute `user`: must not be empty, because nothing else is in the key `sk = \"{user}\"`"
    );
    assert_eq!(
        written(&seat("", "u").key()),
        m([("p.k", s("##u")), ("sk", s("u"))])
    );
}

#[test]
fn a_key_is_made_of_what_iterators_lend() {
    let users = ["a", "b"];
    let keys = users.iter().map(|user| SeatKey::new("t", user));
    assert!(keys.eq([seat("t", "a").key(), seat("t", "b").key()]));
}

/// A status, which sorts by its name.
#[derive(DynamoValue, Debug, PartialEq, Clone)]
#[dynamo(rename_all = "SCREAMING_SNAKE_CASE")]
enum Status {
    Open,
    #[dynamo(other)]
    Other(String),
}

#[derive(DynamoValue, Debug, PartialEq, Clone)]
struct Customer(String);

#[derive(DynamoValue, Debug, PartialEq, Clone)]
struct Rank(u16);

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(key(
    pk = "{{{customer}}}|{status}|{letter}|{flag}",
    sk = "{small:03}{rank:05}{number:010}{huge:039}{at}{shared}",
))]
struct Everything {
    customer: Customer,
    status: Status,
    letter: char,
    flag: bool,
    small: u8,
    rank: Rank,
    number: u32,
    huge: u128,
    at: SystemTime,
    shared: std::sync::Arc<str>,
    r#type: Box<str>,
}

#[test]
fn every_type_of_part_is_text_that_sorts() {
    let everything = Everything {
        customer: Customer("acme".into()),
        status: Status::Open,
        letter: 'é',
        flag: true,
        small: 7,
        rank: Rank(12),
        number: 4_000_000_000,
        huge: 1,
        at: SystemTime::UNIX_EPOCH,
        shared: "x".into(),
        r#type: "t".into(),
    };
    let AttributeValue::M(item) = written(&everything) else {
        panic!("an item");
    };
    assert_eq!(item["pk"], s("{acme}|OPEN|é|true"));
    let huge = format!("{:039}", 1);
    assert_eq!(
        item["sk"],
        s(&format!(
            "007000124000000000{huge}1970-01-01T00:00:00.000000000Zx"
        ))
    );
    assert_eq!(
        read(AttributeValue::M(item.clone())),
        Ok(everything.clone())
    );
    let key = everything.key();
    assert_eq!(key_of::<Everything>(AttributeValue::M(item)), Ok(key));
    let strange = Everything {
        status: Status::Other("a|b".into()),
        ..everything
    };
    assert!(refused(&strange).starts_with("attribute `status`: must not contain `|`"));
}

/// Any text, of which its type promises one length, or that it is a number.
#[derive(Debug, PartialEq, Clone)]
struct Promised<const UNSIGNED: bool>(String);

impl<const UNSIGNED: bool> Attribute for Promised<UNSIGNED> {
    type Kind = kind::Text;
}

impl<const UNSIGNED: bool> ToAttribute for Promised<UNSIGNED> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        sink.string(&self.0)
    }
}

impl<'a, const UNSIGNED: bool> FromAttribute<'a> for Promised<UNSIGNED> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        String::from_attribute(source).map(Self)
    }
}

impl<const UNSIGNED: bool> KeyPart for Promised<UNSIGNED> {
    const FORM: PartForm = if UNSIGNED {
        PartForm::Unsigned(3)
    } else {
        PartForm::Fixed(2)
    };

    fn push_to(&self, text: &mut String) -> Result<(), ConvertError> {
        text.push_str(&self.0);
        Ok(())
    }

    fn from_text(text: &str) -> Result<Self, ConvertError> {
        Ok(Self(text.to_owned()))
    }
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(key(pk = "{country}{city:03}"))]
struct Place {
    country: Promised<false>,
    city: Promised<true>,
}

#[test]
fn a_part_of_another_length_than_its_type_promises_is_refused() {
    let place = |country: &str, city: &str| Place {
        country: Promised(country.into()),
        city: Promised(city.into()),
    };
    assert_eq!(
        written(&place("ch", "31").key()),
        m([("pk", s("ch031"))]),
        "padded like any number"
    );
    let in_key = "in the key `pk = \"{country}{city:03}\"`";
    for (place, field, has) in [
        (
            place("c", "31"),
            "country",
            "1 bytes, but its type promises 2",
        ),
        (
            place("che", "31"),
            "country",
            "3 bytes, but its type promises 2",
        ),
        (
            place("ch", "3100"),
            "city",
            "4 bytes, but its type promises 3",
        ),
    ] {
        let told = format!("attribute `{field}`: has {has} {in_key}");
        assert_eq!(refused(&place), told);
    }
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(key(pk = "SETTINGS", sk = "ALL"))]
struct Settings {
    theme: String,
}

#[test]
fn a_key_may_have_no_part() {
    let settings = Settings {
        theme: "dark".into(),
    };
    let key = m([("pk", s("SETTINGS")), ("sk", s("ALL"))]);
    assert_eq!(key_of::<Settings>(key.clone()), Ok(SettingsKey::new()));
    assert_eq!(
        key_of::<Settings>(m([("pk", s("SETTINGS")), ("sk", s("ALL!"))])),
        Err("attribute `sk`: is not put together like `ALL`".into())
    );
    assert_eq!(written(&SettingsKey::new()), key);
    assert_eq!(written(&settings.key()), key);
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(key(pk = "{r_type}/{type}/{type}"))]
struct Generic<T> {
    r#type: String,
    r_type: String,
    content: T,
    #[dynamo(flatten)]
    rest: HashMap<String, AttributeValue>,
}

#[test]
fn the_rest_of_an_item_does_not_hold_its_key() {
    let mut item = Generic {
        r#type: "a".into(),
        r_type: "b".into(),
        content: 1_u8,
        rest: HashMap::from([("more".into(), n("2"))]),
    };
    let stored = m([
        ("type", s("a")),
        ("r_type", s("b")),
        ("content", n("1")),
        ("more", n("2")),
        ("pk", s("b/a/a")),
    ]);
    assert_eq!(written(&item), stored);
    assert_eq!(read(stored.clone()), Ok(item.clone()));
    // Should the rest hold another key, the fields tell.
    item.rest.insert("pk".into(), s("x"));
    assert_eq!(written(&item), stored);
    assert_eq!(GenericKey::new("b", "a"), item.key());
    assert_eq!(key_of::<Generic<u8>>(stored), Ok(item.key()));
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(key(pk = "{a}##{n:03}{b}#a#{c}"))]
struct Mixed {
    a: String,
    n: u8,
    b: String,
    c: String,
}

/// All texts of up to three of these letters.
fn texts() -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut begin = 0;
    for _ in 0..3 {
        let end = texts.len();
        for index in begin..end {
            for letter in ["a", "#"] {
                texts.push(format!("{}{letter}", texts[index]));
            }
        }
        begin = end;
    }
    texts
}

#[test]
fn no_two_items_have_one_key() {
    let texts = texts();
    let mut keys = HashMap::new();
    for (a, b) in texts.iter().flat_map(|a| texts.iter().map(move |b| (a, b))) {
        for (n, c) in [1, 11]
            .iter()
            .flat_map(|n| texts.iter().map(move |c| (n, c)))
        {
            let key = MixedKey::new(a.as_str(), *n, b.as_str(), c.as_str());
            let Ok(mut item) = attribute::to_item(&key) else {
                continue;
            };
            let read = key_of::<Mixed>(AttributeValue::M(item.clone()));
            assert_eq!(read, Ok(key.clone()));
            let pk = item.remove("pk").expect("a key");
            let other = keys.insert(pk.as_s().expect("text").clone(), key.clone());
            assert_eq!(other, None, "{key:?}");
        }
    }
    // No more are refused than have to be: 8 of 15 texts hold or begin a `##`, and 4 a `#a#`.
    assert_eq!((texts.len(), keys.len()), (15, 7 * 11 * 15 * 2));
}
