//! Session tags and the tags of a table.

use dynamo_model_core::{resource_tags, tags};

use super::{accepts, refuses, says};

#[test]
fn keys() {
    for rule in [tags::check_key, resource_tags::check_key] {
        accepts(
            rule,
            &[
                "team",
                "cost:center",
                "a b",
                "_.:/=+-@",
                "Größe",
                "aws",
                "xaws:y",
                &"é".repeat(128),
            ],
        );
        refuses(
            rule,
            &[
                ("", "must not be empty"),
                (
                    "team!",
                    "may contain only letters, digits, spaces and `_.:/=+-@`, but has '!' at byte 4",
                ),
                (
                    "é!",
                    "may contain only letters, digits, spaces and `_.:/=+-@`, but has '!' at byte 2",
                ),
                (
                    "a\nb",
                    "may contain only letters, digits, spaces and `_.:/=+-@`, but has '\\n' at byte 1",
                ),
                (
                    "aws:team",
                    "must not begin with `aws:`, which AWS keeps for itself, but is `aws:team`",
                ),
                (
                    "AWS:team",
                    "must not begin with `aws:`, which AWS keeps for itself, but is `AWS:team`",
                ),
                (
                    &"é".repeat(129),
                    "must be between 1 and 128 characters long, but has 129",
                ),
            ],
        );
    }
}

#[test]
fn values() {
    for rule in [tags::check_value, resource_tags::check_value] {
        accepts(
            rule,
            &[
                "",
                "billing",
                "alice@example.com",
                "aws:x",
                &"é".repeat(256),
            ],
        );
        refuses(
            rule,
            &[
                (
                    "a*b",
                    "may contain only letters, digits, spaces and `_.:/=+-@`, but has '*' at byte 1",
                ),
                (
                    &"é".repeat(257),
                    "must be between 0 and 256 characters long, but has 257",
                ),
            ],
        );
    }
}

#[test]
fn fifty_at_most() {
    for rule in [tags::check_count, resource_tags::check_count] {
        assert_eq!(rule(50), Ok(()));
        assert_eq!(says(rule(51)), "may have at most 50 tags, but has 51");
    }
}

#[test]
fn session_tag_keys_differ_by_more_than_case() {
    assert_eq!(tags::check_distinct(&["team", "cost", "teams"]), Ok(()));
    assert_eq!(tags::check_distinct(&[]), Ok(()));
    assert_eq!(
        says(tags::check_distinct(&["cost", "team", "TEAM"])),
        "has the keys `team` and `TEAM`, which differ only in case; STS takes them for one",
    );
    assert_eq!(
        says(tags::check_distinct(&["team", "cost", "team"])),
        "has the key `team` twice",
    );
}

#[test]
fn table_tag_keys_may_differ_in_case() {
    assert_eq!(resource_tags::check_distinct(&["team", "Team"]), Ok(()));
    assert_eq!(
        says(resource_tags::check_distinct(&["team", "cost", "team"])),
        "has the key `team` twice",
    );
}

#[test]
fn transitive_tags_are_tags() {
    assert_eq!(tags::check_transitive(&["team", "cost"], &["cost"]), Ok(()));
    assert_eq!(tags::check_transitive(&["team"], &[]), Ok(()));
    assert_eq!(
        says(tags::check_transitive(&["team"], &["cost"])),
        "may name only keys of `tags`, but has `cost`",
    );
    assert_eq!(
        says(tags::check_transitive(&["team"], &["Team"])),
        "may name only keys of `tags`, but has `Team`; write `team`",
    );
    assert_eq!(
        says(tags::check_transitive(&["team"], &["team", "team"])),
        "has the key `team` twice",
    );
}
