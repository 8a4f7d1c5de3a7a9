//! What can be told of streams that do not tell both images.

use std::time::{Duration, SystemTime};

use dynamo_model::{
    prelude::*,
    streams::{Cause, Change, EventName, PartialChange, StreamError, StreamViewType},
};

use crate::{Order, OrderKey, Tick, TickKey, image, order, read, record};

fn key() -> OrderKey {
    OrderKey::new("acme", 7_u64)
}

/// The records of the three changes, as a stream of this view type tells them.
fn told(view: &str) -> [String; 3] {
    let (old, new) = (image(1), image(2));
    let quoted = format!("\"{view}\"");
    let tells_new = matches!(view, "NEW_IMAGE" | "NEW_AND_OLD_IMAGES");
    let tells_old = matches!(view, "OLD_IMAGE" | "NEW_AND_OLD_IMAGES");
    [
        ("INSERT", false, true),
        ("MODIFY", true, true),
        ("REMOVE", true, false),
    ]
    .map(|(name, was, is)| {
        let mut members = vec![("StreamViewType", quoted.as_str())];
        if was && tells_old {
            members.push(("OldImage", &old));
        }
        if is && tells_new {
            members.push(("NewImage", &new));
        }
        record(name, &members)
    })
}

fn partial(view: &str) -> [PartialChange<Order>; 3] {
    told(view).map(|json| read(&json).partial_change().unwrap())
}

#[test]
fn w17_keys_only_tells_keys() {
    let key = key();
    assert_eq!(
        partial("KEYS_ONLY"),
        [
            PartialChange::Created {
                key: key.clone(),
                new: None
            },
            PartialChange::Modified {
                key: key.clone(),
                old: None,
                new: None
            },
            PartialChange::Removed {
                key,
                old: None,
                cause: Cause::User
            },
        ]
    );
}

#[test]
fn w17_one_image_is_told_with_the_key() {
    let key = key();
    assert_eq!(
        partial("NEW_IMAGE"),
        [
            PartialChange::Created {
                key: key.clone(),
                new: Some(order(2))
            },
            PartialChange::Modified {
                key: key.clone(),
                old: None,
                new: Some(order(2))
            },
            PartialChange::Removed {
                key: key.clone(),
                old: None,
                cause: Cause::User
            },
        ]
    );
    assert_eq!(
        partial("OLD_IMAGE"),
        [
            PartialChange::Created {
                key: key.clone(),
                new: None
            },
            PartialChange::Modified {
                key: key.clone(),
                old: Some(order(1)),
                new: None
            },
            PartialChange::Removed {
                key,
                old: Some(order(1)),
                cause: Cause::User
            },
        ]
    );
}

#[test]
fn w17_both_images_are_told_either_way() {
    let records = told("NEW_AND_OLD_IMAGES");
    let changes = records
        .each_ref()
        .map(|json| read(json).into_change::<Order>().unwrap());
    let (old, new) = (order(1), order(2));
    assert_eq!(
        changes,
        [
            Change::Created { new: new.clone() },
            Change::Modified {
                old: old.clone(),
                new: new.clone()
            },
            Change::Removed {
                old: old.clone(),
                cause: Cause::User
            },
        ]
    );
    let partial = records
        .each_ref()
        .map(|json| read(json).into_partial_change::<Order>().unwrap());
    assert!(partial.iter().all(|change| *change.key() == key()));
    assert_eq!(
        partial[1],
        PartialChange::Modified {
            key: key(),
            old: Some(old),
            new: Some(new)
        }
    );
}

#[test]
fn w17_a_stream_without_both_images_is_told_with_the_first_record() {
    for (view, view_type) in [
        ("KEYS_ONLY", StreamViewType::KeysOnly),
        ("NEW_IMAGE", StreamViewType::NewImage),
        ("OLD_IMAGE", StreamViewType::OldImage),
    ] {
        for json in told(view) {
            match read(&json).change::<Order>() {
                Err(StreamError::ViewType {
                    model: "Order",
                    view_type: told,
                }) => assert_eq!(told, view_type),
                other => panic!("{other:?}"),
            }
        }
    }
    let json = &told("KEYS_ONLY")[0];
    assert_eq!(
        read(json).change::<Order>().unwrap_err().to_string(),
        "`Order`: a stream of the view type `KEYS_ONLY` does not tell both images of an item; read its records with \
         `partial_change`, or set the table's view type to `NEW_AND_OLD_IMAGES`"
    );
}

#[test]
fn w17_a_view_type_that_came_later_is_seen_by_what_it_tells() {
    let json = record(
        "INSERT",
        &[("NewImage", &image(2)), ("StreamViewType", "\"LATER\"")],
    );
    let record = read(&json);
    assert_eq!(record.view_type(), None);
    assert_eq!(record.change().unwrap(), Change::Created { new: order(2) });
}

#[test]
fn w17_names_are_dynamodbs_own() {
    use StreamViewType::{KeysOnly, NewAndOldImages, NewImage, OldImage};
    let views = [KeysOnly, NewImage, OldImage, NewAndOldImages].map(StreamViewType::as_str);
    let own = ["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"];
    assert_eq!(views, own);
    let events = [EventName::Insert, EventName::Modify, EventName::Remove].map(EventName::as_str);
    assert_eq!(events, ["INSERT", "MODIFY", "REMOVE"]);
}

#[test]
fn w17_a_key_is_read_without_an_image() {
    let json = record("REMOVE", &[]);
    assert_eq!(read(&json).key::<Order>().unwrap(), key());
    // In another form, with what the model does not know.
    let json = json.replace(crate::KEYS, r#"{"more": {"S": "x"}, "at": {"N": "60"}}"#);
    let minute = SystemTime::UNIX_EPOCH + Duration::from_mins(1);
    assert_eq!(read(&json).key::<Tick>().unwrap(), TickKey { at: minute });
}

/// A key that a template puts together.
#[derive(DynamoModel, Debug, PartialEq)]
#[dynamo(key(pk = "ORG#{org}", sk = "SEAT#{number:05}"))]
struct Seat {
    org: String,
    number: u16,
    taken: bool,
}

#[test]
fn w17_the_parts_of_a_key_are_read_without_an_image() {
    let json = record("REMOVE", &[("StreamViewType", "\"NEW_IMAGE\"")]);
    let keys = r#"{"pk": {"S": "ORG#acme"}, "sk": {"S": "SEAT#00007"}}"#;
    let json = json.replace(crate::KEYS, keys);
    let removed = PartialChange::<Seat>::Removed {
        key: SeatKey::new("acme", 7_u16),
        old: None,
        cause: Cause::User,
    };
    assert_eq!(read(&json).partial_change().ok(), Some(removed));
    let other = json.replace("SEAT#", "TABLE#");
    assert_eq!(
        read(&other)
            .partial_change::<Seat>()
            .unwrap_err()
            .to_string(),
        "`Seat`: attribute `Keys.sk`: is not put together like `SEAT#{number:05}`"
    );
}

#[test]
fn w10_a_key_of_another_model_is_told_with_its_path() {
    let json = record("REMOVE", &[]);
    assert_eq!(
        read(&json).key::<Tick>().unwrap_err().to_string(),
        "`Tick`: attribute `Keys.at`: is required, but the item does not have it"
    );
    let json = json.replace(r#"{"N": "7"}"#, r#"{"S": "7"}"#);
    let record = read(&json);
    let told = "`Order`: attribute `Keys.no`: expected N, found S";
    assert_eq!(record.key::<Order>().unwrap_err().to_string(), told);
    let partial = record.partial_change::<Order>();
    assert_eq!(partial.unwrap_err().to_string(), told);
}
