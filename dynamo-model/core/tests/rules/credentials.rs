//! Static keys, profiles and accounts.

use dynamo_model_core::{account_id, credentials, profile};

use super::{accepts, refuses, says};

#[test]
fn a17_empty_keys_are_refused() {
    for rule in [
        credentials::check_access_key_id,
        credentials::check_secret_access_key,
        credentials::check_session_token,
    ] {
        refuses(rule, &[("", "must not be empty")]);
    }
}

#[test]
fn keys_of_every_kind_are_accepted() {
    accepts(
        credentials::check_access_key_id,
        &["my_access_key_id", "dummy", "role-of-a-compatible-database"],
    );
    accepts(
        credentials::check_secret_access_key,
        &["my_secret_access_key", "with/slash+and=plus"],
    );
    accepts(
        credentials::check_session_token,
        &["my_session_token", &"t".repeat(5000)],
    );
}

#[test]
fn a23_no_message_tells_anything_about_a_key() {
    let bad = [
        (" fixture", "must not have white space at its beginning"),
        ("fixture\n", "must not have white space at its end"),
        ("fix ture", "must not contain white space"),
        ("fix\u{b}ture", "must not contain white space"),
        ("fix\u{7f}ture", "may contain only visible ASCII characters"),
        ("fixturé", "may contain only visible ASCII characters"),
    ];
    for rule in [
        credentials::check_access_key_id,
        credentials::check_secret_access_key,
        credentials::check_session_token,
    ] {
        refuses(rule, &bad);
    }
    refuses(
        credentials::check_access_key_id,
        &[
            (
                "fixture/secret",
                "must not contain `/` or `,`; is it the secret access key?",
            ),
            (
                "fixture,secret",
                "must not contain `/` or `,`; is it the secret access key?",
            ),
        ],
    );
}

#[test]
fn a17_a_key_of_temporary_credentials_needs_its_token() {
    assert!(credentials::needs_token("ASIAfixture"));
    assert!(!credentials::needs_token("AKIAfixture"));
    assert!(!credentials::needs_token("ASI"));
    assert_eq!(credentials::check_token_given("ASIAfixture", true), Ok(()));
    assert_eq!(
        credentials::check_token_given("my_access_key_id", false),
        Ok(())
    );
    assert_eq!(
        says(credentials::check_token_given("ASIAfixture", false)),
        "begins with `ASIA`, so it belongs to a session and needs `aws_session_token`",
    );
}

#[test]
fn profiles() {
    accepts(
        profile::check,
        &[
            "default",
            "billing-prod",
            "alice@corp/admin",
            "two words",
            "größe",
        ],
    );
    refuses(
        profile::check,
        &[
            ("", "must not be empty"),
            (
                "[billing]",
                "must be the name of a profile, but has '[' at byte 0",
            ),
            (
                "a\nb",
                "must be the name of a profile, but has '\\n' at byte 1",
            ),
            (" billing", "must not begin or end with white space"),
            ("billing ", "must not begin or end with white space"),
        ],
    );
}

#[test]
fn accounts() {
    accepts(account_id::check, &["123456789012", "000000000000"]);
    refuses(
        account_id::check,
        &[
            ("", "must not be empty"),
            (
                "1234567",
                "must be the 12 digits of an account id, but has 7 digits",
            ),
            (
                "1234567890123",
                "must be the 12 digits of an account id, but has 13 digits",
            ),
            (
                "1234-5678-9012",
                "must be the 12 digits of an account id, but has '-' at byte 4",
            ),
            (
                "12345678901٢",
                "must be the 12 digits of an account id, but has '٢' at byte 11",
            ),
        ],
    );
}
