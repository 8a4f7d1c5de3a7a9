//! What conversions cost between an item as the SDK has it and a value: time and allocations of this library, of
//! `serde_dynamo`, and of code written by hand for the one type.

#![allow(missing_docs, reason = "a program")]

mod instructions;
mod rounds;
#[allow(dead_code, reason = "no table is asked")]
mod shape;

use dynamo_model::attribute;
use rounds::{Side, compare};
use shape::{Huge, Item, Shape, Small, Tiny};

const ROUNDS: usize = 1_000;

/// An item of the SDK's into a value, the ways there are.
fn decoders<T: Shape>() -> [Side<Item, T>; 3] {
    [
        Side::new("serde_dynamo", |item| {
            serde_dynamo::from_item(item).expect("an item of the type")
        }),
        Side::new("by hand", |item| {
            T::read(item).expect("an item of the type")
        }),
        Side::new("dynamo-model", |item| {
            attribute::from_item(item).expect("an item of the type")
        }),
    ]
}

/// A value into an item of the SDK's.
fn encoders<T: Shape>() -> [Side<&'static T, Item>; 3] {
    [
        Side::new("serde_dynamo", |value| {
            serde_dynamo::to_item(value).expect("a map")
        }),
        Side::new("by hand", T::write),
        Side::new("dynamo-model", |value| {
            attribute::to_item(value).expect("a map")
        }),
    ]
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` runs this as well, without the flag, and has no use for it.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    match arguments.first().map(String::as_str) {
        Some("instructions") => return count_all(),
        Some("count") => return count_one(&arguments),
        _ => {}
    }
    both_ways::<Tiny>(200);
    both_ways::<Small>(50);
    both_ways::<Huge>(5);
    page::<Small>(100);
    json::<Small>(50);
    json::<Huge>(5);
}

fn both_ways<T: Shape>(batch: usize) {
    let value: &'static T = Box::leak(Box::new(T::sample(7)));
    let item = value.write();
    println!("{}: decode", T::NAME);
    compare(&decoders::<T>(), ROUNDS, batch, || item.clone());
    println!("{}: encode", T::NAME);
    compare(&encoders::<T>(), ROUNDS, batch, || value);
}

/// What a query gives: the items of a page, into a vector of values.
fn page<T: Shape>(len: u64) {
    let items: Vec<Item> = (0..len).map(|number| T::sample(number).write()).collect();
    println!("a page of {len} {}: decode", T::NAME);
    let sides: [Side<Vec<Item>, Vec<T>>; 3] = [
        Side::new("serde_dynamo", |items| {
            serde_dynamo::from_items(items).expect("items of the type")
        }),
        Side::new("by hand", |items| {
            let values: Result<_, _> = items.into_iter().map(T::read).collect();
            values.expect("items of the type")
        }),
        Side::new("dynamo-model", |items| {
            let values: Result<_, _> = items.into_iter().map(attribute::from_item).collect();
            values.expect("items of the type")
        }),
    ];
    compare(&sides, ROUNDS, 1, || items.clone());
}

/// DynamoDB JSON in the place of the SDK's items.
fn json<T: Shape>(batch: usize) {
    let value: &'static T = Box::leak(Box::new(T::sample(7)));
    let bytes = attribute::to_json_item(value).expect("a map");
    let bytes: &'static [u8] = Box::leak(bytes.into_boxed_slice());
    println!("{}: from {} bytes of DynamoDB JSON", T::NAME, bytes.len());
    let from: [Side<&'static [u8], T>; 1] = [Side::new("dynamo-model", |bytes| {
        attribute::from_json_item(bytes).expect("an item of the type")
    })];
    compare(&from, ROUNDS, batch, || bytes);
    println!("{}: to DynamoDB JSON", T::NAME);
    let to: [Side<&'static T, Vec<u8>>; 1] = [Side::new("dynamo-model", |value| {
        attribute::to_json_item(value).expect("a map")
    })];
    compare(&to, ROUNDS, batch, || value);
}

/// Maps are hashed anew each time, so that one of them says little.
const TIMES: u32 = 1_000;

/// What valgrind counts.
struct Row {
    shape: &'static str,
    way: &'static str,
    act: fn(usize),
}

const ROWS: &[Row] = &[
    Row::of::<Tiny>("decode", decode::<Tiny>),
    Row::of::<Small>("decode", decode::<Small>),
    Row::of::<Small>("encode", encode::<Small>),
    Row::of::<Huge>("decode", decode::<Huge>),
];

impl Row {
    const fn of<T: Shape>(way: &'static str, act: fn(usize)) -> Self {
        Self {
            shape: T::NAME,
            way,
            act,
        }
    }
}

fn decode<T: Shape>(side: usize) {
    let item = T::sample(7).write();
    instructions::repeat(&decoders::<T>()[side], TIMES, || item.clone());
}

fn encode<T: Shape>(side: usize) {
    let value: &'static T = Box::leak(Box::new(T::sample(7)));
    instructions::repeat(&encoders::<T>()[side], TIMES, || value);
}

/// Has valgrind count what each side takes.
fn count_all() {
    for row in ROWS {
        println!("{} {}: instructions", row.shape, row.way);
        for side in ["0", "1", "2"] {
            let arguments = ["count", row.shape, row.way, side];
            let (name, instructions) = instructions::under_valgrind(&arguments);
            println!("    {name:14}{:>9}", instructions / u64::from(TIMES));
        }
    }
}

/// What the program does when valgrind watches: one side's work and nothing else.
fn count_one(arguments: &[String]) {
    let [_, shape, way, side, ..] = arguments else {
        panic!("`count` needs a row and a side");
    };
    let row = ROWS
        .iter()
        .find(|row| row.shape == shape && row.way == way)
        .expect("a row");
    (row.act)(side.parse().expect("the number of a side"));
}
