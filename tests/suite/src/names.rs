//! W14: attributes of any name, in items, keys and expressions.

use dynamo_model::{Dynamo, prelude::*};

use crate::{
    attribute::{item, map, n, s},
    table,
};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "odd"))]
struct Odd {
    #[dynamo(partition_key, rename = "#key.a")]
    key: String,
    #[dynamo(rename = "a.b")]
    dotted: u32,
    #[dynamo(rename = "#x")]
    hashed: u32,
    #[dynamo(rename = ":y")]
    colon: u32,
    #[dynamo(rename = "SIZE")]
    reserved: u32,
    #[dynamo(rename = "a[0]")]
    bracket: Vec<u32>,
    #[dynamo(rename = "größe in m²")]
    foreign: u32,
    #[dynamo(
        rename = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"
    )]
    long: u32,
    #[dynamo(rename = "in.side")]
    inside: Inside,
}

#[derive(DynamoValue, Debug, Clone, PartialEq)]
struct Inside {
    #[dynamo(rename = "a.b")]
    dotted: u32,
    #[dynamo(rename = "#0")]
    placeholder: u32,
}

fn odd() -> Odd {
    Odd {
        key: "k".into(),
        dotted: 1,
        hashed: 2,
        colon: 3,
        reserved: 4,
        bracket: vec![5],
        foreign: 6,
        long: 7,
        inside: Inside {
            dotted: 8,
            placeholder: 9,
        },
    }
}

/// Names go to the table as they are written, and come back.
pub async fn w14_any_name_makes_a_round_trip(db: &Dynamo) {
    table::create::<Odd>(db).await;
    let mut created = odd();
    created.create(db).await.expect("a new item");
    let expected = item([
        ("#key.a", s("k")),
        ("a.b", n("1")),
        ("#x", n("2")),
        (":y", n("3")),
        ("SIZE", n("4")),
        (
            "a[0]",
            dynamo_model::aws_sdk_dynamodb::types::AttributeValue::L(vec![n("5")]),
        ),
        ("größe in m²", n("6")),
        (&"n".repeat(255), n("7")),
        ("in.side", map([("a.b", n("8")), ("#0", n("9"))])),
    ]);
    assert_eq!(table::stored::<Odd>(db, &created).await, Some(expected));
    let read = Odd::get(db, OddKey::new("k")).consistent().await;
    assert_eq!(read.expect("an answer"), Some(created));
}

/// Each name in a change, in a condition and in a projection.
pub async fn w14_any_name_stands_in_expressions(db: &Dynamo) {
    table::create::<Odd>(db).await;
    let mut item = odd();
    item.create(db).await.expect("a new item");
    let update = item
        .update(db)
        .when(|o| o.key.exists() & o.dotted.eq(1) & o.hashed.eq(2) & o.colon.eq(3))
        .when(|o| o.reserved.eq(4) & o.bracket.at(0).eq(5) & o.foreign.eq(6) & o.long.eq(7))
        .when(|o| o.inside.dotted.eq(8) & o.inside.placeholder.eq(9))
        .set(|o| o.dotted, 11)
        .add(|o| o.hashed, 10)
        .set_expr(|o| o.colon, |o| o.reserved)
        .remove(|o| o.bracket.at(0))
        .set(|o| o.long, 17)
        .set(|o| o.inside.dotted, 18)
        .add(|o| o.inside.placeholder, 10);
    update.await.expect("changed");
    let expected = Odd {
        dotted: 11,
        hashed: 12,
        colon: 4,
        bracket: vec![],
        long: 17,
        inside: Inside {
            dotted: 18,
            placeholder: 19,
        },
        ..odd()
    };
    assert_eq!(item, expected);
    let part = Odd::get(db, OddKey::new("k")).consistent().project(|o| {
        (
            o.dotted,
            o.hashed,
            o.colon,
            o.long,
            o.inside.dotted.clone(),
            o.inside.placeholder,
            o.key,
        )
    });
    let part = part.await.expect("an answer");
    assert_eq!(part, Some((11, 12, 4, 17, 18, 19, "k".to_owned())));
    let deleted = item.delete(db).when(|o| o.long.eq(17) & o.dotted.gt(10));
    deleted.await.expect("deleted");
}
