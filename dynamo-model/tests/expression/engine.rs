//! What is rendered, understood by a database: every operator and every change once.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::{
    Client,
    config::{BehaviorVersion, Credentials, Region},
    types::{
        AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
        ScalarAttributeType,
    },
};
use dynamo_model::{
    attribute::{AttributeType, AttributeValueSink, Item, ToAttribute},
    embedded::EmbeddedDatabase,
    expression::{Condition, HasFields, Placeholders, Projection, Updates, all},
};

use crate::{
    models::{Line, Odd, Order, OrderFields},
    names::every_name,
    rendered::{of, selection},
};

/// A table with one item, whose key is `id = "a"`.
struct Table(Client);

impl Table {
    async fn with(attributes: impl IntoIterator<Item = (&'static str, AttributeValue)>) -> Self {
        let database = EmbeddedDatabase::memory().expect("a database in memory");
        let client = Client::from_conf(
            aws_sdk_dynamodb::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::new("eu-west-1"))
                .credentials_provider(Credentials::new(
                    "fixture", "fixture", None, None, "fixture",
                ))
                .http_client(database.http_client())
                .build(),
        );
        let key = KeySchemaElement::builder()
            .attribute_name("id")
            .key_type(KeyType::Hash);
        let of = AttributeDefinition::builder()
            .attribute_name("id")
            .attribute_type(ScalarAttributeType::S);
        client
            .create_table()
            .table_name("orders")
            .billing_mode(BillingMode::PayPerRequest)
            .key_schema(key.build().expect("a key"))
            .attribute_definitions(of.build().expect("its type"))
            .send()
            .await
            .expect("a table");
        let mut item: Item = attributes
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        item.insert("id".to_owned(), AttributeValue::S("a".to_owned()));
        let put = client.put_item().table_name("orders").set_item(Some(item));
        put.send().await.expect("an item");
        Self(client)
    }

    async fn update<M: HasFields>(&self, updates: Updates<M>) -> Item {
        let mut placeholders = Placeholders::new("Order");
        let text = updates.render(&mut placeholders).expect("rendered");
        let (names, values) = placeholders.into_tables();
        let answer = self
            .0
            .update_item()
            .table_name("orders")
            .key("id", AttributeValue::S("a".to_owned()))
            .set_update_expression(text)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .return_values("ALL_NEW".into())
            .send()
            .await;
        answer.expect("understood").attributes.expect("the item")
    }

    /// Whether the item meets the condition.
    async fn meets<M>(&self, condition: Condition<M>) -> bool {
        let mut placeholders = Placeholders::new("Order");
        let text = condition
            .render("filter", &mut placeholders)
            .expect("rendered");
        let (names, values) = placeholders.into_tables();
        let scanned = self
            .0
            .scan()
            .table_name("orders")
            .set_filter_expression(text)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .send()
            .await;
        scanned.expect("understood").count == 1
    }

    async fn read<P: Projection<Order, F>, F>(
        &self,
        projection: impl FnOnce(OrderFields) -> P,
    ) -> P::Output {
        let selection = selection::<Order, _, _>(projection);
        let mut placeholders = Placeholders::new("Order");
        let text = selection.render(&mut placeholders).expect("rendered");
        let got = self
            .0
            .get_item()
            .table_name("orders")
            .key("id", AttributeValue::S("a".to_owned()))
            .projection_expression(text)
            .set_expression_attribute_names(placeholders.into_tables().0)
            .send()
            .await;
        let item = got.expect("understood").item.expect("the item");
        selection.decode(item).expect("read")
    }
}

fn value(value: &(impl ToAttribute + ?Sized)) -> AttributeValue {
    value.to_attribute(AttributeValueSink).expect("a value")
}

fn lines() -> Vec<Line> {
    let mut lines: Vec<_> = (0..5).map(|qty| Line::of("sku", qty)).collect();
    lines[3].next = Some(Box::new(Line::of("next", 33)));
    lines
}

async fn order() -> Table {
    Table::with([
        ("status", value("open")),
        ("total", value(&100)),
        ("balance", value(&-5)),
        ("level", value(&7)),
        ("paid", value(&true)),
        ("blob", value(b"ab")),
        (
            "tags",
            value(
                &["new", "old"]
                    .map(String::from)
                    .into_iter()
                    .collect::<BTreeSet<_>>(),
            ),
        ),
        ("lines", value(&lines())),
        ("main", value(&Line::of("main", 1))),
        ("notes", value(&["n"])),
    ])
    .await
}

#[tokio::test]
async fn conditions_are_understood() {
    let table = order().await;
    let met = all([
        of::<Order>(|o| o.status.eq("open") & o.status.ne("closed") & !o.memo.exists()),
        of::<Order>(|o| o.total.gt(99) & o.total.ge(100) & o.total.lt(101) & o.total.le(100)),
        of::<Order>(|o| {
            o.total.between(1, 100) & o.total.gt(o.balance) & o.status.is_in(["x", "open"])
        }),
        of::<Order>(|o| o.id.begins_with("a") & o.blob.begins_with(b"a") & o.status.contains("pe")),
        of::<Order>(|o| o.tags.contains("new") & o.notes.contains(Some("n".to_owned()))),
        of::<Order>(|o| {
            o.tags.size().eq(2) & o.status.size().between(1, 4) & o.level.gt(o.lines.size())
        }),
        of::<Order>(|o| {
            o.memo.not_exists() & o.paid.is_type(AttributeType::Bool) & o.paid.eq(true)
        }),
        of::<Order>(|o| o.lines.at(3).next.open().qty.eq(33) & o.main.eq(Line::of("main", 1))),
        of::<Order>(|o| !(o.paid.eq(false) | o.total.lt(0)) & (o.paid.eq(false) | o.level.eq(7))),
        of::<Order>(|o| o.rest.key("status").eq("open")),
    ]);
    assert!(table.meets(met).await);
    assert!(
        !table
            .meets(of::<Order>(|o| o.total.lt(100) | o.paid.ne(true)))
            .await
    );
}

#[tokio::test]
async fn changes_are_understood() {
    let table = order().await;
    let changes = Updates::<Order>::new()
        .set(|o| o.status, "closed")
        .set(|o| o.memo, None)
        .set(|o| o.lines.at(0).qty, 9)
        .set(|o| o.main.next, Box::new(Line::of("deep", 2)))
        .set(|o| o.day, "today")
        .set_if_absent(|o| o.weight, 1.5)
        .set_expr(|o| o.total, |o| o.total - 30)
        .set_expr(|o| o.count, |o| o.count.or(0) + 1)
        .set_expr(|o| o.balance, |o| o.balance + o.total)
        .add(|o| o.level, 3)
        .remove(|o| o.paid)
        .remove(|o| o.lines.at(1))
        .append(|o| o.notes, ["last".to_owned()])
        .discard(|o| o.tags, ["old"])
        .insert(|o| o.sizes, [1, 2]);
    let item = table.update(changes).await;
    let number = |name: &str| item[name].as_n().map(String::as_str).expect("a number");
    assert_eq!(item["status"], value("closed"));
    assert_eq!(
        (
            number("total"),
            number("count"),
            number("balance"),
            number("level")
        ),
        ("70", "1", "95", "10")
    );
    assert_eq!(item["tags"].as_ss().expect("a set"), &["new"]);
    assert_eq!(item["sizes"].as_ns().expect("a set").len(), 2);
    assert_eq!(item["notes"], value(&["n", "last"]));
    assert_eq!(
        (&item["day"], &item["weight"]),
        (&value("today"), &value(&1.5))
    );
    assert!(!item.contains_key("paid") && !item.contains_key("memo"));
    let lines = item["lines"].as_l().expect("a list");
    assert_eq!((lines.len(), &lines[0]), (4, &value(&Line::of("sku", 9))));
    let again = Updates::<Order>::new()
        .prepend(|o| o.notes, ["first".to_owned()])
        .append(|o| o.lines, [Line::of("z", 1)]);
    let item = table.update(again).await;
    assert_eq!(item["notes"], value(&["first", "n", "last"]));
    assert_eq!(item["lines"].as_l().map(Vec::len), Ok(5));
}

#[tokio::test]
async fn w13_an_empty_set_removes_the_attribute() {
    let table = order().await;
    let item = table
        .update(Updates::<Order>::new().set(|o| o.tags, BTreeSet::new()))
        .await;
    assert!(!item.contains_key("tags"));
}

#[tokio::test]
async fn w14_any_name_makes_a_round_trip() {
    let table = Table::with([]).await;
    let changes = Updates::<Odd>::new()
        .set(|o| o.dotted, "1")
        .set(|o| o.hashed, "2")
        .set(|o| o.colon, "3")
        .set(|o| o.size, "4")
        .set(|o| o.long, "5")
        .set(|o| o.bracket, [6]);
    table.update(changes).await;
    assert!(table.meets(every_name()).await);
}

#[tokio::test]
async fn parts_are_found_in_what_comes_back() {
    let table = order().await;
    assert_eq!(table.read(|o| o.total).await, 100);
    assert_eq!(
        table
            .read(|o| (o.lines.at(3).next.open().qty, o.memo))
            .await,
        (33, None)
    );
    let (third, first, status) = table
        .read(|o| (o.lines.at(3).next, o.lines.at(1).next, o.rest.key("status")))
        .await;
    assert_eq!(
        (third, first, status.as_str()),
        (lines()[3].next.clone(), None, "open")
    );
    let (main, inside) = table.read(|o| (o.main.next.clone(), o.main)).await;
    assert_eq!((main, inside), (None, Line::of("main", 1)));
}
