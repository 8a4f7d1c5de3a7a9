//! The embedded database must answer as the HTTP server of the crate it is built on does: the same requests go to
//! both, good and bad ones, and status and JSON are compared. What is known to differ is listed in `probes`.

mod probes;
mod side;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use self::probes::{Agreement, Probe};
use self::side::{Answer, Embedded, Server, Side};

/// Every operation of the server.
const OPERATIONS: [&str; 28] = [
    "BatchExecuteStatement",
    "BatchGetItem",
    "BatchWriteItem",
    "CreateTable",
    "DeleteItem",
    "DeleteTable",
    "DescribeStream",
    "DescribeTable",
    "DescribeTimeToLive",
    "ExecuteStatement",
    "ExecuteTransaction",
    "GetItem",
    "GetRecords",
    "GetShardIterator",
    "ListStreams",
    "ListTables",
    "ListTagsOfResource",
    "PutItem",
    "Query",
    "Scan",
    "SearchVectors",
    "TagResource",
    "TransactGetItems",
    "TransactWriteItems",
    "UntagResource",
    "UpdateItem",
    "UpdateTable",
    "UpdateTimeToLive",
];

/// Members that are new every time: clocks, random ids and what is made of them.
const VARYING: [&str; 17] = [
    "ApproximateCreationDateTime",
    "CreationDateTime",
    "CreationRequestDateTime",
    "EndingSequenceNumber",
    "LastDecreaseDateTime",
    "LastIncreaseDateTime",
    "LastUpdateToPayPerRequestDateTime",
    "LatestStreamArn",
    "LatestStreamLabel",
    "NextShardIterator",
    "SequenceNumber",
    "ShardIterator",
    "StartingSequenceNumber",
    "StreamArn",
    "StreamLabel",
    "TableId",
    "eventID",
];

/// One conversation with one side: what was kept of earlier answers is put into later requests.
struct Conversation<'a> {
    side: &'a dyn Side,
    kept: BTreeMap<&'static str, String>,
}

impl Conversation<'_> {
    fn ask(&mut self, probe: &Probe) -> Answer {
        let mut body = probe.body.clone();
        for (name, value) in &self.kept {
            body = body.replace(&format!("<{name}>"), value);
        }
        let answer = self.side.send(&probe.target, &body);
        if let Some((name, pointer)) = probe.keep {
            let json: Value = serde_json::from_str(&answer.1).expect("JSON");
            let value = json.pointer(pointer).and_then(Value::as_str);
            let value = value.unwrap_or_else(|| panic!("{pointer} of {json}"));
            self.kept.insert(name, value.to_owned());
        }
        answer
    }
}

/// The answer without what is new every time, and with sets in one order.
fn comparable(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::Array(set) if matches!(name.as_str(), "SS" | "NS" | "BS") => {
                        set.sort_by_key(Value::to_string);
                    }
                    Value::String(_) | Value::Number(_) if VARYING.contains(&name.as_str()) => {
                        *member = Value::from("varies");
                    }
                    _ => comparable(member),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(comparable),
        _ => {}
    }
}

fn read(answer: &Answer) -> Value {
    let mut value =
        serde_json::from_str(&answer.1).unwrap_or_else(|error| panic!("{error} in {}", answer.1));
    comparable(&mut value);
    value
}

#[test]
fn the_embedded_database_answers_as_the_server_does() {
    let (embedded, server) = (Embedded::start(), Server::start());
    let mut ours = Conversation {
        side: &embedded,
        kept: BTreeMap::new(),
    };
    let mut theirs = Conversation {
        side: &server,
        kept: BTreeMap::new(),
    };

    let mut differences = Vec::new();
    let mut worked = BTreeSet::new();
    let mut errors = BTreeSet::new();
    for probe in &probes::all() {
        let (our_answer, their_answer) = (ours.ask(probe), theirs.ask(probe));
        let (our_json, their_json) = (read(&our_answer), read(&their_answer));
        let same_class =
            our_answer.0 == their_answer.0 && our_json["__type"] == their_json["__type"];
        let same = same_class && our_json == their_json;
        let as_listed = match probe.agreement {
            Agreement::Full => same,
            // One that agrees by now belongs off the list.
            Agreement::ClassOnly(_) => same_class && !same,
            Agreement::None(_) => !same_class,
        };
        let accepted = our_answer.0 == 200;
        if !as_listed || accepted != probe.good {
            differences.push(format!(
                "{} {}\n  expected {}, good: {}\n  embedded {} {our_json}\n  server   {} {their_json}",
                probe.target, probe.body, probe.agreement, probe.good, our_answer.0, their_answer.0,
            ));
        }
        let operation = probe.target.rsplit('.').next().unwrap_or_default();
        if accepted {
            worked.insert(operation.to_owned());
        } else if let Some(error) = our_json["__type"].as_str() {
            errors.insert(error.rsplit('#').next().unwrap_or(error).to_owned());
        }
    }
    assert!(
        differences.is_empty(),
        "{} answers differ:\n{}",
        differences.len(),
        differences.join("\n")
    );

    let unproved: Vec<_> = OPERATIONS
        .iter()
        .filter(|o| !worked.contains(**o))
        .collect();
    assert!(unproved.is_empty(), "no probe succeeded for {unproved:?}");
    let expected = [
        "ConditionalCheckFailedException",
        "DuplicateItemException",
        "IdempotentParameterMismatchException",
        "ResourceInUseException",
        "ResourceNotFoundException",
        "SerializationException",
        "TransactionCanceledException",
        "UnknownOperationException",
        "ValidationException",
    ];
    for error in expected {
        assert!(errors.contains(error), "no probe was refused with {error}");
    }
}
