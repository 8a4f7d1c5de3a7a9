//! The promise that all who are measured read and write the same items.

#[allow(dead_code, reason = "nothing is measured here")]
#[path = "../rounds.rs"]
mod rounds;
#[path = "../shape/mod.rs"]
mod shape;
#[allow(dead_code, unused_imports, reason = "nothing is measured here")]
#[path = "../table/mod.rs"]
mod table;

use aws_smithy_types::body::SdkBody;
use dynamo_model::attribute::{from_json_item, to_json_item};
use serde_json::Value;
use shape::{Huge, Shape, Small, Tiny};
use table::{Outcome, Path, Sent, Table, Way, contestants};

#[test]
fn all_who_are_measured_read_and_write_the_same_items() {
    agree::<Tiny>();
    agree::<Small>();
    agree::<Huge>();
}

fn agree<T: Shape>() {
    // One, and more than one batch of writes.
    for len in [1, 30] {
        let sent = Sent::default();
        let table = Table::<T>::shown(len, Some(sent.clone()));
        let values: Vec<T> = (0..len as u64).map(T::sample).collect();
        for contestant in contestants() {
            for (way, path) in [
                (Way::Decode, Path::Codec),
                (Way::Decode, Path::Client),
                (Way::Encode, Path::Codec),
                (Way::Encode, Path::Client),
            ] {
                let Some(side) = contestant.side(&table, way, path) else {
                    assert_eq!(contestant.letter, 'e');
                    continue;
                };
                let outcome = side.act(&table);
                let bodies = std::mem::take(&mut *sent.lock().unwrap());
                assert!(
                    has(outcome, &bodies, &values),
                    "{len} {}: {way:?}, {path:?} of {} is something else",
                    T::NAME,
                    contestant.name,
                );
            }
        }
    }
}

/// Whether these values have been read, or sent.
fn has<T: Shape>(outcome: Outcome<T>, sent: &[SdkBody], values: &[T]) -> bool {
    let json: Vec<Vec<u8>> = values.iter().map(|v| to_json_item(v).unwrap()).collect();
    let parse = |json: &Vec<u8>| serde_json::from_slice::<Value>(json).unwrap();
    let expected = || json.iter().map(parse).collect::<Vec<_>>();
    match outcome {
        Outcome::Items(items) => {
            let read: Vec<T> = items.into_iter().map(|i| T::read(i).unwrap()).collect();
            read.as_slice() == values
        }
        Outcome::Values(read) => read.as_slice() == values,
        Outcome::Figures(figures) => {
            let figure = |json: &Vec<u8>| T::figure(&from_json_item(json).unwrap());
            figures == json.iter().map(figure).collect::<Vec<_>>()
        }
        Outcome::Requests(requests) => {
            let bodies = requests.iter().flat_map(|request| items(request.body()));
            bodies.collect::<Vec<_>>() == expected()
        }
        Outcome::Json(written) => written.iter().map(parse).collect::<Vec<_>>() == expected(),
        Outcome::Sent => sent.iter().flat_map(items).collect::<Vec<_>>() == expected(),
    }
}

/// The items of a request that puts some.
fn items(body: &SdkBody) -> Vec<Value> {
    let request: Value = serde_json::from_slice(body.bytes().unwrap()).unwrap();
    if let Some(item) = request.get("Item") {
        return vec![item.clone()];
    }
    let tables = request["RequestItems"].as_object().unwrap();
    let puts = tables.values().flat_map(|puts| puts.as_array().unwrap());
    puts.map(|put| put["PutRequest"]["Item"].clone()).collect()
}
