//! Whatever an option holds: the rules take it or say why not, and what they took is what they say.
#![no_main]

use dynamo_model_core::{
    Violation, account_id, attribute_name, billing_mode, credentials, duration, endpoint_url,
    env_name, external_id, flag, index_name, json, number, options, policy, policy_arn, profile,
    region, resource_tags, role_arn, session_name, source_identity, stream_view_type, table_class,
    table_name, tags,
};
use libfuzzer_sys::fuzz_target;

type Rule = fn(&str) -> Result<(), Violation>;

const RULES: &[Rule] = &[
    account_id::check,
    attribute_name::check,
    attribute_name::check_key,
    billing_mode::check,
    credentials::check_access_key_id,
    credentials::check_secret_access_key,
    credentials::check_session_token,
    duration::check,
    endpoint_url::check,
    env_name::check,
    external_id::check,
    index_name::check,
    json::check_object,
    policy::check,
    policy_arn::check,
    profile::check,
    region::check,
    resource_tags::check_key,
    resource_tags::check_value,
    role_arn::check,
    session_name::check,
    source_identity::check,
    stream_view_type::check,
    table_class::check,
    table_name::check,
    tags::check_key,
    tags::check_value,
];

/// The rules whose values may not be told.
const SECRET: std::ops::Range<usize> = 4..7;

fuzz_target!(|data: &[u8]| {
    let Some((which, rest)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    let at = usize::from(*which) % RULES.len();
    let told = RULES[at](text);
    if let Err(violation) = &told {
        let said = violation.to_string();
        assert!(!said.is_empty() && !said.contains('\n'), "{said:?}");
        if SECRET.contains(&at) {
            let masked = text.replace(|c: char| c.is_ascii_alphanumeric(), "x");
            let other = RULES[at](&masked).expect_err("a rule about other characters");
            assert_eq!(said, other.to_string(), "a secret is told");
        }
    }
    if let Ok(role) = role_arn::RoleArn::parse(text) {
        let again = format!(
            "arn:{}:iam::{}:role{}{}",
            role.partition(),
            role.account(),
            role.path(),
            role.name(),
        );
        assert_eq!(again, text);
        assert!((20..=2048).contains(&text.len()));
        assert!(role.account().bytes().all(|byte| byte.is_ascii_digit()));
    }
    if table_name::check(text).is_ok() {
        let parts = [
            table_name::region_of_arn(text),
            table_name::account_of_arn(text),
            table_name::partition_of_arn(text),
        ];
        let told = parts.iter().filter(|part| part.is_some()).count();
        assert!(told == 0 || told == parts.len(), "half an ARN");
    }
    if session_name::check(text).is_ok() {
        assert!((2..=64).contains(&text.len()));
    }
    if let Ok(parsed) = number::parse(text) {
        assert!(
            text.bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'_')
                || parsed == 0
        );
    }
    let _ = duration::parse(text);
    let _ = flag::parse(text);
    // A suggestion is an option, and an option needs none.
    match options::find(text) {
        Some(option) => assert!(!option.name().is_empty()),
        None => {
            if let Some(meant) = options::did_you_mean(text) {
                assert!(options::find(meant).is_some());
            }
        }
    }
    let _ = json::top_level_string(rest, "Code");
});
