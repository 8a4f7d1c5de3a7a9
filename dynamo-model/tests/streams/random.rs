//! What holds for any change: the event and the SDK's record tell the same. And for any bytes: they are read or refused.
//! The seed and the number of cases are fixed, so that a run depends on nothing but the code.

use dynamo_model::{
    attribute::{to_item, to_json_item},
    aws_sdk_dynamodbstreams::{
        primitives::DateTime,
        types::{Identity, Record as SdkRecord, StreamRecord},
    },
    prelude::*,
    streams::{self, Change, Record},
};
use proptest::{
    collection::{btree_map, btree_set, vec},
    prelude::*,
    test_runner::{RngAlgorithm, RngSeed},
};

use crate::{Line, Order, image, record, sdk::streamed_item};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 4096,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(20_120_118),
        ..ProptestConfig::default()
    }
}

fn line() -> impl Strategy<Value = Line> {
    (".*", any::<bool>()).prop_map(|(sku, gift)| Line { sku, gift })
}

fn order() -> impl Strategy<Value = Order> {
    let floats = proptest::option::of(-1e100..1e100);
    let key = (".+", any::<u64>());
    let scalars = (
        any::<i64>(),
        proptest::option::of(".*"),
        vec(any::<u8>(), 0..9),
    );
    let nested = (
        vec(line(), 0..4),
        btree_set(".*", 0..4),
        btree_map(".*", floats, 0..4),
    );
    (key, scalars, nested).prop_map(
        |((customer, number), (total, memo, blob), (lines, tags, stock))| Order {
            customer,
            number,
            total,
            memo,
            lines,
            tags,
            stock,
            blob,
        },
    )
}

/// What a stream tells, before it is written down anywhere.
#[derive(Debug)]
struct Told {
    event_name: &'static str,
    view: &'static str,
    keys_of: Order,
    old: Option<Order>,
    new: Option<Order>,
    expired: bool,
    created: Option<u32>,
    size: Option<u32>,
}

fn told() -> impl Strategy<Value = Told> {
    let names = prop_oneof![Just("INSERT"), Just("MODIFY"), Just("REMOVE")];
    let views = prop_oneof![
        Just("NEW_AND_OLD_IMAGES"),
        Just("NEW_IMAGE"),
        Just("OLD_IMAGE"),
        Just("KEYS_ONLY"),
    ];
    let about = (any::<bool>(), any::<Option<u32>>(), any::<Option<u32>>());
    (names, views, order(), order(), about).prop_map(
        |(event_name, view, old, mut new, (expired, created, size))| {
            new.customer.clone_from(&old.customer);
            new.number = old.number;
            let is_told = |view_of: &str, except: &str| {
                (view == view_of || view == "NEW_AND_OLD_IMAGES") && event_name != except
            };
            Told {
                event_name,
                view,
                keys_of: old.clone(),
                new: is_told("NEW_IMAGE", "REMOVE").then_some(new),
                old: is_told("OLD_IMAGE", "INSERT").then_some(old),
                expired,
                created,
                size,
            }
        },
    )
}

impl Told {
    fn json(&self) -> String {
        let text = |json: Vec<u8>| String::from_utf8(json).unwrap();
        let image = |order: &Option<Order>| {
            let json = order
                .as_ref()
                .map(|order| text(to_json_item(order).unwrap()));
            json.unwrap_or_else(|| "null".to_owned())
        };
        let number = |n: Option<u32>| n.map_or_else(|| "null".to_owned(), |n| n.to_string());
        let identity = if self.expired {
            r#"{"type":"Service","principalId":"dynamodb.amazonaws.com"}"#
        } else {
            "null"
        };
        format!(
            r#"{{"eventName":"{}","userIdentity":{identity},"dynamodb":{{"Keys":{},"NewImage":{},"OldImage":{},
                "SequenceNumber":"111","StreamViewType":"{}","ApproximateCreationDateTime":{},"SizeBytes":{}}}}}"#,
            self.event_name,
            text(to_json_item(&self.keys_of.key()).unwrap()),
            image(&self.new),
            image(&self.old),
            self.view,
            number(self.created),
            number(self.size),
        )
    }

    fn sdk(&self) -> SdkRecord {
        let image =
            |order: &Option<Order>| order.as_ref().map(|o| streamed_item(&to_item(o).unwrap()));
        let told = StreamRecord::builder()
            .set_keys(Some(streamed_item(&to_item(&self.keys_of.key()).unwrap())))
            .set_new_image(image(&self.new))
            .set_old_image(image(&self.old))
            .sequence_number("111")
            .stream_view_type(self.view.into())
            .set_approximate_creation_date_time(
                self.created.map(|secs| DateTime::from_secs(secs.into())),
            )
            .set_size_bytes(self.size.map(Into::into));
        let identity = Identity::builder()
            .r#type("Service")
            .principal_id("dynamodb.amazonaws.com");
        SdkRecord::builder()
            .event_name(self.event_name.into())
            .set_user_identity(self.expired.then(|| identity.build()))
            .dynamodb(told.build())
            .build()
    }
}

/// As whatever the record is read: what comes of it, or what is told.
fn all_of(record: &Record<'_>) -> [String; 8] {
    [
        format!("{:?}", record.change::<Order>()),
        format!("{:?}", record.partial_change::<Order>()),
        format!("{:?}", record.key::<Order>()),
        format!("{:?}", record.new_image::<Order>()),
        format!("{:?}", record.old_image::<Order>()),
        format!("{:?} {:?}", record.text("customer"), record.text("memo")),
        format!("{record:?}"),
        format!(
            "{:?} {:?}",
            record.approximate_creation_time(),
            record.size_bytes()
        ),
    ]
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn w17_the_event_and_the_sdk_tell_the_same_change(told in told()) {
        let json = told.json();
        let of_json = Record::from_json(json.as_bytes())?;
        let of_sdk = Record::from_sdk(told.sdk())?;
        prop_assert_eq!(all_of(&of_json), all_of(&of_sdk));
        // And what they tell is what was put in.
        prop_assert_eq!(&of_json.new_image::<Order>()?, &told.new);
        prop_assert_eq!(&of_json.old_image::<Order>()?, &told.old);
        prop_assert_eq!(of_json.key::<Order>()?, told.keys_of.key());
        let change = of_json.change::<Order>().ok();
        prop_assert_eq!(change.is_some(), told.view == "NEW_AND_OLD_IMAGES");
        if let Some(change) = change {
            let (old, new) = match change {
                Change::Created { new } => (None, Some(new)),
                Change::Modified { old, new } => (Some(old), Some(new)),
                Change::Removed { old, .. } => (Some(old), None),
            };
            prop_assert_eq!((old, new), (told.old, told.new));
        }
    }

    #[test]
    fn w17_a_damaged_event_is_read_or_refused(
        at in any::<proptest::sample::Index>(),
        len in 0_usize..12,
        by in prop_oneof![
            r#"[\[\]{}":,a0.\-\\ ]{0,4}"#,
            Just("null".to_owned()),
            Just(r#"{"N":"7"}"#.to_owned()),
            any::<char>().prop_map(String::from),
        ],
    ) {
        let whole = record("MODIFY", &[
            ("OldImage", &image(1)),
            ("NewImage", &image(2)),
            ("ApproximateCreationDateTime", "1.5e9"),
            ("StreamViewType", "\"NEW_AND_OLD_IMAGES\""),
        ]);
        let event = format!(r#"{{"Records": [{whole}]}}"#);
        let begin = at.index(event.len());
        let end = (begin + len).min(event.len());
        let damaged = [&event.as_bytes()[..begin], by.as_bytes(), &event.as_bytes()[end..]].concat();
        let is_json = serde_json::from_slice::<serde_json::Value>(&damaged).is_ok();
        match streams::records(&damaged) {
            // Whoever else reads JSON takes it for JSON, too.
            Ok(records) => {
                prop_assert!(is_json, "{}", String::from_utf8_lossy(&damaged));
                for record in &records {
                    prop_assert!(all_of(record).iter().all(|told| !told.is_empty()));
                }
            }
            Err(error) => prop_assert!(error.to_string().starts_with("this is no record of a stream: ")),
        }
    }
}
