//! The table of options.

use std::collections::HashSet;

use dynamo_model_core::{
    options::{self, AccessOption, Group, OPTIONS, ValueKind, did_you_mean, find},
    retry_attempts, session_duration, session_name,
};

#[test]
fn a_row_is_found_by_its_option_and_by_all_its_names() {
    for (index, row) in OPTIONS.iter().enumerate() {
        assert_eq!(row.option as usize, index);
        assert_eq!(row.option.row(), row);
        assert_eq!(row.option.name(), row.name);
        assert_eq!(row.option.group(), row.group);
        for name in row.aliases.iter().chain([&row.name]) {
            assert_eq!(find(name), Some(row.option), "{name}");
        }
    }
}

#[test]
fn no_name_means_two_things() {
    let mut seen = HashSet::new();
    for row in OPTIONS {
        for name in row.aliases.iter().chain(row.hints).chain([&row.name]) {
            assert!(seen.insert(*name), "{name}");
        }
        for hint in row.hints {
            assert_eq!(find(hint), None, "{hint}");
            assert_eq!(did_you_mean(hint), Some(row.name), "{hint}");
        }
    }
}

#[test]
fn the_names_are_those_of_the_design_in_its_order() {
    let names: Vec<_> = OPTIONS.iter().map(|row| row.name).collect();
    assert_eq!(
        names,
        [
            "table_name",
            "region",
            "endpoint_url",
            "aws_access_key_id",
            "aws_secret_access_key",
            "aws_session_token",
            "profile",
            "base",
            "aws_sts_role_arn",
            "session_name",
            "expiration",
            "external_id",
            "source_identity",
            "policy",
            "policy_arns",
            "tags",
            "transitive_tags",
            "sts_region",
            "sts_endpoint_url",
            "use_fips",
            "use_dual_stack",
            "expected_account",
            "connect_timeout",
            "read_timeout",
            "max_retry_attempts",
            "billing_mode",
            "read_capacity_units",
            "write_capacity_units",
            "stream_view_type",
            "deletion_protection",
            "point_in_time_recovery",
            "table_class",
            "resource_tags",
            "access",
        ],
    );
    let aliases: Vec<_> = OPTIONS
        .iter()
        .flat_map(|row| row.aliases.iter().map(|alias| (*alias, row.name)))
        .collect();
    assert_eq!(
        aliases,
        [
            ("host", "endpoint_url"),
            ("aws_sts_role_session_name", "session_name"),
            ("aws_sts_session_expiration", "expiration"),
        ],
    );
}

#[test]
fn every_row_is_documented() {
    for row in OPTIONS {
        for prose in [
            row.syntax,
            row.default,
            row.rule,
            row.meaning,
            row.example,
            row.source,
        ] {
            assert!(
                !prose.is_empty() && !prose.contains('\n') && !prose.ends_with('.'),
                "{}: {prose}",
                row.name
            );
            // The prose stands in a table.
            assert!(!prose.contains('|'), "{}: {prose}", row.name);
            assert!(
                prose.matches('`').count().is_multiple_of(2),
                "{}: {prose}",
                row.name
            );
        }
        let written = match row.value {
            ValueKind::Tags => format!("{}(", row.name),
            ValueKind::TextList => format!("{} = [", row.name),
            _ => format!("{} = ", row.name),
        };
        assert!(
            row.syntax.starts_with(&format!("`{written}")),
            "{}",
            row.syntax
        );
        assert!(row.example.starts_with("#[dynamo(meta("), "{}", row.example);
        assert!(row.example.ends_with("))]"), "{}", row.example);
        assert!(row.example.contains(&written), "{}", row.example);
    }
}

#[test]
fn no_example_shows_a_secret() {
    for row in OPTIONS {
        for secret in ["aws_secret_access_key", "aws_session_token"] {
            for (place, _) in row.example.match_indices(secret) {
                let value = &row.example[place + secret.len()..];
                assert!(value.starts_with(" = env("), "{}", row.example);
            }
        }
    }
}

#[test]
fn the_prose_states_the_numbers_of_the_rules() {
    let expiration = AccessOption::Expiration.row();
    assert_eq!(expiration.default, session_duration::DEFAULT.to_string());
    let range = format!(
        "{} to {} seconds",
        session_duration::MIN,
        session_duration::MAX
    );
    assert!(expiration.rule.starts_with(&range));
    assert!(
        expiration
            .rule
            .contains(&format!("at most {}", session_duration::MAX_CHAINED))
    );
    assert_eq!(
        AccessOption::SessionName.row().default,
        format!("`{}`", session_name::DEFAULT),
    );
    let retries = AccessOption::MaxRetryAttempts.row();
    let most = retries.rule.strip_prefix("0 to ").unwrap().parse().unwrap();
    assert_eq!(retry_attempts::check(most), Ok(()));
    assert!(retry_attempts::check(most + 1).is_err());
}

#[test]
fn groups_and_values() {
    let of = |group| -> Vec<_> {
        OPTIONS
            .iter()
            .filter(|row| row.group == group)
            .map(|row| row.name)
            .collect()
    };
    assert_eq!(
        of(Group::Identity),
        [
            "aws_access_key_id",
            "aws_secret_access_key",
            "aws_session_token",
            "profile",
            "base",
            "expected_account",
        ],
    );
    assert_eq!(of(Group::Sharing), ["access"]);
    assert_eq!(of(Group::Role).len(), 9);
    let secrets: Vec<_> = OPTIONS
        .iter()
        .filter(|row| row.value == ValueKind::Secret)
        .map(|row| row.name)
        .collect();
    assert_eq!(secrets, ["aws_secret_access_key", "aws_session_token"]);
    // A type is named while compiling.
    assert!(
        OPTIONS
            .iter()
            .all(|row| row.value != ValueKind::Type || !row.env)
    );
}

#[test]
fn an_unknown_name_is_not_found() {
    assert_eq!(options::find("sesion_name"), None);
    assert_eq!(options::find(""), None);
}
