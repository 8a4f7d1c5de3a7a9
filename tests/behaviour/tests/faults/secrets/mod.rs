//! A23: whatever goes well or wrong with credentials, and whatever is then printed, logged or observed, no secret and no
//! token is in it. What happens is in `story`, what is printed of it in `sweep`, what is logged in `log`.

mod cast;
mod discretion;
mod log;
mod source;
mod story;
mod sweep;

use std::collections::BTreeSet;

use self::story::Story;

/// Public names that have no value to print: traits, and types without any value.
const NOTHING_TO_PRINT: [&str; 8] = [
    "AccessObserver",
    "AwsAccess",
    "Clock",
    "DefaultAccess",
    "DynamoModel",
    "ModelSet",
    "NoModelYet",
    "SameAccess",
];

#[tokio::test(start_paused = true)]
async fn a23_nothing_that_is_printed_holds_a_secret() {
    let story = Story::told().await;
    let printed = story.sweep.texts();
    assert!(printed.len() > 500, "{} texts", printed.len());
    for (what, text) in printed {
        story.assert_holds_no_secret(what, text);
    }
}

#[tokio::test(start_paused = true)]
async fn a23_nothing_that_is_logged_holds_a_secret() {
    let story = Story::told().await;
    for record in story.log.records() {
        story.assert_holds_no_secret(&record.place, &record.text);
    }
    let places: BTreeSet<_> = story.log.records().into_iter().map(|it| it.place).collect();
    assert_eq!(
        places,
        source::log_statements(),
        "left are heard, right are written"
    );
}

#[tokio::test(start_paused = true)]
async fn a23_every_public_type_has_been_printed() {
    let story = Story::told().await;
    let mut known: BTreeSet<_> = story.sweep.types().clone();
    known.extend(NOTHING_TO_PRINT.map(str::to_owned));
    assert_eq!(
        source::public_types(),
        known,
        "left are exported, right are printed"
    );
}

#[tokio::test(start_paused = true)]
async fn a23_every_kind_of_error_and_event_has_been_printed() {
    let story = Story::told().await;
    for kind in ["AccessError", "AccessEvent"] {
        assert_eq!(source::variants(kind), story.sweep.variants(kind), "{kind}");
    }
}
