//! Keys of indexes that are put together from fields: `index(ByState, name = "gsi1", pk = "...", sk = "...")`.

use std::collections::HashMap;

use dynamo_model::{
    IndexProjection, IndexScope,
    attribute::{from_json_item, item_size, to_item, to_json_item},
    aws_sdk_dynamodb::types::AttributeValue,
    expression::{HasFields, Path, RawPath, role},
    partition::Partition,
    prelude::*,
};

use super::{m, n, read, s, written};

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    index(ByState, name = "gsi1", pk = "STATE#{state}", sk = "{placed}#{number:010}"),
    index(ByCity, "GSI2 pk" = "CITY#{city}", project = note),
    index(ByNote, partition = note, gsi3sk = "{state}"),
    index(Inverted, "sk" = "ORDER#{number:010}", "pk" = "ORG#{org}"),
    local_index(ByPlaced, name = "lsi1", sk = "{placed}"),
    deny_unknown
)]
struct Order {
    org: String,
    number: u32,
    #[dynamo(rename = "status")]
    state: String,
    placed: String,
    /// An item without it is not in its index.
    city: Option<String>,
    note: String,
}

fn order() -> Order {
    Order {
        org: "acme".into(),
        number: 7,
        state: "open".into(),
        placed: "2026-01-31".into(),
        city: Some("Bern".into()),
        note: "gift".into(),
    }
}

fn stored() -> HashMap<String, AttributeValue> {
    let item = m([
        ("pk", s("ORG#acme")),
        ("sk", s("ORDER#0000000007")),
        ("org", s("acme")),
        ("number", n("7")),
        ("status", s("open")),
        ("placed", s("2026-01-31")),
        ("city", s("Bern")),
        ("note", s("gift")),
        ("gsi1pk", s("STATE#open")),
        ("gsi1sk", s("2026-01-31#0000000007")),
        ("GSI2 pk", s("CITY#Bern")),
        ("gsi3sk", s("open")),
        ("lsi1sk", s("2026-01-31")),
    ]);
    match item {
        AttributeValue::M(item) => item,
        _ => unreachable!("an item"),
    }
}

#[test]
fn the_keys_of_indexes_are_written_with_the_item() {
    assert_eq!(to_item(&order()).unwrap(), stored());
    assert_eq!(read(AttributeValue::M(stored())), Ok(order()));
    let json = to_json_item(&order()).unwrap();
    assert_eq!(from_json_item::<Order>(&json).unwrap(), order());
    assert_eq!(item_size(&order()).unwrap(), item_size(&stored()).unwrap());
    // The key of an item is that of its table.
    let key = m([("pk", s("ORG#acme")), ("sk", s("ORDER#0000000007"))]);
    assert_eq!(written(&order().key()), key);
}

#[test]
fn an_item_without_a_part_lacks_the_key_of_the_index() {
    let nowhere = Order {
        city: None,
        ..order()
    };
    let mut expected = stored();
    expected.remove("city");
    expected.remove("GSI2 pk");
    assert_eq!(to_item(&nowhere).unwrap(), expected);
}

#[test]
fn a_partition_of_an_index_is_named_by_its_parts() {
    fn sorts_by_text<P: Partition<Sort = (String, ())>>(_: &P) {}
    let open = ByState::new("open");
    sorts_by_text(&open);
    assert_eq!(written(&open), m([("gsi1pk", s("STATE#open"))]));
    sorts_by_text(&ByNote::new("gift"));
    assert_eq!(written(&ByNote::new("gift")), m([("note", s("gift"))]));
    sorts_by_text(&ByPlaced::new("acme"));
    assert_eq!(written(&ByPlaced::new("acme")), m([("pk", s("ORG#acme"))]));
    let nowhere = ByCity::new(None);
    assert_eq!(written(&nowhere), m([]), "which no query can ask for");
}

#[test]
fn the_indexes_are_data() {
    let spec = |name: &str| {
        let mut indexes = Order::INDEXES.iter();
        *indexes.find(|index| index.name() == name).unwrap()
    };
    let keys = |name: &str| {
        let index = spec(name);
        let keys = index.partition_key().iter().chain(index.sort_key());
        let told = keys.map(|key| {
            let template = key.template().map(|template| template.to_string());
            (key.name(), key.key_type().name(), template)
        });
        told.collect::<Vec<_>>()
    };
    let put_together = |name, template: &str| (name, "S", Some(template.to_owned()));
    assert_eq!(
        keys("gsi1"),
        [
            put_together("gsi1pk", "STATE#{state}"),
            put_together("gsi1sk", "{placed}#{number:010}"),
        ]
    );
    assert_eq!(keys("by_city"), [put_together("GSI2 pk", "CITY#{city}")]);
    assert_eq!(
        keys("by_note"),
        [("note", "S", None), put_together("gsi3sk", "{state}")]
    );
    assert_eq!(
        keys("lsi1"),
        [
            put_together("pk", "ORG#{org}"),
            put_together("lsi1sk", "{placed}"),
        ]
    );
    // The attributes of the table's key the other way round: nothing more is stored.
    assert_eq!(
        keys("inverted"),
        [
            put_together("sk", "ORDER#{number:010}"),
            put_together("pk", "ORG#{org}"),
        ]
    );
    assert_eq!(
        written(&Inverted::new(7_u32)),
        m([("sk", s("ORDER#0000000007"))])
    );
    assert_eq!(spec("lsi1").scope(), IndexScope::Local);
    assert_eq!(spec("gsi1").projection(), IndexProjection::All);
    // The parts are no keys, so that they are asked for.
    let parts = IndexProjection::Include(&["org", "number", "city", "note"]);
    assert_eq!(spec("by_city").projection(), parts);
    // An update has to know under which name a part is stored.
    let told = format!("{:?}", Order::ITEM);
    let part = r#"IndexedPart { field: "state", attribute: "status", .. }"#;
    assert!(told.contains(part), "{told}");
}

/// An update of the others writes the keys anew; one of the table's key is none.
#[test]
fn the_parts_have_a_role_of_their_own() {
    fn indexed<T>(_: &Path<Order, T, role::Indexed>) {}
    fn of_key<T>(_: &Path<Order, T, role::Key>) {}

    let fields = <Order as HasFields>::Fields::from(RawPath::root());
    indexed(&fields.state);
    indexed(&fields.placed);
    indexed(&fields.city);
    of_key(&fields.org);
    of_key(&fields.number);
    let _: &Path<Order, _, role::Plain> = &fields.note;
}

#[test]
fn a_value_that_holds_its_separator_is_refused() {
    let ambiguous = Order {
        placed: "2026#01".into(),
        ..order()
    };
    assert_eq!(
        to_item(&ambiguous).unwrap_err().to_string(),
        "attribute `placed`: must not contain `#`, which tells where it ends in the key \
         `gsi1sk = \"{placed}#{number:010}\"`"
    );
}
