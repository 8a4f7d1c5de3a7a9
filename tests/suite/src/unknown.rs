//! Attributes that are no field of the model.

use std::collections::HashMap;

use dynamo_model::{
    Dynamo, Error, attribute::Item, aws_sdk_dynamodb::types::AttributeValue, prelude::*,
};

use crate::{
    attribute::{item, map, n, s},
    table,
};

/// Keeps what it does not know.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "things"))]
struct Keeping {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version, default)]
    rev: u32,
    name: String,
    #[dynamo(flatten)]
    rest: HashMap<String, AttributeValue>,
}

/// Passes it over.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "things"))]
struct Passing {
    #[dynamo(partition_key)]
    id: String,
    name: String,
}

/// Does not take it.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "things"), deny_unknown)]
struct Denying {
    #[dynamo(partition_key)]
    id: String,
    name: String,
}

fn foreign() -> Item {
    item([
        ("id", s("a")),
        ("name", s("first")),
        ("since", n("1999")),
        (
            "more",
            map([("deep", AttributeValue::Ns(vec!["1".into()]))]),
        ),
    ])
}

/// They survive a save and an update, and can be named in expressions.
pub async fn unknown_attributes_survive_a_save(db: &Dynamo) {
    table::create::<Keeping>(db).await;
    table::put::<Keeping>(db, foreign()).await;
    let read = Keeping::get(db, KeepingKey::new("a")).await;
    let mut thing = read.expect("an answer").expect("an item");
    assert_eq!(thing.rest.len(), 2);
    thing.name = "second".into();
    thing.save(db).await.expect("stored");
    let mut expected = foreign();
    expected.insert("name".into(), s("second"));
    expected.insert("rev".into(), n("1"));
    assert_eq!(
        table::stored::<Keeping>(db, &thing).await.as_ref(),
        Some(&expected)
    );

    let update = thing
        .update(db)
        .when(|t| t.rest.key("since").eq(n("1999")))
        .set(|t| t.rest.key("since"), n("2000"));
    update.await.expect("changed");
    assert_eq!(thing.rest["since"], n("2000"));
    assert_eq!(thing.rest["more"], expected["more"]);
}

/// Without a place for them, a save drops them and an update does not.
pub async fn unknown_attributes_are_dropped_or_denied(db: &Dynamo) {
    table::create::<Passing>(db).await;
    table::put::<Passing>(db, foreign()).await;
    let read = Denying::get(db, DenyingKey::new("a")).await;
    let error = read.expect_err("unknown attributes");
    assert!(matches!(error, Error::Convert(_)), "{error:?}");
    let read = Passing::get(db, PassingKey::new("a")).await;
    let mut thing = read.expect("an answer").expect("an item");
    let update = thing.update(db).set(|t| t.name, "second");
    update.await.expect("changed");
    let stored = table::stored::<Passing>(db, &thing).await.expect("an item");
    assert_eq!(stored.len(), 4);
    thing.save(db).await.expect("stored");
    let stored = table::stored::<Passing>(db, &thing).await;
    assert_eq!(stored, Some(item([("id", s("a")), ("name", s("second"))])));
}
