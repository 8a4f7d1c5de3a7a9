//! The parameters of a session.

use dynamo_model_core::{external_id, policy, session_duration, session_name, source_identity};

use super::{accepts, refuses, says};

#[test]
fn a18_session_names_out_of_the_rule_are_refused() {
    refuses(
        session_name::check,
        &[
            ("", "must not be empty"),
            ("x", "must be between 2 and 64 characters long, but has 1"),
            (
                "My Session!",
                "may contain only letters, digits and `_+=,.@-`, but has ' ' at byte 2",
            ),
            (
                "ledger rw",
                "may contain only letters, digits and `_+=,.@-`, but has ' ' at byte 6",
            ),
            (
                "billing/eu",
                "may contain only letters, digits and `_+=,.@-`, but has '/' at byte 7",
            ),
            (
                "tab\tbed",
                "may contain only letters, digits and `_+=,.@-`, but has '\\t' at byte 3",
            ),
            (
                "naïve",
                "may contain only letters, digits and `_+=,.@-`, but has 'ï' at byte 2",
            ),
            (
                "no\u{a0}break",
                "may contain only letters, digits and `_+=,.@-`, but has '\\u{a0}' at byte 2",
            ),
            (
                "zero\u{200b}width",
                "may contain only letters, digits and `_+=,.@-`, but has '\\u{200b}' at byte 4",
            ),
            (
                "crab🦀",
                "may contain only letters, digits and `_+=,.@-`, but has '🦀' at byte 4",
            ),
            (
                &"n".repeat(65),
                "must be between 2 and 64 characters long, but has 65",
            ),
        ],
    );
}

#[test]
fn session_names_within_the_rule_are_accepted() {
    accepts(
        session_name::check,
        &[
            session_name::DEFAULT,
            "MySession",
            "ab",
            "a_b+c=d,e.f@g-h",
            &"n".repeat(64),
        ],
    );
    assert_eq!(session_name::DEFAULT, "DynamoModel");
}

#[test]
fn a18_expiration_out_of_range_is_refused() {
    for seconds in [0, 899, 43_201, u64::MAX] {
        assert_eq!(
            says(session_duration::check(seconds)),
            format!("must be between 900 and 43200 seconds, but is {seconds}"),
        );
    }
    for seconds in [900, session_duration::DEFAULT, 43_200] {
        assert_eq!(session_duration::check(seconds), Ok(()), "{seconds}");
    }
    assert_eq!(session_duration::DEFAULT, 3600);
}

#[test]
fn a7_a_chained_session_lasts_an_hour_at_most() {
    for seconds in [900, session_duration::MAX_CHAINED] {
        assert_eq!(
            session_duration::check_chained(seconds),
            Ok(()),
            "{seconds}"
        );
    }
    assert_eq!(
        says(session_duration::check_chained(3601)),
        "must be at most 3600 seconds when the base is a session itself, because STS limits role chaining to one \
         hour, but is 3601",
    );
    assert_eq!(
        says(session_duration::check_chained(60)),
        "must be between 900 and 43200 seconds, but is 60",
    );
}

#[test]
fn external_ids() {
    accepts(
        external_id::check,
        &["ab", "t-42", "a_b+c=d,e.f@g:h/i-j", &"x".repeat(1224)],
    );
    refuses(
        external_id::check,
        &[
            ("", "must not be empty"),
            ("x", "must be between 2 and 1224 characters long, but has 1"),
            (
                "a b",
                "may contain only letters, digits and `_+=,.@:/-`, but has ' ' at byte 1",
            ),
            (
                &"x".repeat(1225),
                "must be between 2 and 1224 characters long, but has 1225",
            ),
        ],
    );
}

#[test]
fn source_identities() {
    accepts(
        source_identity::check,
        &["ab", "alice@example.com", &"x".repeat(64)],
    );
    refuses(
        source_identity::check,
        &[
            ("x", "must be between 2 and 64 characters long, but has 1"),
            (
                "aws:alice",
                "may contain only letters, digits and `_+=,.@-`, but has ':' at byte 3",
            ),
        ],
    );
}

#[test]
fn policies_are_json_objects() {
    let longest = format!("{{\"a\":\"{}\"}}", "é".repeat(2048 - 8));
    accepts(
        policy::check,
        &[
            "{}",
            " \t\r\n{ } \n",
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"*"}]}"#,
            r#"{"a":[1,-0,0.5,1e9,1E-2,12.5e+3,true,false,null,[],[[]],{},"\"\\\/\b\f\n\r\t\u00e9"]}"#,
            &longest,
        ],
    );
}

#[test]
fn a_policy_that_is_no_json_object_is_refused_where_it_stops_being_one() {
    refuses(
        policy::check,
        &[
            ("", "must not be empty"),
            ("   ", "must be JSON, but ends where `{` is expected"),
            ("[]", "must be a JSON object, but begins with '[' at byte 0"),
            (
                "Allow",
                "must be a JSON object, but begins with 'A' at byte 0",
            ),
            (
                "{",
                "must be JSON, but ends where a key in double quotes or `}` is expected",
            ),
            ("{\"a\"", "must be JSON, but ends where `:` is expected"),
            (
                "{\"a\":",
                "must be JSON, but ends where a value is expected",
            ),
            (
                "{\"a\":[",
                "must be JSON, but ends where a value or `]` is expected",
            ),
            (
                "{\"a\":[1",
                "must be JSON, but ends where `,` or `]` is expected",
            ),
            (
                "{\"a\":1",
                "must be JSON, but ends where `,` or `}` is expected",
            ),
            (
                "{'a':1}",
                "must be JSON, but has ''' at byte 1 where a key in double quotes or `}` is expected",
            ),
            (
                "{\"a\":1,}",
                "must be JSON, but has '}' at byte 7 where a key in double quotes is expected",
            ),
            (
                "{\"a\":[1,]}",
                "must be JSON, but has ']' at byte 8 where a value is expected",
            ),
            (
                "{\"a\":1]",
                "must be JSON, but has ']' at byte 6 where `,` or `}` is expected",
            ),
            (
                "{\"a\":[1}",
                "must be JSON, but has '}' at byte 7 where `,` or `]` is expected",
            ),
        ],
    );
}

#[test]
fn a_policy_that_breaks_off_anywhere_is_refused() {
    let whole = r#"{"a":[1,-0,0.5,1e9,1E-2,12.5e+3,true,false,null,[],[[]],{},"\"\\\/\b\f\n\r\t\u00e9"],"b":-1.5e-3}"#;
    assert_eq!(policy::check(whole), Ok(()));
    for end in 0..whole.len() {
        let cut = &whole[..end];
        assert_ne!(says(policy::check(cut)), "accepted", "{cut}");
    }
}

#[test]
fn a_policy_with_broken_words_numbers_or_strings_is_refused() {
    refuses(
        policy::check,
        &[
            (
                "{\"a\":yes}",
                "must be JSON, but has 'y' at byte 5 where a value is expected",
            ),
            (
                "{\"a\":truth}",
                "must be JSON, but has 't' at byte 5 where a value is expected",
            ),
            (
                r#"{"statement":"\u12g4"}"#,
                "must be JSON, but has an unknown escape at byte 14",
            ),
            (
                "{\"a\":01}",
                "must be JSON, but has '0' at byte 5 where a value is expected",
            ),
            (
                "{\"a\":1.}",
                "must be JSON, but has '1' at byte 5 where a value is expected",
            ),
            (
                "{\"a\":1e}",
                "must be JSON, but has '1' at byte 5 where a value is expected",
            ),
            (
                "{\"a\":-}",
                "must be JSON, but has '-' at byte 5 where a value is expected",
            ),
            (
                "{} {}",
                "must be JSON, but has '{' at byte 3 where the end is expected",
            ),
            (
                "{\"a",
                "must be JSON, but the string at byte 1 does not end",
            ),
            (
                "{\"\\x\":1}",
                "must be JSON, but has an unknown escape at byte 2",
            ),
            (
                "{\"\\u12g4\":1}",
                "must be JSON, but has an unknown escape at byte 2",
            ),
            (
                "{\"\\u12",
                "must be JSON, but has an unknown escape at byte 2",
            ),
            ("{\"\\", "must be JSON, but has an unknown escape at byte 2"),
            (
                "{\"a\nb\":1}",
                "must be JSON, but has '\\n' at byte 3 within a string",
            ),
            (
                "{\"a\":\"€\"}",
                "may contain only characters up to U+00FF, but has '€' at byte 6",
            ),
            (
                "{\"a\":\"\u{1}\"}",
                "may contain only characters up to U+00FF, but has '\\u{1}' at byte 6",
            ),
        ],
    );
}

#[test]
fn policies_have_2048_characters_and_64_levels_at_most() {
    let too_long = format!("{{\"a\":\"{}\"}}", "x".repeat(2048 - 7));
    assert_eq!(
        says(policy::check(&too_long)),
        "must be between 1 and 2048 characters long, but has 2049",
    );
    let nested = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(policy::check(&nested(63)), Ok(()));
    assert_eq!(
        says(policy::check(&nested(64))),
        "must be JSON of at most 64 levels, but goes deeper at byte 68",
    );
}
