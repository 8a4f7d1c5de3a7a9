//! Every method of the expressions, on attributes of every kind they are for.
#![deny(warnings)]

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::{
    attribute::AttributeType,
    expression::{Conditions, HasFields, Placeholders, RawPath, Selection, Updates, all, any},
    prelude::*,
};

#[derive(DynamoModel)]
pub struct Order {
    #[dynamo(partition_key)]
    pub id: String,
    #[dynamo(sort_key)]
    pub at: u64,
    #[dynamo(version)]
    pub rev: u64,
    pub status: Status,
    pub total: u64,
    pub discount: Option<u64>,
    pub weight: f64,
    pub paid: bool,
    pub memo: Option<String>,
    pub blob: Vec<u8>,
    pub tags: BTreeSet<String>,
    pub sizes: BTreeSet<u32>,
    pub lines: Vec<Line>,
    pub more: Option<Vec<Line>>,
    pub address: Address,
    pub billing: Option<Address>,
    pub attrs: BTreeMap<String, u32>,
    #[dynamo(format = "epoch_seconds")]
    pub placed: std::time::SystemTime,
    #[dynamo(flatten)]
    pub rest: BTreeMap<String, String>,
}

#[derive(DynamoValue)]
pub enum Status {
    Open,
    Paid,
}

#[derive(DynamoValue)]
pub struct Line {
    pub sku: String,
    pub qty: u32,
    pub next: Option<Box<Line>>,
}

#[derive(DynamoValue)]
pub struct Address {
    pub city: String,
    pub floor: Option<i32>,
}

#[derive(DynamoValue)]
pub struct Summary {
    pub id: String,
    pub total: u64,
}

fn conditions() -> Conditions<Order> {
    Conditions::<Order>::new()
        .when(|o| o.id.eq("a") & o.rev.ge(1) & o.at.between(1, 2))
        .when(|o| o.status.eq(Status::Open) | o.status.is_in([Status::Open, Status::Paid]))
        .when(|o| !o.total.lt(100) & o.total.le(o.discount) & o.weight.gt(1))
        .when(|o| o.paid.ne(true) & o.memo.exists() & o.blob.not_exists())
        .when(|o| o.memo.begins_with("x") & o.memo.contains("y") & o.tags.contains("z"))
        .when(|o| o.tags.size().eq(2) & o.lines.size().between(1, 3) & o.blob.size().ne(0))
        .when(|o| o.lines.at(0).qty.gt(1) & o.lines.at(1).sku.eq(o.id))
        .when(|o| o.more.at(0).next.open().next.open().qty.lt(5))
        .when(|o| o.address.city.eq("x") & o.billing.city.is_type(AttributeType::S))
        .when(|o| o.billing.floor.eq(None) & o.billing.exists() & o.address.eq(o.billing))
        .when(|o| o.attrs.key("a").gt(1) & o.rest.key("b").eq("c"))
        .when(|o| o.placed.lt(std::time::SystemTime::UNIX_EPOCH))
        .when(|o| all([o.paid.eq(true), any([o.total.gt(1), o.memo.not_exists()])]))
}

fn updates() -> Updates<Order> {
    Updates::<Order>::new()
        .set(|o| o.status, Status::Paid)
        .set(|o| o.memo, "x")
        .set(|o| o.billing.city, "y")
        .set(|o| o.lines.at(0).qty, 3)
        .set(|o| o.attrs.key("a"), 1)
        .set(|o| o.rest.key("b"), "c")
        .set_if_absent(|o| o.weight, 1.5)
        .set_expr(|o| o.total, |o| o.total + 5)
        .set_expr(|o| o.discount, |o| o.discount.or(0) - o.total)
        .set_expr(|o| o.address, |o| o.billing)
        .add(|o| o.lines.at(1).qty, 1)
        .remove(|o| o.paid)
        .append(|o| o.more, [line()])
        .prepend(|o| o.more, vec![line()])
        .insert(|o| o.tags, ["a", "b"])
        .discard(|o| o.sizes, [1])
}

fn line() -> Line {
    Line {
        sku: "a".to_owned(),
        qty: 1,
        next: None,
    }
}

fn main() {
    let o: <Order as HasFields>::Fields = RawPath::root().into();
    let part: Selection<Order, (String, u32, Address)> =
        Selection::of(&(o.id, o.lines.at(1).qty, o.address));
    let whole: Selection<Order, Summary> = Selection::of_type();
    let mut placeholders = Placeholders::new("Order");
    assert!(part.render(&mut placeholders).is_ok());
    assert!(whole.render(&mut placeholders).is_ok());
    drop((conditions(), updates()));
}
