//! What is no event, and what is one but holds no item of the model.

use dynamo_model::streams::{self, Record, StreamError};

use crate::{Order, image, read, record, refused};

#[test]
fn w10_what_every_record_has_is_required() {
    let whole = record("REMOVE", &[]);
    for (lacking, path) in [
        (whole.replace(r#""eventName": "REMOVE","#, ""), "eventName"),
        (whole.replace("dynamodb", "kinesis"), "dynamodb"),
        (
            whole.replace("SequenceNumber", "x"),
            "dynamodb.SequenceNumber",
        ),
        (whole.replace("Keys", "x"), "dynamodb.Keys"),
        (whole.replace(crate::KEYS, "null"), "dynamodb.Keys"),
    ] {
        let event = format!(r#"{{"Records": [{whole}, {lacking}]}}"#);
        let told = format!("attribute `Records[1].{path}`: is required, but missing");
        assert_eq!(refused(&event), told);
        let error = Record::from_json(lacking.as_bytes()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("this is no record of a stream: attribute `{path}`: is required, but missing")
        );
    }
    assert_eq!(
        refused(r#"{"records": []}"#),
        "attribute `Records`: is required, but missing"
    );
}

#[test]
fn w10_a_member_that_is_something_else_is_told_with_its_path() {
    for (members, told) in [
        (
            ("SizeBytes", "\"1\""),
            "dynamodb.SizeBytes`: the DynamoDB JSON is damaged at byte {place}: expected a number",
        ),
        (
            ("SizeBytes", "-1"),
            "dynamodb.SizeBytes`: `-1` is no number of bytes",
        ),
        (
            ("ApproximateCreationDateTime", "-1"),
            "dynamodb.ApproximateCreationDateTime`: `-1` is no time in seconds",
        ),
        (
            ("ApproximateCreationDateTime", "1e300"),
            "dynamodb.ApproximateCreationDateTime`: `1e300` is no time in seconds",
        ),
        (
            ("NewImage", "[]"),
            "dynamodb.NewImage`: the DynamoDB JSON is damaged at byte {place}: expected an object",
        ),
        (
            ("OldImage", r#"{"a":}"#),
            "dynamodb.OldImage`: the DynamoDB JSON is damaged at byte {place}: expected a value",
        ),
        (
            ("StreamViewType", "1"),
            "dynamodb.StreamViewType`: the DynamoDB JSON is damaged at byte {place}: expected a string",
        ),
    ] {
        let event = format!(r#"{{"Records": [{}]}}"#, record("MODIFY", &[members]));
        let (name, value) = members;
        let begin = event.find(&format!(r#""{name}": {value}"#)).unwrap() + name.len() + 4;
        let place = begin + value.find('}').unwrap_or(0);
        let told = told.replace("{place}", &place.to_string());
        assert_eq!(refused(&event), format!("attribute `Records[0].{told}"));
    }
    let event = format!(r#"{{"Records": [{}]}}"#, record("UPSERT", &[]));
    assert_eq!(
        refused(&event),
        "attribute `Records[0].eventName`: expected INSERT, MODIFY or REMOVE, found `UPSERT`"
    );
}

#[test]
fn w10_what_is_no_event_is_told() {
    for (event, told) in [
        ("", "at byte 0: expected an object"),
        ("[]", "at byte 0: expected an object"),
        ("{} {}", "at byte 3: expected the end"),
        (r#"{"a": 1"#, "at byte 7: expected `,` or `}`"),
    ] {
        let error = refused(event);
        // Without any record there is nothing more to be told first.
        if event == "{} {}" {
            assert_eq!(error, "attribute `Records`: is required, but missing");
            continue;
        }
        assert_eq!(error, format!("the DynamoDB JSON is damaged {told}"));
    }
    assert_eq!(
        refused(r#"{"Records": []} {}"#),
        "the DynamoDB JSON is damaged at byte 16: expected the end"
    );
    let error = streams::records(b"{\"Records\": \xff}").unwrap_err();
    assert!(error.to_string().ends_with("at byte 12: expected UTF-8"));
}

#[test]
fn w10_an_image_is_told_with_its_path_and_its_place_in_the_event() {
    let wrong = image(1).replace(r#"{"N": "1"}"#, r#"{"S": "1"}"#);
    let json = record("MODIFY", &[("OldImage", &image(1)), ("NewImage", &wrong)]);
    let record_of = read(&json);
    assert_eq!(
        record_of.change::<Order>().unwrap_err().to_string(),
        "`Order`: attribute `NewImage.total`: expected N, found S"
    );

    let damaged = image(1).replace(r#"{"L": []}"#, r#"{"L": [{"M": {"gift": 1}}]}"#);
    let json = record("MODIFY", &[("OldImage", &damaged), ("NewImage", &image(1))]);
    let place = json.find("1}}]}").unwrap();
    assert_eq!(
        read(&json).change::<Order>().unwrap_err().to_string(),
        format!(
            "`Order`: attribute `OldImage.lines[0].gift`: the DynamoDB JSON is damaged at byte {place}: expected an \
             attribute, such as `{{\"S\":\"x\"}}`"
        )
    );
}

#[test]
fn w10_an_image_that_should_be_there_is_told() {
    for (name, images, missing) in [
        ("INSERT", vec![], "NewImage"),
        ("MODIFY", vec![("NewImage", image(1))], "OldImage"),
        ("MODIFY", vec![("OldImage", image(1))], "NewImage"),
        ("REMOVE", vec![("NewImage", image(1))], "OldImage"),
    ] {
        let images: Vec<_> = images
            .iter()
            .map(|(n, image)| (*n, image.as_str()))
            .collect();
        let json = record(name, &images);
        match read(&json).change::<Order>() {
            Err(StreamError::Convert(error)) => {
                assert_eq!(error.path(), missing);
                assert_eq!(
                    error.to_string(),
                    format!(
                        "`Order`: attribute `{missing}`: is required, but the record does not have it"
                    )
                );
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn w17_of_two_members_of_one_name_the_last_counts() {
    let json = record(
        "INSERT",
        &[("NewImage", &image(1)), ("NewImage", &image(2))],
    );
    let change = read(&json).into_change::<Order>().unwrap();
    assert_eq!(change.into_latest().total, 2);
}

#[test]
fn w17_an_event_that_was_cut_off_is_no_event() {
    let json = record(
        "MODIFY",
        &[
            ("OldImage", &image(1)),
            ("NewImage", &image(2)),
            ("ApproximateCreationDateTime", "1.5e9"),
        ],
    );
    let event = format!(r#"{{"Records": [{json}, {json}]}}"#);
    assert_eq!(streams::records(event.as_bytes()).unwrap().len(), 2);
    for end in 0..event.len() {
        match streams::records(&event.as_bytes()[..end]) {
            Err(StreamError::Damaged(_)) => {}
            other => panic!("{end}: {other:?}"),
        }
    }
}
