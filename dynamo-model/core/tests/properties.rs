//! What holds for any text: no rule panics, every refusal is one readable line, what is accepted means what it says.
//! The seed and the number of cases are fixed, so that a run depends on nothing but the code.

use dynamo_model_core::{
    Violation, account_id, billing_mode, capacity_units, credentials, duration, endpoint_url,
    env_name, external_id, flag,
    groups::{self, OptionSet},
    json,
    key_template::{self, PartForm, Piece},
    number,
    options::{self, OPTIONS},
    policy, policy_arn, profile, region, resource_tags, retry_attempts,
    role_arn::{self, RoleArn},
    session_duration, session_name, source_identity, stream_view_type, table_class, table_name,
    tags,
};
use proptest::{
    prelude::*,
    test_runner::{RngAlgorithm, RngSeed},
};
use serde_json::Value;

type Rule = fn(&str) -> Result<(), Violation>;

const RULES: &[(&str, Rule)] = &[
    ("account_id", account_id::check),
    ("billing_mode", billing_mode::check),
    ("access_key_id", credentials::check_access_key_id),
    ("secret_access_key", credentials::check_secret_access_key),
    ("session_token", credentials::check_session_token),
    ("duration", duration::check),
    ("endpoint_url", endpoint_url::check),
    ("env_name", env_name::check),
    ("external_id", external_id::check),
    ("key_template", key_template::check),
    ("policy", policy::check),
    ("policy_arn", policy_arn::check),
    ("profile", profile::check),
    ("region", region::check),
    ("resource_tags key", resource_tags::check_key),
    ("resource_tags value", resource_tags::check_value),
    ("role_arn", role_arn::check),
    ("session_name", session_name::check),
    ("source_identity", source_identity::check),
    ("stream_view_type", stream_view_type::check),
    ("table_class", table_class::check),
    ("table_name", table_name::check),
    ("tags key", tags::check_key),
    ("tags value", tags::check_value),
];

/// Rules that must not repeat what was typed.
const SILENT: &[Rule] = &[
    credentials::check_access_key_id,
    credentials::check_secret_access_key,
    credentials::check_session_token,
];

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_local_rejects: 65_536,
        max_global_rejects: 1024,
        max_shrink_iters: 4096,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(20_120_810),
        ..ProptestConfig::default()
    }
}

/// Any text, and texts that come near to what the rules accept.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        ".{0,8}",
        "[a-zA-Z0-9_+=,.@:/ -]{0,80}",
        "[\\x00-\\x7f]{0,400}",
        "[é€🦀\u{200b}\u{202e}]{0,400}",
        "(arn|ARN)?:?(aws|aws-[a-z]{0,3})?:(iam|sts|dynamodb|s3)?:[a-z0-9-]{0,10}:[0-9]{0,13}:\
         (role|user|policy|table|root)?/?[a-z/:é ]{0,20}",
        "(https?|ftp)?(://)?[a-z@:\\[\\]./?#0-9é-]{0,30}",
        "[0-9]{0,25}(h|m|s|ms|é)?[0-9]{0,3}(h|m|s|ms)?",
        "[{}\\[\\]\":,0-9.eE+a-z\\\\ -]{0,60}",
        "[a-zA-Z]{0,4}[-_]?[a-zA-Z]{0,4}[-_]?[0-9]{0,3}[a-zé]?",
        "([A-Z]{0,3}#?[{}]{1,3}[a-zé_]{0,3}(:[0-9]{0,3})?[{}]{0,3}){1,4}",
    ]
}

fn is_readable(violation: &Violation) -> Result<(), TestCaseError> {
    let sentence = violation.as_str();
    prop_assert!(!sentence.is_empty());
    prop_assert!(sentence.len() <= Violation::CAPACITY, "{}", sentence.len());
    prop_assert!(!sentence.chars().any(char::is_control), "{sentence:?}");
    prop_assert!(!sentence.ends_with('.'), "{sentence:?}");
    prop_assert!(
        sentence.starts_with(|c: char| c.is_ascii_lowercase()),
        "{sentence:?}"
    );
    Ok(())
}

proptest! {
    #![proptest_config(config(1024))]

    #[test]
    fn no_text_makes_a_rule_panic_and_every_refusal_is_one_readable_line(value in text()) {
        for (name, rule) in RULES {
            if let Err(violation) = rule(&value) {
                is_readable(&violation).map_err(|error| TestCaseError::fail(format!("{name}: {error}")))?;
            }
        }
        if let Err(violation) = number::parse(&value) {
            is_readable(&violation)?;
        }
        if let Err(violation) = flag::parse(&value) {
            is_readable(&violation)?;
        }
        let suggestion = options::did_you_mean(&value);
        prop_assert!(suggestion.is_none_or(|name| options::find(name).is_some()));
    }

    #[test]
    fn no_pair_of_texts_makes_a_cross_check_panic(one in text(), other in text()) {
        for result in [
            account_id::check_role(&one, &other),
            region::check_arn(&one, &other),
            table_name::check_region(&one, &other),
            credentials::check_token_given(&one, false),
            tags::check_distinct(&[&one, &other]),
            resource_tags::check_distinct(&[&one, &other]),
            tags::check_transitive(&[&one], &[&other]),
            billing_mode::check_capacity(&one, true, false),
        ] {
            if let Err(violation) = result {
                is_readable(&violation)?;
            }
        }
        let _ = table_name::account_of_arn(&one);
        let _ = table_name::partition_of_arn(&one);
    }

    #[test]
    fn no_number_makes_a_rule_panic(value in any::<u64>(), count in any::<usize>()) {
        for result in [
            session_duration::check(value),
            session_duration::check_chained(value),
            retry_attempts::check(value),
            capacity_units::check(value),
            tags::check_count(count),
            resource_tags::check_count(count),
            policy_arn::check_count(count),
        ] {
            if let Err(violation) = result {
                is_readable(&violation)?;
            }
        }
        prop_assert_eq!(number::parse(&value.to_string()), Ok(value));
    }

    #[test]
    fn a23_no_part_of_a_refused_key_is_repeated(
        before in "[qxzQXZ0-9]{4,40}",
        bad in "[ \\t\\n\u{7f}é,/]",
        after in "[qxzQXZ0-9]{4,40}",
    ) {
        let value = format!("{before}{bad}{after}");
        for rule in SILENT {
            if let Err(violation) = rule(&value) {
                let sentence = violation.as_str();
                prop_assert!(!sentence.contains(&before) && !sentence.contains(&after), "{sentence}");
                prop_assert!(!sentence.contains(|c: char| c.is_ascii_digit()), "{sentence}");
                prop_assert!(bad != "é" || !sentence.contains('é'), "{sentence}");
            }
        }
    }

    #[test]
    fn an_accepted_role_arn_is_its_parts(
        partition in "aws(-[a-z]{1,5}){0,2}",
        account in "[0-9]{1,14}",
        path in "/([!-~]{1,20}/)?",
        name in "[A-Za-z0-9_+=,.@-]{1,64}",
    ) {
        let value = format!("arn:{partition}:iam::{account}:role{path}{name}");
        prop_assume!(value.len() >= 20);
        let arn = RoleArn::parse(&value);
        let arn = arn.map_err(|violation| TestCaseError::fail(violation.to_string()))?;
        prop_assert_eq!(arn.partition(), &partition);
        prop_assert_eq!(arn.account(), &account);
        prop_assert_eq!(arn.path(), &path);
        prop_assert_eq!(arn.name(), &name);
        prop_assert_eq!(role_arn::account_has_12_digits(&value), account.len() == 12);
    }

    #[test]
    fn an_accepted_role_arn_reparses_to_itself(value in text()) {
        if let Ok(arn) = RoleArn::parse(&value) {
            let again = format!("arn:{}:iam::{}:role{}{}", arn.partition(), arn.account(), arn.path(), arn.name());
            prop_assert_eq!(&again, &value);
            prop_assert_eq!(RoleArn::parse(&again), Ok(arn));
        }
    }

    #[test]
    fn an_ipv6_address_is_accepted_exactly_if_the_standard_library_reads_it(
        address in "([0-9a-fA-F]{1,4}:){0,8}:?([0-9a-f]{1,5}(:{1,2}[0-9a-f]{1,4}){0,7})?:{0,2}",
    ) {
        let accepted = endpoint_url::check(&format!("http://[{address}]")).is_ok();
        prop_assert_eq!(accepted, address.parse::<std::net::Ipv6Addr>().is_ok(), "{}", address);
    }

    #[test]
    fn a_region_is_accepted_exactly_if_it_has_the_shape(value in "[a-z]{1,4}(-[a-z]{0,4}){0,3}-?[0-9]{0,2}[a-z]?") {
        let parts: Vec<_> = value.split('-').collect();
        let letters = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
        let shape = parts.len() >= 3
            && parts[0].len() >= 2
            && parts[..parts.len() - 1].iter().all(|part| letters(part))
            && parts.last().is_some_and(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let pseudo = value.starts_with("fips-") || value.ends_with("-fips");
        prop_assert_eq!(region::check(&value).is_ok(), shape && !pseudo);
    }

    #[test]
    fn a_suggested_spelling_is_accepted(value in "[A-Za-z]{2,4}[-_][A-Za-z]{1,6}[-_][0-9][a-z]?") {
        if let Err(violation) = region::check(&value)
            && let Some((_, written)) = violation.as_str().split_once("; write `")
        {
            prop_assert_eq!(region::check(written.trim_end_matches('`')), Ok(()));
        }
    }

    #[test]
    fn a_duration_is_the_sum_of_its_parts(
        hours in prop::option::of(0_u64..2),
        minutes in prop::option::of(0_u64..90),
        seconds in prop::option::of(0_u64..10_000),
        millis in prop::option::of(0_u64..10_000_000),
    ) {
        let parts = [(hours, "h", 3_600_000), (minutes, "m", 60_000), (seconds, "s", 1000), (millis, "ms", 1)];
        let mut value = String::new();
        let mut sum = 0;
        for (number, unit, weight) in parts {
            if let Some(number) = number {
                value += &number.to_string();
                value += unit;
                sum += number * weight;
            }
        }
        let parsed = duration::parse(&value).ok().map(|duration| duration.as_millis());
        let expected = (1..=3_600_000).contains(&sum).then_some(u128::from(sum));
        prop_assert_eq!(parsed, expected, "{}", value);
    }

    #[test]
    fn any_set_of_options_breaks_only_rules_about_its_own(given in any::<u64>(), off in any::<u64>()) {
        let mut set = OptionSet::new();
        for (index, row) in OPTIONS.iter().enumerate() {
            if given >> index & 1 == 1 {
                set = if off >> index & 1 == 1 { set.insert_off(row.option) } else { set.insert(row.option) };
            }
        }
        for rule in groups::violations(set) {
            prop_assert!(set.contains(rule.subject));
            prop_assert!(!rule.culprits(set).is_empty());
            prop_assert!(!rule.culprits(set).contains(rule.subject));
        }
    }
}

/// A piece of a template, and a value for it if it is a part.
fn pieces() -> impl Strategy<Value = Vec<(String, Option<(PartForm, String)>)>> {
    let literal = "(#|##|a#|#a#|[a{}#]{1,3})".prop_map(|text| (text, None));
    let part = prop_oneof![
        "[a#]{0,4}".prop_map(|value| (PartForm::Text, value)),
        "[a#]{2}".prop_map(|value| (PartForm::Fixed(2), value)),
        "[0-9]{3}".prop_map(|value| (PartForm::Unsigned(3), value)),
    ];
    let part = part.prop_map(|part| (String::from("part"), Some(part)));
    prop::collection::vec(prop_oneof![literal, part], 1..8)
}

/// What a template says, with adjoining literals as one.
fn read_template(template: &str) -> Result<Vec<Result<String, usize>>, TestCaseError> {
    let mut read = Vec::new();
    let (mut at, mut parts) = (0, 0);
    while let Some((piece, next)) = key_template::piece_at(template, at)? {
        match (piece, read.last_mut()) {
            (Piece::Literal(text), Some(Ok(before))) => *before += text,
            (Piece::Literal(text), _) => read.push(Ok(text.to_owned())),
            (Piece::Part { .. }, _) => {
                read.push(Err(parts));
                parts += 1;
            }
        }
        at = next;
    }
    Ok(read)
}

proptest! {
    #![proptest_config(config(2048))]

    #[test]
    fn a_key_that_the_rules_accept_can_be_taken_apart(pieces in pieces()) {
        let written: String = pieces.iter().map(|(text, part)| match part {
            Some((PartForm::Unsigned(width), _)) => format!("{{{text}:0{width}}}"),
            Some(_) => format!("{{{text}}}"),
            None => text.replace('{', "{{").replace('}', "}}"),
        }).collect();
        prop_assert_eq!(key_template::check(&written), Ok(()));
        let template = read_template(&written)?;
        let parts: Vec<_> = pieces.iter().filter_map(|(_, part)| part.clone()).collect();
        let sound = parts.iter().enumerate().all(|(index, (form, _))| key_template::check_part(&written, index, *form).is_ok());
        prop_assume!(sound);
        let mut key = String::new();
        for (index, piece) in template.iter().enumerate() {
            match piece {
                Ok(literal) => key += literal,
                Err(part) => {
                    let (form, value) = &parts[*part];
                    let after = template.get(index + 1).and_then(|next| next.as_deref().ok()).unwrap_or_default();
                    prop_assume!(*form != PartForm::Text || key_template::check_value(value, after).is_ok());
                    key += value;
                }
            }
        }

        let (mut rest, mut found) = (key.as_str(), Vec::new());
        for (index, piece) in template.iter().enumerate() {
            let end = match piece {
                Ok(literal) => {
                    prop_assert!(rest.starts_with(literal));
                    literal.len()
                }
                Err(part) => {
                    let end = match (parts[*part].0, template.get(index + 1)) {
                        (PartForm::Fixed(width) | PartForm::Unsigned(width), _) => width,
                        (PartForm::Text, Some(Ok(after))) => rest.find(after).unwrap_or_default(),
                        (PartForm::Text, _) => rest.len(),
                    };
                    found.push(&rest[..end]);
                    end
                }
            };
            rest = &rest[end..];
        }
        let values: Vec<_> = parts.iter().map(|(_, value)| value.as_str()).collect();
        prop_assert_eq!(found, values, "{} in {}", key, written);
        prop_assert_eq!(rest, "");
    }
}

/// JSON as a server might write it.
fn json_value() -> impl Strategy<Value = Value> {
    let key = || {
        prop_oneof![
            Just(String::from("__type")),
            "[a-z_]{0,6}",
            ".{0,4}",
            "[\"\\\\]{0,3}"
        ]
    };
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[a-z#.]{0,12}".prop_map(Value::from),
        "[\"\\\\{}\\[\\],:]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((key(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Whether `serde_json` writes this string without an escape.
fn is_plain(text: &str) -> bool {
    serde_json::to_string(text).is_ok_and(|written| written == format!("\"{text}\""))
}

proptest! {
    #![proptest_config(config(1024))]

    #[test]
    fn the_member_of_a_body_is_what_serde_json_finds(
        value in json_value(),
        pretty in any::<bool>(),
        member in "[a-z_]{0,6}",
    ) {
        let body = if pretty { serde_json::to_vec_pretty(&value) } else { serde_json::to_vec(&value) }.unwrap();
        let mut members: Vec<String> = vec![member, String::from("__type")];
        if let Value::Object(object) = &value {
            members.extend(object.keys().cloned());
        }
        for member in members.iter().filter(|member| is_plain(member)) {
            let expected = value.get(member).and_then(Value::as_str).filter(|text| is_plain(text));
            prop_assert_eq!(json::top_level_string(&body, member), expected, "{}", member);
        }
    }

    #[test]
    fn no_body_makes_the_reader_panic(
        value in json_value(),
        noise in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        end in any::<prop::sample::Index>(),
    ) {
        let mut body = serde_json::to_vec(&value).unwrap();
        for (place, byte) in noise {
            let place = place.index(body.len());
            body[place] = byte;
        }
        body.truncate(end.index(body.len() + 1));
        let found = json::top_level_string(&body, "__type");
        if let Ok(Value::Object(object)) = serde_json::from_slice(&body)
            && let Some(text) = found
        {
            prop_assert!(object.contains_key("__type"));
            prop_assert!(String::from_utf8_lossy(&body).contains(text));
        }
    }

    #[test]
    fn a_policy_is_accepted_exactly_if_serde_json_reads_an_object(
        value in json_value(),
        pretty in any::<bool>(),
        noise in prop::collection::vec((any::<prop::sample::Index>(), "[\\x09\\x0a\\x0d -~]"), 0..2),
    ) {
        let mut body = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        for (place, text) in noise {
            let mut place = place.index(body.len());
            while !body.is_char_boundary(place) {
                place -= 1;
            }
            body.insert_str(place, &text);
        }
        let allowed = body.chars().all(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{ff}'));
        let short = body.chars().count() <= 2048;
        let object = serde_json::from_str::<Value>(&body).is_ok_and(|value| value.is_object());
        prop_assert_eq!(policy::check(&body).is_ok(), allowed && short && object, "{}", body);
    }
}
