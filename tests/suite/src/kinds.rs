//! W12: several kinds of items in one table.

use dynamo_model::{
    Dynamo, Error,
    attribute::Item,
    operation::{Cursor, CursorError},
    prelude::*,
};

use crate::{
    attribute::{item, n, s},
    table,
};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "shop"),
    tag = "_kind",
    key(pk = "ORG#{org}", sk = "ORG")
)]
struct Org {
    org: String,
    plan: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "shop"),
    tag = "_kind",
    kind = "Order",
    alias = "Purchase",
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}")
)]
struct Order {
    org: String,
    number: u32,
    #[dynamo(version)]
    rev: u32,
    total: u64,
}

fn org() -> Org {
    Org {
        org: "acme".into(),
        plan: "free".into(),
    }
}

fn order(number: u32) -> Order {
    Order {
        org: "acme".into(),
        number,
        rev: 0,
        total: u64::from(number) * 100,
    }
}

fn order_key(number: u32) -> OrderKey {
    OrderKey::new("acme", number)
}

/// What tells the kind of the item under a key.
async fn kind_of(db: &Dynamo, number: u32) -> Option<String> {
    let stored: Item = table::stored::<Order>(db, order_key(number)).await?;
    stored.get("_kind")?.as_s().ok().cloned()
}

/// Every way to write an item writes its kind, also an update that creates it.
pub async fn w12_every_write_tells_the_kind(db: &Dynamo) {
    table::create::<Order>(db).await;
    order(1).create(db).await.expect("a new item");
    order(2).save(db).await.expect("a new item");
    let written = Order::put_all(db, &[order(3)]).await.expect("an answer");
    written.complete().expect("stored");
    db.transact_write()
        .create(&mut order(4))
        .put(&order(5))
        .update_by_key::<Order>(order_key(6), |o| o.set(|o| o.total, 1))
        .await
        .expect("a transaction");
    Order::update_by_key(db, order_key(7))
        .set(|o| o.total, 1)
        .await
        .expect("a new item");
    for number in 1..=7 {
        assert_eq!(
            kind_of(db, number).await.as_deref(),
            Some("Order"),
            "{number}"
        );
    }
    let created = Order::get(db, order_key(7)).consistent().await;
    let total = created.expect("an answer").map(|order| order.total);
    assert_eq!(total, Some(1));
}

/// A former name is read, and replaced by the next save.
pub async fn w12_an_alias_of_a_kind_is_read(db: &Dynamo) {
    table::create::<Order>(db).await;
    let former = item([
        ("pk", s("ORG#acme")),
        ("sk", s("ORDER#0000000001")),
        ("_kind", s("Purchase")),
        ("org", s("acme")),
        ("number", n("1")),
        ("rev", n("3")),
        ("total", n("100")),
    ]);
    table::put::<Order>(db, former).await;
    let read = Order::get(db, order_key(1)).consistent().await;
    let mut order = read.expect("an answer").expect("an item");
    assert_eq!(order.total, 100);
    order.save(db).await.expect("the version in hand");
    assert_eq!(kind_of(db, 1).await.as_deref(), Some("Order"));
}

/// A key can lead to an item of another kind.
pub async fn w12_another_kind_is_a_typed_error(db: &Dynamo) {
    table::create::<Order>(db).await;
    org().create(db).await.expect("a new item");
    let stored = table::stored::<Org>(db, OrgKey::new("acme")).await;
    let mut other = stored.expect("an item");
    other.insert("_kind".into(), s("Refund"));
    table::put::<Org>(db, other).await;
    for read in [
        Org::get(db, OrgKey::new("acme"))
            .consistent()
            .await
            .map(|_| ()),
        Org::batch_get(db, [OrgKey::new("acme")])
            .consistent()
            .await
            .map(|_| ()),
        Org::transact_get_all(db, [OrgKey::new("acme")])
            .await
            .map(|_| ()),
    ] {
        let error = read.expect_err("another kind");
        let Error::Convert(error) = &error else {
            panic!("{error:?}");
        };
        assert!(error.is_other_kind());
        assert_eq!(
            (error.model(), error.found_kind()),
            (Some("Org"), Some("Refund"))
        );
        assert_eq!(
            error.to_string(),
            "`Org`: attribute `_kind`: expected the kind `Org`, found `Refund`"
        );
    }
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
enum ShopItem {
    Org(Org),
    Order(Order),
}

/// A shop in which others put what this program does not know.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
enum OpenShop {
    Org(Org),
    #[dynamo(other)]
    Other(Item),
}

/// An organisation and two orders, as they are stored.
async fn filled(db: &Dynamo) -> (Org, [Order; 2]) {
    ShopItem::create_table(db).await.expect("a table");
    let mut org = org();
    org.create(db).await.expect("a new item");
    let mut orders = [order(1), order(2)];
    for order in &mut orders {
        order.create(db).await.expect("a new item");
    }
    (org, orders)
}

fn acme() -> OrgPartition {
    OrgPartition::new("acme")
}

/// One query reads all kinds, in the order of the sort key, page by page.
pub async fn w12_one_query_reads_all_kinds(db: &Dynamo) {
    let (org, [first, second]) = filled(db).await;
    let expected = [
        ShopItem::Order(first.clone()),
        ShopItem::Order(second),
        ShopItem::Org(org),
    ];
    // By the partition of any of the kinds.
    let read = ShopItem::query(db, acme()).consistent().all().await;
    assert_eq!(read.expect("items"), expected);
    let read = ShopItem::query(db, OrderPartition::new("acme")).all().await;
    assert_eq!(read.expect("items"), expected);

    let query = || ShopItem::query(db, acme()).page_size(2);
    let page = query().await.expect("a page");
    assert_eq!(page.items, expected[..2]);
    let token = page.next.expect("more").to_string();
    let page = query().after(token.parse().expect("a cursor")).await;
    assert_eq!(page.expect("a page").items, expected[2..]);
    let of_a_kind = token.parse::<Cursor<OrgPartition>>();
    assert_eq!(of_a_kind.err(), Some(CursorError::Elsewhere));

    let mut items = query().descending().items();
    let mut kinds = Vec::new();
    while let Some(item) = items.next().await {
        kinds.push(match item.expect("an item") {
            ShopItem::Org(org) => org.plan,
            ShopItem::Order(order) => order.number.to_string(),
        });
    }
    assert_eq!(kinds, ["free", "2", "1"]);
    let orders = ShopItem::query(db, acme()).sort(|s| s.begins_with("ORDER#"));
    assert_eq!(orders.count().await.expect("a number"), 2);
    let dear = ShopItem::query(db, OrderPartition::new("acme")).filter(|o| o.total.gt(100));
    assert_eq!(dear.all().await.expect("items"), expected[1..2]);
    assert_eq!(first.total, 100);
}

/// A scan reads all kinds, also in segments.
pub async fn w12_one_scan_reads_all_kinds(db: &Dynamo) {
    filled(db).await;
    let all = ShopItem::scan(db).consistent().all().await.expect("items");
    assert_eq!(all.len(), 3);
    let mut pages = ShopItem::scan(db).parallel(2).pages();
    let mut orders = 0;
    while let Some(page) = pages.next().await {
        let items = page.expect("a page").items;
        orders += items
            .iter()
            .filter(|item| matches!(item, ShopItem::Order(_)))
            .count();
    }
    assert_eq!(orders, 2);
}

/// The keys of the kinds go together.
pub async fn w12_items_of_all_kinds_are_read_by_their_keys(db: &Dynamo) {
    let (org, [first, _]) = filled(db).await;
    let read = ShopItem::get(db, OrgKey::new("acme")).consistent().await;
    assert_eq!(read.expect("an answer"), Some(ShopItem::Org(org.clone())));
    let keys: [ShopItemKey; 3] = [first.key().into(), order_key(9).into(), org.key().into()];
    let expected = [
        Some(ShopItem::Order(first.clone())),
        None,
        Some(ShopItem::Org(org.clone())),
    ];
    let read = ShopItem::batch_get(db, keys.clone()).consistent().await;
    assert_eq!(read.expect("an answer"), expected);
    let read = ShopItem::transact_get_all(db, keys.clone()).await;
    assert_eq!(read.expect("an answer"), expected);
    let (items, orders) = db
        .batch_get()
        .items::<ShopItem>(keys)
        .items::<Order>([first.key()])
        .consistent()
        .await
        .expect("an answer");
    assert_eq!(items, expected);
    assert_eq!(orders, [Some(first)]);
}

/// What is no kind is told by the enum's name, unless there is an arm for it.
pub async fn w12_an_unknown_kind_is_told_or_kept(db: &Dynamo) {
    let (org, _) = filled(db).await;
    let refund = item([
        ("pk", s("ORG#acme")),
        ("sk", s("REFUND#1")),
        ("_kind", s("Refund")),
    ]);
    table::put::<Org>(db, refund.clone()).await;
    let told = "`ShopItem`: attribute `_kind`: expected the kind `Org` or `Order`, found `Refund`";
    for error in [
        ShopItem::query(db, acme())
            .all()
            .await
            .expect_err("unknown"),
        ShopItem::scan(db).all().await.expect_err("unknown"),
    ] {
        assert_eq!(error.to_string(), told);
        let Error::Convert(error) = error else {
            panic!("{error:?}");
        };
        assert!(error.is_other_kind());
        assert_eq!(error.found_kind(), Some("Refund"));
    }
    let read = OpenShop::query(db, acme()).consistent().all().await;
    let read = read.expect("items");
    assert_eq!(read.len(), 4);
    assert_eq!(read[2], OpenShop::Org(org));
    assert_eq!(read[3], OpenShop::Other(refund));
    assert!(
        matches!(read[0], OpenShop::Other(_)),
        "an order is no kind of it"
    );
}

/// Begins like an order, because it belongs to one.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "shop"),
    tag = "_kind",
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}#LINE#{place:03}"),
    index(LinesByState, name = "by_state", partition = state, sort = place)
)]
struct Line {
    org: String,
    number: u32,
    place: u8,
    state: String,
}

/// In the same index.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "shop"),
    tag = "_kind",
    kind = "Parcel",
    alias = "Packet",
    key(pk = "ORG#{org}", sk = "PARCEL#{place:03}"),
    index(ParcelsByState, name = "by_state", partition = state, sort = place, project = keys_only)
)]
struct Parcel {
    org: String,
    place: u8,
    state: String,
    note: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
enum Warehouse {
    Order(Order),
    Line(Line),
    Parcel(Parcel),
}

fn line(number: u32, place: u8) -> Line {
    Line {
        org: "acme".into(),
        number,
        place,
        state: "open".into(),
    }
}

/// Two orders of two lines each, and a parcel.
async fn filled_warehouse(db: &Dynamo) {
    Warehouse::create_table(db).await.expect("a table");
    for number in [1, 2] {
        order(number).create(db).await.expect("a new item");
        for count in [1, 2] {
            line(number, count).create(db).await.expect("a new item");
        }
    }
    let mut parcel = Parcel {
        org: "acme".into(),
        place: 1,
        state: "open".into(),
        note: "fragile".into(),
    };
    parcel.create(db).await.expect("a new item");
}

/// A query of one kind reads it wherever others stand: before, behind or between its items.
pub async fn w12_a_query_of_one_kind_reads_no_other(db: &Dynamo) {
    filled_warehouse(db).await;
    let orders = || Order::query(db, OrderPartition::new("acme"));
    let numbers = |orders: Vec<Order>| -> Vec<_> { orders.iter().map(|o| o.number).collect() };
    assert_eq!(numbers(orders().all().await.expect("items")), [1, 2]);
    assert_eq!(orders().count().await.expect("a number"), 2);
    let last = orders().descending().first().await.expect("an answer");
    assert_eq!(last.map(|order| order.number), Some(2), "behind two lines");
    let limited = orders().limit(2).all().await.expect("items");
    assert_eq!(numbers(limited), [1, 2]);
    let from = orders().sort(|s| s.ge("ORDER#0000000002")).all().await;
    assert_eq!(numbers(from.expect("items")), [2], "and no parcel");
    let dear = orders().filter(|o| o.total.gt(100)).all().await;
    assert_eq!(numbers(dear.expect("items")), [2]);
    let totals = orders().project(|o| o.total).all().await;
    assert_eq!(totals.expect("parts"), [100, 200], "parts of one kind only");

    let lines = Line::query(db, LinePartition::new("acme")).all().await;
    assert_eq!(lines.expect("items").len(), 4);
    let former = item([
        ("pk", s("ORG#acme")),
        ("sk", s("PARCEL#002")),
        ("_kind", s("Packet")),
        ("org", s("acme")),
        ("place", n("2")),
        ("state", s("open")),
        ("note", s("")),
    ]);
    table::put::<Parcel>(db, former).await;
    let parcels = Parcel::query(db, ParcelPartition::new("acme")).all().await;
    assert_eq!(parcels.expect("items").len(), 2, "also by its former name");
}

/// So does a query of an index that holds several kinds, also where it holds only the keys of one.
pub async fn w12_a_query_of_an_index_reads_one_kind(db: &Dynamo) {
    filled_warehouse(db).await;
    let lines = Line::query(db, LinesByState::new("open")).all().await;
    assert_eq!(lines.expect("items").len(), 4);
    let parcels = Parcel::query(db, ParcelsByState::new("open")).all().await;
    let expected = ParcelsByStateItem {
        org: "acme".into(),
        place: 1,
        state: "open".into(),
    };
    assert_eq!(parcels.expect("parts"), [expected]);
    let all = Warehouse::query(db, LinesByState::new("open")).all().await;
    assert_eq!(all.expect("items").len(), 5);
    assert_eq!(Warehouse::verify_table(db).await.expect("an answer"), []);
}

/// So does a scan.
pub async fn w12_a_scan_of_one_kind_reads_no_other(db: &Dynamo) {
    filled_warehouse(db).await;
    assert_eq!(Order::scan(db).all().await.expect("items").len(), 2);
    assert_eq!(Line::scan(db).count().await.expect("a number"), 4);
    let limited = Order::scan(db).limit(2).all().await;
    assert_eq!(limited.expect("items").len(), 2);
    let lines = Line::scan_index::<LinesByState>(db).all().await;
    assert_eq!(lines.expect("items").len(), 4);
    let dear = Order::scan(db).filter(|o| o.total.gt(100)).all().await;
    assert_eq!(dear.expect("items").len(), 1);
    let mut pages = Order::scan(db).parallel(3).pages();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        count += page.expect("a page").items.len();
    }
    assert_eq!(count, 2);
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "untagged"),
    key(pk = "ORG#{org}", sk = "ORG"),
    index(OrgsByCity, name = "by_city", partition = city)
)]
struct Seat {
    org: String,
    city: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "untagged"),
    key(pk = "ORG#{org}", sk = "ORGANISER#{name}"),
    index(OrganisersByCity, name = "by_city", partition = city)
)]
struct Organiser {
    org: String,
    name: String,
    city: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "untagged"), key(pk = "CITY#{city}", sk = "ORG"))]
struct City {
    city: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
enum Untagged {
    Seat(Seat),
    Organiser(Organiser),
    City(City),
}

/// Without a tag the keys tell the kinds apart, in every read.
pub async fn w12_without_a_tag_the_keys_tell_the_kinds(db: &Dynamo) {
    Untagged::create_table(db).await.expect("a table");
    let mut seat = Seat {
        org: "acme".into(),
        city: "Bern".into(),
    };
    let mut organiser = Organiser {
        org: "acme".into(),
        name: "Ada".into(),
        city: "Bern".into(),
    };
    let mut city = City {
        city: "Bern".into(),
    };
    seat.create(db).await.expect("a new item");
    organiser.create(db).await.expect("a new item");
    city.create(db).await.expect("a new item");
    let (seats, organisers) = (vec![seat.clone()], vec![organiser.clone()]);

    let read = Seat::query(db, SeatPartition::new("acme")).all().await;
    assert_eq!(read.expect("items"), seats);
    let read = Organiser::query(db, OrganiserPartition::new("acme")).all();
    assert_eq!(read.await.expect("items"), organisers);
    let read = Seat::query(db, OrgsByCity::new("Bern")).all().await;
    assert_eq!(read.expect("items"), seats);
    let read = Organiser::query(db, OrganisersByCity::new("Bern")).all();
    assert_eq!(read.await.expect("items"), organisers);
    assert_eq!(Seat::scan(db).all().await.expect("items"), seats);
    assert_eq!(Organiser::scan(db).all().await.expect("items"), organisers);
    assert_eq!(City::scan(db).all().await.expect("items"), [city.clone()]);

    let both = Untagged::query(db, SeatPartition::new("acme")).all().await;
    let expected = [Untagged::Seat(seat), Untagged::Organiser(organiser)];
    assert_eq!(both.expect("items"), expected);
    let all = Untagged::scan(db).all().await.expect("items");
    assert_eq!(all.len(), 3);
    assert!(all.contains(&Untagged::City(city)));
}
