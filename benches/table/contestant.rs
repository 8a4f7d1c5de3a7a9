//! Who reads and writes the items, and what each has in hand in the end.

use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use dynamo_model::attribute::{from_item, to_item};

use super::{Table, ours, sdk};
use crate::{
    rounds::Side,
    shape::{Item, Shape},
};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Decode,
    Encode,
}

/// How much of a client takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// Between bytes and values, and nothing else.
    Codec,
    /// From the call to the request and back: all but the network.
    Client,
}

pub struct Contestant<'t, T: Shape> {
    /// As it is called in tables.
    pub letter: char,
    pub name: &'static str,
    /// Alone, and in the whole client.
    decode: [Act<'t, T>; 2],
    /// What looks at items in place has nothing to write.
    encode: Option<[Act<'t, T>; 2]>,
}

type Act<'t, T> = fn(&'t Table<T>) -> Outcome<T>;

#[allow(dead_code, reason = "for the test")]
pub enum Outcome<T> {
    /// Attributes, all of them still to be taken apart.
    Items(Vec<Item>),
    Values(Vec<T>),
    /// A number of each item, seen while it stood in the response.
    Figures(Vec<u64>),
    Requests(Vec<HttpRequest>),
    /// The items in DynamoDB JSON.
    Json(Vec<Vec<u8>>),
    /// It is gone.
    Sent,
}

pub fn contestants<'t, T: Shape>() -> [Contestant<'t, T>; 5] {
    use Outcome::{Figures, Items, Json, Requests, Sent, Values};
    [
        Contestant {
            letter: 'a',
            name: "SDK alone",
            decode: [
                |table| Items(sdk::deserialize(table)),
                |table| Items(sdk::read(table)),
            ],
            encode: Some([
                |table| Requests(sdk::serialize(table, T::write)),
                |table| {
                    sdk::write(table, T::write);
                    Sent
                },
            ]),
        },
        Contestant {
            letter: 'b',
            name: "SDK and serde_dynamo",
            decode: [
                |table| Values(serde_dynamo::from_items(sdk::deserialize(table)).expect("values")),
                |table| Values(serde_dynamo::from_items(sdk::read(table)).expect("values")),
            ],
            encode: Some([
                |table| Requests(sdk::serialize(table, by_serde)),
                |table| {
                    sdk::write(table, by_serde);
                    Sent
                },
            ]),
        },
        Contestant {
            letter: 'c',
            name: "dynamo-model, maps",
            decode: [
                |table| {
                    let items = sdk::deserialize(table).into_iter();
                    Values(
                        items
                            .map(from_item)
                            .collect::<Result<_, _>>()
                            .expect("values"),
                    )
                },
                |table| Values(ours::read(table, &table.mapped)),
            ],
            encode: Some([
                |table| {
                    Requests(sdk::serialize(table, |value| {
                        to_item(value).expect("a map")
                    }))
                },
                |table| {
                    ours::write(table, &table.mapped);
                    Sent
                },
            ]),
        },
        Contestant {
            letter: 'd',
            name: "dynamo-model",
            decode: [
                |table| Values(ours::from_json(table)),
                |table| Values(ours::read(table, &table.db)),
            ],
            encode: Some([
                |table| Json(ours::to_json(table)),
                |table| {
                    ours::write(table, &table.db);
                    Sent
                },
            ]),
        },
        Contestant {
            letter: 'e',
            name: "dynamo-model, in place",
            decode: [
                |table| Figures(ours::glance_at_json(table)),
                |table| Figures(ours::glance(table)),
            ],
            encode: None,
        },
    ]
}

fn by_serde<T: Shape>(value: &T) -> Item {
    serde_dynamo::to_item(value).expect("a map")
}

impl<'t, T: Shape> Contestant<'t, T> {
    /// How it does this with the items of the table, if it can.
    pub fn side(
        &self,
        table: &'t Table<T>,
        way: Way,
        path: Path,
    ) -> Option<Side<&'t Table<T>, Outcome<T>>> {
        let acts = match way {
            // A `get` lends nothing.
            Way::Decode if self.letter == 'e' && table.is_single && path == Path::Client => None,
            Way::Decode => Some(self.decode),
            Way::Encode => self.encode,
        };
        Some(Side::new(self.name, acts?[path as usize]))
    }
}
