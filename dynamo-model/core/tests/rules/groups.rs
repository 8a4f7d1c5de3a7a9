//! The rules between options.

use dynamo_model_core::{
    groups::{self, Condition, INLINE_ACCESS, OptionSet, RULES},
    options::{AccessOption as O, Group, OPTIONS, ValueKind},
};

fn sentences(given: OptionSet) -> Vec<String> {
    groups::violations(given)
        .map(|rule| format!("`{}` {}", rule.subject.name(), rule.predicate))
        .collect()
}

#[track_caller]
fn broken(given: &[O], expected: &[&str]) {
    assert_eq!(sentences(OptionSet::of(given)), expected, "{given:?}");
}

#[test]
fn a17_half_a_key_pair_is_refused() {
    broken(
        &[O::AwsAccessKeyId],
        &["`aws_access_key_id` needs `aws_secret_access_key`"],
    );
    broken(
        &[O::AwsSecretAccessKey],
        &["`aws_secret_access_key` needs `aws_access_key_id`"],
    );
    broken(
        &[O::AwsSessionToken],
        &["`aws_session_token` needs `aws_access_key_id` and `aws_secret_access_key`"],
    );
    broken(
        &[O::AwsAccessKeyId, O::AwsSessionToken],
        &[
            "`aws_access_key_id` needs `aws_secret_access_key`",
            "`aws_session_token` needs `aws_access_key_id` and `aws_secret_access_key`",
        ],
    );
    broken(&[O::AwsAccessKeyId, O::AwsSecretAccessKey], &[]);
    broken(
        &[O::AwsAccessKeyId, O::AwsSecretAccessKey, O::AwsSessionToken],
        &[],
    );
}

#[test]
fn a20_a_role_option_without_a_role_is_refused() {
    let role = OptionSet::of_group(Group::Role).remove(O::AwsStsRoleArn);
    for option in role.iter() {
        let alone = sentences(OptionSet::new().insert(option));
        assert_eq!(
            alone[0],
            format!(
                "`{}` has no effect without `aws_sts_role_arn`",
                option.name()
            ),
        );
        let with_role = OptionSet::of(&[option, O::AwsStsRoleArn, O::Tags]);
        assert_eq!(sentences(with_role), [""; 0], "{option:?}");
    }
    assert_eq!(role.iter().count(), 8);
}

#[test]
fn options_that_mean_something_without_a_role() {
    broken(&[O::StsRegion, O::StsEndpointUrl, O::ExpectedAccount], &[]);
    broken(&[O::Base], &[]);
    broken(&[], &[]);
}

#[test]
fn transitive_tags_need_tags() {
    broken(
        &[O::AwsStsRoleArn, O::TransitiveTags],
        &["`transitive_tags` needs `tags`"],
    );
}

#[test]
fn one_base_identity_at_most() {
    let keys = [O::AwsAccessKeyId, O::AwsSecretAccessKey];
    broken(
        &[keys[0], keys[1], O::Profile],
        &["`profile` cannot be combined with static keys; keep the profile or the keys"],
    );
    broken(
        &[keys[0], keys[1], O::Base],
        &["`base` cannot be combined with static keys; keep the base or the keys"],
    );
    broken(
        &[O::Profile, O::Base],
        &["`base` cannot be combined with `profile`; keep one of them"],
    );
    // Keys beside a role are its base.
    broken(&[keys[0], keys[1], O::AwsStsRoleArn], &[]);
}

#[test]
fn flags_of_the_endpoint_count_only_when_true() {
    broken(
        &[O::EndpointUrl, O::UseFips, O::UseDualStack],
        &[
            "`use_fips` cannot be combined with `endpoint_url`, which already names the host",
            "`use_dual_stack` cannot be combined with `endpoint_url`, which already names the host",
        ],
    );
    broken(
        &[O::StsEndpointUrl, O::UseFips, O::UseDualStack],
        &[
            "`use_fips` cannot be combined with `sts_endpoint_url`, which already names the host",
            "`use_dual_stack` cannot be combined with `sts_endpoint_url`, which already names the host",
        ],
    );
    let off = OptionSet::of(&[O::EndpointUrl, O::StsEndpointUrl])
        .insert_off(O::UseFips)
        .insert_off(O::UseDualStack);
    assert_eq!(sentences(off), [""; 0]);
}

#[test]
fn capacity_needs_a_billing_mode() {
    broken(
        &[O::ReadCapacityUnits, O::WriteCapacityUnits],
        &[
            "`read_capacity_units` needs `billing_mode = \"PROVISIONED\"`",
            "`write_capacity_units` needs `billing_mode = \"PROVISIONED\"`",
        ],
    );
    broken(
        &[O::BillingMode, O::ReadCapacityUnits, O::WriteCapacityUnits],
        &[],
    );
}

#[test]
fn shared_access_stands_alone() {
    let sentence = "`access` cannot be combined with access options of its own; move them to the type that `access` names";
    for option in INLINE_ACCESS.iter() {
        let given = OptionSet::of(&[O::Access]).insert(option);
        assert!(
            sentences(given).iter().any(|text| text == sentence),
            "{option:?}"
        );
        let off = OptionSet::of(&[O::Access]).insert_off(option);
        assert!(
            sentences(off).iter().any(|text| text == sentence),
            "{option:?}"
        );
    }
    for option in OptionSet::of_group(Group::Table).iter() {
        let given = OptionSet::of(&[O::Access, O::BillingMode]).insert(option);
        assert_eq!(sentences(given), [""; 0], "{option:?}");
    }
    let rule = groups::violations(OptionSet::of(&[O::Access, O::Region, O::TableName]))
        .next()
        .unwrap();
    let culprits: Vec<_> = rule
        .culprits(OptionSet::of(&[O::Access, O::Region, O::TableName]))
        .iter()
        .collect();
    assert_eq!(culprits, [O::Region]);
}

#[test]
fn all_broken_rules_are_told_at_once() {
    let everything = OPTIONS
        .iter()
        .fold(OptionSet::new(), |set, row| set.insert(row.option));
    assert_eq!(
        groups::violations(everything).count(),
        RULES
            .iter()
            .filter(|rule| matches!(rule.condition, Condition::Excludes(_)))
            .count(),
    );
}

#[test]
fn the_inline_options_are_all_but_table_and_sharing() {
    for row in OPTIONS {
        let inline = !matches!(row.group, Group::Table | Group::Sharing);
        assert_eq!(INLINE_ACCESS.contains(row.option), inline, "{}", row.name);
    }
}

#[test]
fn a_set_of_options() {
    let set = OptionSet::of(&[O::Region, O::Profile]);
    assert!(set.contains(O::Region) && set.is_on(O::Region) && !set.contains(O::Base));
    assert_eq!(set.iter().collect::<Vec<_>>(), [O::Region, O::Profile]);
    assert_eq!(set.remove(O::Region), OptionSet::of(&[O::Profile]));
    assert!(set.remove(O::Region).remove(O::Profile).is_empty());

    let on = OptionSet::new().insert(O::UseFips);
    let off = OptionSet::new().insert_off(O::UseFips);
    assert!(off.contains(O::UseFips) && !off.is_on(O::UseFips));
    assert_eq!(off.union(on), on);
    assert_eq!(on.union(off), on);
    assert_eq!(off.insert(O::UseFips), on);
    assert_eq!(on.insert_off(O::UseFips), off);
    assert_eq!(set.union(off).intersection(on), off);
    assert_eq!(set.union(off).difference(set), off);
    assert_eq!(off.remove(O::UseFips), OptionSet::new());
    // What is in a set already stays in it.
    assert_eq!(set.union(set), set);
    assert_eq!(on.union(on), on);
    assert_eq!(on.insert(O::UseFips), on);
    assert_eq!(off.insert_off(O::UseFips), off);
}

#[test]
fn a_flag_is_the_subject_only_of_a_rule_about_the_endpoint() {
    for rule in RULES {
        let is_flag = rule.subject.row().value == ValueKind::Flag;
        assert_eq!(
            is_flag,
            matches!(rule.subject, O::UseFips | O::UseDualStack)
        );
        assert!(!rule.predicate.ends_with('.'));
    }
}
