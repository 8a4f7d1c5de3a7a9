//! W12: enums, by name and by tag.

use dynamo_model::{Dynamo, Error, prelude::*};

use crate::{
    attribute::{item, map, n, s},
    table,
};

#[derive(DynamoValue, Debug, Clone, PartialEq)]
#[dynamo(rename_all = "SCREAMING_SNAKE_CASE")]
enum Status {
    Open,
    #[dynamo(alias = "PAYED")]
    FullyPaid,
}

#[derive(DynamoValue, Debug, Clone, PartialEq)]
enum Carrier {
    Post,
    #[dynamo(other)]
    Another(String),
}

#[derive(DynamoValue, Debug, Clone, PartialEq)]
#[dynamo(tag = "kind")]
enum Payment {
    Cash,
    Card { digits: String, tip: Option<u32> },
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "shipments"))]
struct Shipment {
    #[dynamo(partition_key)]
    id: u32,
    status: Status,
    carrier: Carrier,
    payment: Payment,
}

fn shipment() -> Shipment {
    Shipment {
        id: 1,
        status: Status::FullyPaid,
        carrier: Carrier::Another("pigeon".into()),
        payment: Payment::Card {
            digits: "1234".into(),
            tip: Some(3),
        },
    }
}

/// As declared, there and back, in items and in expressions.
pub async fn w12_enums_are_stored_as_declared(db: &Dynamo) {
    table::create::<Shipment>(db).await;
    let mut created = shipment();
    created.create(db).await.expect("a new item");
    let card = map([("kind", s("Card")), ("digits", s("1234")), ("tip", n("3"))]);
    assert_eq!(
        table::stored::<Shipment>(db, &created).await,
        Some(item([
            ("id", n("1")),
            ("status", s("FULLY_PAID")),
            ("carrier", s("pigeon")),
            ("payment", card),
        ]))
    );
    let update = created
        .update(db)
        .when(|o| o.status.eq(Status::FullyPaid) & o.payment.eq(shipment().payment))
        .set(|o| o.status, Status::Open)
        .set(|o| o.carrier, Carrier::Post)
        .set(|o| o.payment, Payment::Cash);
    update.await.expect("changed");
    let expected = Shipment {
        id: 1,
        status: Status::Open,
        carrier: Carrier::Post,
        payment: Payment::Cash,
    };
    assert_eq!(created, expected);
}

/// What others wrote: a former name, a name of another version, one that nobody knows.
pub async fn w12_other_names_are_read_or_told(db: &Dynamo) {
    table::create::<Shipment>(db).await;
    let of = |status: &str, kind: &str| {
        item([
            ("id", n("1")),
            ("status", s(status)),
            ("carrier", s("drone")),
            ("payment", map([("kind", s(kind))])),
        ])
    };
    let read = || Shipment::get(db, ShipmentKey::new(1_u32)).consistent();
    table::put::<Shipment>(db, of("PAYED", "Cash")).await;
    let shipment = read().await.expect("an answer").expect("an item");
    assert_eq!(shipment.status, Status::FullyPaid);
    assert_eq!(shipment.carrier, Carrier::Another("drone".into()));
    for (status, kind, told) in [
        ("LOST", "Cash", "attribute `status`: "),
        ("OPEN", "Barter", "attribute `payment.kind`: "),
    ] {
        table::put::<Shipment>(db, of(status, kind)).await;
        let error = read().await.expect_err("unknown");
        assert!(matches!(error, Error::Convert(_)), "{error:?}");
        let text = error.to_string();
        assert!(text.starts_with(&format!("`Shipment`: {told}")), "{text}");
        assert!(
            text.contains(if kind == "Cash" { status } else { kind }),
            "{text}"
        );
    }
}
