//! Events as Lambda gives them to a function.

use std::time::{Duration, SystemTime};

use dynamo_model::{
    prelude::*,
    streams::{self, Cause, Change, Event, EventName, Record, StreamViewType},
};

use crate::{Order, image, order, read, record};

/// The table of the Lambda developer guide's example event.
#[derive(DynamoModel, Debug, PartialEq)]
struct Greeting {
    #[dynamo(partition_key, rename = "Id")]
    id: u32,
    #[dynamo(rename = "Message")]
    message: String,
}

fn greeting(message: &str) -> Greeting {
    Greeting {
        id: 101,
        message: message.to_owned(),
    }
}

/// After the example event of the Lambda developer guide, its members in the order that they have there, with the third
/// record that the guide's test event has.
const EVENT: &str = r#"{
  "Records": [
    {
      "eventID": "1",
      "eventVersion": "1.0",
      "dynamodb": {
        "Keys": {"Id": {"N": "101"}},
        "NewImage": {"Message": {"S": "Hello"}, "Id": {"N": "101"}},
        "StreamViewType": "NEW_AND_OLD_IMAGES",
        "SequenceNumber": "111",
        "SizeBytes": 26
      },
      "awsRegion": "eu-west-1",
      "eventName": "INSERT",
      "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/greetings/stream/2026-02-03T04:05:06.789",
      "eventSource": "aws:dynamodb"
    },
    {
      "eventID": "2",
      "eventVersion": "1.0",
      "dynamodb": {
        "OldImage": {"Message": {"S": "Hello"}, "Id": {"N": "101"}},
        "SequenceNumber": "222",
        "Keys": {"Id": {"N": "101"}},
        "SizeBytes": 59,
        "NewImage": {"Message": {"S": "Good day"}, "Id": {"N": "101"}},
        "StreamViewType": "NEW_AND_OLD_IMAGES"
      },
      "awsRegion": "eu-west-1",
      "eventName": "MODIFY",
      "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/greetings/stream/2026-02-03T04:05:06.789",
      "eventSource": "aws:dynamodb"
    },
    {
      "eventID": "3",
      "eventVersion": "1.0",
      "dynamodb": {
        "Keys": {"Id": {"N": "101"}},
        "ApproximateCreationDateTime": 1770091506,
        "OldImage": {"Message": {"S": "Good day"}, "Id": {"N": "101"}},
        "SequenceNumber": "333",
        "SizeBytes": 38,
        "StreamViewType": "NEW_AND_OLD_IMAGES"
      },
      "awsRegion": "eu-west-1",
      "eventName": "REMOVE",
      "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/greetings/stream/2026-02-03T04:05:06.789",
      "eventSource": "aws:dynamodb"
    }
  ]
}"#;

/// What the event of the guide says.
#[track_caller]
fn is_the_guides(records: &[Record<'_>]) {
    let changes: Vec<Change<Greeting>> = records
        .iter()
        .map(|record| record.change().unwrap())
        .collect();
    assert_eq!(
        changes,
        [
            Change::Created {
                new: greeting("Hello")
            },
            Change::Modified {
                old: greeting("Hello"),
                new: greeting("Good day")
            },
            Change::Removed {
                old: greeting("Good day"),
                cause: Cause::User
            },
        ]
    );
    assert!(
        changes
            .iter()
            .all(|change| change.key() == GreetingKey::new(101_u32))
    );
    let latest: Vec<_> = changes.into_iter().map(Change::into_latest).collect();
    assert_eq!(latest, ["Hello", "Good day", "Good day"].map(greeting));
}

#[test]
fn w17_the_guides_event_is_three_changes() {
    is_the_guides(&streams::records(EVENT.as_bytes()).unwrap());
}

#[test]
fn w17_a_record_tells_when_and_where() {
    let records = streams::records(EVENT.as_bytes()).unwrap();
    let names: Vec<_> = records.iter().map(Record::event_name).collect();
    assert_eq!(
        names,
        [EventName::Insert, EventName::Modify, EventName::Remove]
    );
    let removed = &records[2];
    assert_eq!(removed.event_id(), Some("3"));
    assert_eq!(removed.sequence_number(), "333");
    assert_eq!(removed.size_bytes(), Some(38));
    assert_eq!(removed.view_type(), Some(StreamViewType::NewAndOldImages));
    assert_eq!(removed.region(), Some("eu-west-1"));
    assert_eq!(
        removed.source_arn(),
        Some(
            "arn:aws:dynamodb:eu-west-1:123456789012:table/greetings/stream/2026-02-03T04:05:06.789"
        )
    );
    assert_eq!(removed.table_name(), Some("greetings"));
    assert_eq!(
        removed.approximate_creation_time(),
        Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_770_091_506))
    );
    assert_eq!(records[0].approximate_creation_time(), None);
}

#[test]
fn w17_an_event_that_serde_reads_is_the_same() {
    let event: Event = serde_json::from_str(EVENT).unwrap();
    is_the_guides(&event.records().unwrap());
    let value: serde_json::Value = serde_json::from_str(EVENT).unwrap();
    let event: Event = serde_json::from_value(value.clone()).unwrap();
    is_the_guides(&event.records().unwrap());
    is_the_guides(&Event::from(&value).records().unwrap());
    let alone = value["Records"][0].to_string();
    assert_eq!(
        read(&alone).change::<Greeting>().unwrap().latest().message,
        "Hello"
    );
    assert!(serde_json::from_str::<Event>("{").is_err());
    let other: Event = serde_json::from_str("[]").unwrap();
    assert!(other.records().is_err());
}

/// Of an item that was deleted with this `userIdentity`.
#[track_caller]
fn cause(identity: &str) -> Cause {
    let json = record("REMOVE", &[("OldImage", &image(100))]);
    let json = json.replacen('{', &format!(r#"{{"userIdentity": {identity}, "#), 1);
    match read(&json).change::<Order>().unwrap() {
        Change::Removed { old, cause } if old == order(100) => cause,
        other => panic!("{other:?}"),
    }
}

#[test]
fn w17_an_item_whose_time_is_over_is_told_from_one_that_was_deleted() {
    for expired in [
        r#"{"type": "Service", "principalId": "dynamodb.amazonaws.com"}"#,
        r#"{"principalId": "dynamodb.amazonaws.com", "type": "Service", "more": [1]}"#,
        r#"{"PrincipalId": "dynamodb.amazonaws.com", "Type": "Service"}"#,
    ] {
        assert_eq!(cause(expired), Cause::TimeToLive, "{expired}");
    }
    for deleted in [
        "null",
        "{}",
        r#"{"type": "Service"}"#,
        r#"{"principalId": "dynamodb.amazonaws.com"}"#,
        r#"{"type": "Service", "principalId": "lambda.amazonaws.com"}"#,
        r#"{"type": "AssumedRole", "principalId": "dynamodb.amazonaws.com"}"#,
        r#"{"type": null, "principalId": null}"#,
    ] {
        assert_eq!(cause(deleted), Cause::User, "{deleted}");
    }
    let silent = record("REMOVE", &[("OldImage", &image(100))]);
    assert!(matches!(
        read(&silent).change::<Order>(),
        Ok(Change::Removed {
            cause: Cause::User,
            ..
        })
    ));
}

#[test]
fn w17_a_time_is_read_however_it_is_written() {
    let created = |text: &str| {
        let json = record("REMOVE", &[("ApproximateCreationDateTime", text)]);
        read(&json).approximate_creation_time()
    };
    let after = |millis| Some(SystemTime::UNIX_EPOCH + Duration::from_millis(millis));
    assert_eq!(created("0"), after(0));
    assert_eq!(created("1770091506"), after(1_770_091_506_000));
    assert_eq!(created("1.770091506E9"), after(1_770_091_506_000));
    assert_eq!(created("1770091506.5"), after(1_770_091_506_500));
    assert_eq!(created("null"), None);
}

#[test]
fn w17_what_is_not_known_is_passed_over() {
    let json = record(
        "INSERT",
        &[("NewImage", &image(1)), ("Later", r#"[{"a": null}]"#)],
    );
    let event = format!(
        r#"{{"window": {{"start": "2026-02-03T04:05:00Z"}}, "Records": [{json}], "isFinalInvokeForWindow": false}}"#
    );
    let records = streams::records(event.as_bytes()).unwrap();
    assert_eq!(
        records[0].change().unwrap(),
        Change::Created { new: order(1) }
    );
}

#[test]
fn w17_null_is_nothing() {
    let json = record(
        "INSERT",
        &[
            ("NewImage", &image(1)),
            ("OldImage", "null"),
            ("SizeBytes", "null"),
            ("StreamViewType", "null"),
        ],
    );
    let json = json.replacen('{', r#"{"awsRegion": null, "eventSourceARN": null, "#, 1);
    let record = read(&json);
    assert_eq!(record.size_bytes(), None);
    assert_eq!(record.view_type(), None);
    assert_eq!(record.region(), None);
    assert_eq!(record.table_name(), None);
    assert_eq!(record.change().unwrap(), Change::Created { new: order(1) });
}

#[test]
fn a23_a_record_does_not_show_what_users_store() {
    let json = record("INSERT", &[("NewImage", &image(1))]);
    let shown = format!("{:?}", read(&json));
    assert!(shown.contains("111") && shown.contains("e-1"), "{shown}");
    assert!(!shown.contains("acme"), "{shown}");
    let event: Event =
        serde_json::from_str(&format!(r#"{{"Records": [{json}]}}"#)).expect("an event");
    assert_eq!(format!("{event:?}"), "Event { .. }");
}
