//! Values that come as text from environment variables, and the names of those.

use dynamo_model_core::{env_name, flag, number};

use super::{accepts, refuses, says};

#[test]
fn names_of_variables() {
    accepts(env_name::check, &["LEDGER_EXTERNAL_ID", "x", "größe"]);
    refuses(
        env_name::check,
        &[
            ("", "must not be empty"),
            (
                "A=B",
                "must be the name of an environment variable, but has '=' at byte 1",
            ),
            (
                "A B",
                "must be the name of an environment variable, but has ' ' at byte 1",
            ),
            (
                "A\0",
                "must be the name of an environment variable, but has '\\u{0}' at byte 1",
            ),
        ],
    );
}

#[test]
fn numbers() {
    assert_eq!(number::parse("0"), Ok(0));
    assert_eq!(number::parse("3600"), Ok(3600));
    assert_eq!(number::parse("18446744073709551615"), Ok(u64::MAX));
    for (text, sentence) in [
        ("", "must not be empty"),
        ("1h", "must be a whole number, but is `1h`"),
        ("-1", "must be a whole number, but is `-1`"),
        (" 1", "must be a whole number, but is ` 1`"),
        ("1\n", "must be a whole number, but is `1\\n`"),
        (
            "18446744073709551616",
            "must be at most 18446744073709551615, but is `18446744073709551616`",
        ),
    ] {
        assert_eq!(says(number::parse(text)), sentence, "{text:?}");
    }
}

#[test]
fn flags() {
    assert_eq!(flag::parse("true"), Ok(true));
    assert_eq!(flag::parse("FALSE"), Ok(false));
    assert_eq!(
        says(flag::parse("")),
        "must be `true` or `false`, but is empty"
    );
    assert_eq!(
        says(flag::parse("1")),
        "must be `true` or `false`, but is `1`"
    );
}
