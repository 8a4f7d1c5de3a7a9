//! "did you mean".

use dynamo_model_core::{options::did_you_mean, suggestion::nearest};

#[test]
fn a20_an_unknown_option_is_answered_with_the_one_that_was_meant() {
    for (typed, meant) in [
        // Typing mistakes.
        ("sesion_name", "session_name"),
        ("session-name", "session_name"),
        ("SessionName", "session_name"),
        ("sessoin_name", "session_name"),
        ("tabel_name", "table_name"),
        ("regoin", "region"),
        ("expiraton", "expiration"),
        ("hots", "endpoint_url"),
        ("aws_sts_session_expiraton", "expiration"),
        ("use_dualstack", "use_dual_stack"),
        ("tag", "tags"),
        ("red_capacity_units", "read_capacity_units"),
        // Parts of a name.
        ("role_arn", "aws_sts_role_arn"),
        ("access_key", "aws_access_key_id"),
        ("endpoint", "endpoint_url"),
        ("timeout", "read_timeout"),
        ("external", "external_id"),
        ("aws_region", "region"),
        // Words of other tools.
        ("duration", "expiration"),
        ("duration_seconds", "expiration"),
        ("role_session_name", "session_name"),
        ("profile_name", "profile"),
        ("secret_key", "aws_secret_access_key"),
        ("connect_timeout_seconds", "connect_timeout"),
        ("max_attempts", "max_retry_attempts"),
        ("pitr", "point_in_time_recovery"),
    ] {
        assert_eq!(did_you_mean(typed), Some(meant), "{typed}");
    }
}

#[test]
fn nothing_is_suggested_for_what_is_not_near() {
    for typed in [
        "",
        "x",
        "sts",
        "use",
        "colour",
        "hash_key",
        "range_key",
        "partition_key",
        "rename_all",
        "größe",
        "an_option_name_that_is_longer_than_any_option_could_ever_be",
    ] {
        assert_eq!(did_you_mean(typed), None, "{typed}");
    }
}

#[test]
fn the_nearest_wins_and_the_first_of_equals() {
    let known =
        |words: &[&'static str]| words.iter().map(|word| (*word, *word)).collect::<Vec<_>>();
    assert_eq!(
        nearest("defualt", known(&["defaults", "default"])),
        Some("default")
    );
    // Each mistake counts, and counts once: at the beginning, in the middle, at the end.
    for mistake in [
        "tatus", "staus", "statu", "sstatus", "stattus", "statuss", "statusu", "xtatus", "stadus",
        "statux", "tsatus", "sttaus", "statsu",
    ] {
        for (first, second, nearer) in [(mistake, "status", "status"), ("stabbs", mistake, mistake)]
        {
            assert_eq!(
                nearest("status", known(&[first, second])),
                Some(nearer),
                "{first} or {second}"
            );
        }
    }
    assert_eq!(nearest("skip", known(&["skap", "skup"])), Some("skap"));
    assert_eq!(
        nearest("read", known(&["very_long_read_option", "read_timeout"])),
        Some("read_timeout")
    );
    assert_eq!(nearest("anything", known(&[])), None);
    // Nothing of the word is left.
    assert_eq!(nearest("x", known(&["y"])), None);
}
