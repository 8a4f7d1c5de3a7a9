//! Every rule evaluated by the compiler. If one of them stopped being `const` or refused its value, this file would
//! not compile.

use core::time::Duration;

use dynamo_model_core::{
    Violation, account_id, assert as assert_rule, billing_mode, capacity_units, credentials,
    duration, endpoint_url, env_name, external_id, flag,
    groups::{INLINE_ACCESS, OptionSet},
    json, number,
    options::{self, AccessOption},
    policy, policy_arn, profile, region, resource_tags, retry_attempts,
    role_arn::{self, RoleArn},
    session_duration, session_name, source_identity, stream_view_type, table_class, table_name,
    tags,
};

const ROLE: &str = "arn:aws:iam::123456789012:role/teams/ledger-rw";
const TABLE: &str = "arn:aws:dynamodb:eu-west-1:123456789012:table/ledger";

const _: () = {
    assert_rule(
        "aws_access_key_id",
        credentials::check_access_key_id("my_access_key_id"),
    );
    assert_rule(
        "aws_access_key_id",
        credentials::check_token_given("my_access_key_id", false),
    );
    assert_rule(
        "aws_secret_access_key",
        credentials::check_secret_access_key("my_secret_access_key"),
    );
    assert_rule(
        "aws_session_token",
        credentials::check_session_token("my_session_token"),
    );
    assert_rule("profile", profile::check("billing"));
    assert_rule("expected_account", account_id::check("123456789012"));
    assert_rule(
        "expected_account",
        account_id::check_role("123456789012", ROLE),
    );
    assert_rule("aws_sts_role_arn", role_arn::check(ROLE));
    assert_rule("aws_sts_role_arn", region::check_arn("eu-west-1", ROLE));
    assert_rule("session_name", session_name::check(session_name::DEFAULT));
    assert_rule(
        "expiration",
        session_duration::check(session_duration::DEFAULT),
    );
    assert_rule(
        "expiration",
        session_duration::check_chained(session_duration::MAX_CHAINED),
    );
    assert_rule("external_id", external_id::check("t-42"));
    assert_rule("source_identity", source_identity::check("alice"));
    assert_rule(
        "policy",
        policy::check(r#"{"Statement": [{"Effect": "Allow", "Action": ["dynamodb:*"]}]}"#),
    );
    assert_rule(
        "policy_arns",
        policy_arn::check("arn:aws:iam::aws:policy/ReadOnlyAccess"),
    );
    assert_rule("policy_arns", policy_arn::check_count(10));
    assert_rule("tags", tags::check_key("cost:center"));
    assert_rule("tags", tags::check_value("größe"));
    assert_rule("tags", tags::check_count(50));
    assert_rule("tags", tags::check_distinct(&["team", "cost:center"]));
    assert_rule(
        "transitive_tags",
        tags::check_transitive(&["team", "cost:center"], &["team"]),
    );
    assert_rule("region", region::check("eu-west-1"));
    assert_rule(
        "endpoint_url",
        endpoint_url::check("http://[::1]:8000/path"),
    );
    assert_rule("connect_timeout", duration::check("1m30s"));
    assert_rule("max_retry_attempts", retry_attempts::check(3));
    assert_rule("env", env_name::check("LEDGER_EXTERNAL_ID"));
    assert_rule("table_name", table_name::check(TABLE));
    assert_rule("table_name", table_name::check_region(TABLE, "eu-west-1"));
    assert_rule("billing_mode", billing_mode::check("PROVISIONED"));
    assert_rule(
        "billing_mode",
        billing_mode::check_capacity("PROVISIONED", true, true),
    );
    assert_rule("stream_view_type", stream_view_type::check("KEYS_ONLY"));
    assert_rule("table_class", table_class::check("STANDARD"));
    assert_rule("read_capacity_units", capacity_units::check(5));
    assert_rule("resource_tags", resource_tags::check_key("team"));
    assert_rule("resource_tags", resource_tags::check_value("billing"));
    assert_rule("resource_tags", resource_tags::check_count(1));
    assert_rule(
        "resource_tags",
        resource_tags::check_distinct(&["team", "Team"]),
    );
};

const ARN: RoleArn<'_> = match RoleArn::parse(ROLE) {
    Ok(arn) => arn,
    Err(_) => panic!(),
};
const TIMEOUT: Result<Duration, Violation> = duration::parse("5s");
const NUMBER: Result<u64, Violation> = number::parse("3600");
const FLAG: Result<bool, Violation> = flag::parse("true");
const TYPE: Option<&str> = json::top_level_string(b"{\"a\": [1], \"__type\": \"x\"}", "__type");
const FOUND: Option<AccessOption> = options::find("host");
const SET: OptionSet = INLINE_ACCESS
    .remove(AccessOption::Region)
    .insert_off(AccessOption::UseFips);
const ATTEMPTS: u32 = retry_attempts::sdk_max_attempts(3);
const _: () = assert!(!role_arn::account_has_12_digits(
    "arn:aws:iam::1234567:role/my-aws-role"
));

/// A refusal is built by the compiler, too: the text with a number, a character beyond ASCII, a cut.
const REFUSED: Violation = match session_name::check("größe 1") {
    Ok(()) => panic!(),
    Err(violation) => violation,
};
const CUT: Violation = match role_arn::check(concat!(
    "this is no ARN; this is no ARN; this is no ARN; this is no ARN; ",
    "this is no ARN; this is no ARN; this is no ARN; this is no ARN; ",
)) {
    Ok(()) => panic!(),
    Err(violation) => violation,
};

#[test]
fn what_the_compiler_found_is_what_the_runtime_finds() {
    assert_eq!(RoleArn::parse(ROLE), Ok(ARN));
    assert_eq!(TIMEOUT, Ok(Duration::from_secs(5)));
    assert_eq!(NUMBER, Ok(3600));
    assert_eq!(FLAG, Ok(true));
    assert_eq!(TYPE, Some("x"));
    assert_eq!(FOUND, Some(AccessOption::EndpointUrl));
    assert!(!SET.contains(AccessOption::Region));
    assert!(SET.contains(AccessOption::UseFips));
    assert!(!SET.is_on(AccessOption::UseFips));
    assert_eq!(ATTEMPTS, 4);
    assert_eq!(session_name::check("größe 1"), Err(REFUSED));
    assert_eq!(
        REFUSED.as_str(),
        "may contain only letters, digits and `_+=,.@-`, but has 'ö' at byte 2",
    );
    assert_eq!(
        CUT.as_str(),
        "must be the ARN of a role such as `arn:aws:iam::123456789012:role/name`, but is \
         `this is no ARN; this is no ARN; this is no ARN; this is no ARN; …`",
    );
}
