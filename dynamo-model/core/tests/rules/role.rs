//! The ARNs of roles and managed policies.

use dynamo_model_core::{
    account_id, policy_arn, region,
    role_arn::{self, RoleArn},
};

use super::{accepts, refuses, says};

#[test]
fn a19_role_arns_of_every_partition_path_and_name_are_accepted() {
    accepts(
        role_arn::check,
        &[
            "arn:aws:iam::123456789012:role/ledger-rw",
            "arn:aws:iam::1234567:role/my-aws-role",
            "arn:aws-cn:iam::123456789012:role/ledger",
            "arn:aws-us-gov:iam::123456789012:role/ledger",
            "arn:aws-iso:iam::123456789012:role/ledger",
            "arn:aws-iso-b:iam::123456789012:role/ledger",
            "arn:aws-iso-e:iam::123456789012:role/ledger",
            "arn:aws-iso-f:iam::123456789012:role/ledger",
            "arn:aws-eusc:iam::123456789012:role/ledger",
            "arn:aws:iam::123456789012:role/teams/billing/ledger",
            "arn:aws:iam::123456789012:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
            "arn:aws:iam::123456789012:role/a~!$:b/ledger",
            "arn:aws:iam::123456789012:role/name+=,.@_-Z9",
            "arn:aws:iam::123456789012:role/a",
            &format!("arn:aws:iam::123456789012:role/{}", "n".repeat(64)),
            &format!("arn:aws:iam::123456789012:role/{}/name", "p".repeat(510)),
        ],
    );
}

#[test]
fn a19_an_account_without_12_digits_is_told_apart() {
    for (arn, expected) in [
        ("arn:aws:iam::123456789012:role/my-aws-role", true),
        ("arn:aws:iam::1234567:role/my-aws-role", false),
        ("arn:aws:iam::1234567890123:role/my-aws-role", false),
        ("not-an-arn", true),
    ] {
        assert_eq!(role_arn::account_has_12_digits(arn), expected, "{arn}");
    }
}

#[test]
fn a18_what_is_not_the_arn_of_a_role_is_refused_and_named() {
    refuses(
        role_arn::check,
        &[
            ("", "must be the ARN of a role, but is empty"),
            (
                "not-an-arn",
                "must be the ARN of a role such as `arn:aws:iam::123456789012:role/name`, but is `not-an-arn`",
            ),
            (
                "arn:aws:iam:role/name",
                "must be the ARN of a role such as `arn:aws:iam::123456789012:role/name`, but is \
                 `arn:aws:iam:role/name`",
            ),
            (
                " arn:aws:iam::123456789012:role/name",
                "must be the ARN of a role such as `arn:aws:iam::123456789012:role/name`, but is \
                 ` arn:aws:iam::123456789012:role/name`",
            ),
            (
                "arn:aws:iam::123456789012:user/alice",
                "must be the ARN of a role, but is the ARN of a user",
            ),
            (
                "arn:aws:iam::123456789012:instance-profile/web",
                "must be the ARN of a role, but is the ARN of an instance profile",
            ),
            (
                "arn:aws:iam::123456789012:group/admins",
                "must be the ARN of a role, but is the ARN of a group",
            ),
            (
                "arn:aws:iam::aws:policy/ReadOnlyAccess",
                "must be the ARN of a role, but is the ARN of a policy",
            ),
            (
                "arn:aws:iam::123456789012:root",
                "must be the ARN of a role, but is the ARN of an account",
            ),
            (
                "arn:aws:sts::123456789012:assumed-role/ledger/session",
                "must be the ARN of a role, but is the ARN of an assumed-role session; \
                 write `arn:aws:iam::<account>:role/<name>`",
            ),
            (
                "arn:aws:sts::123456789012:federated-user/alice",
                "must be the ARN of a role, but names the service `sts` instead of `iam`",
            ),
            (
                "arn:aws:s3:::assumed-role/ledger/session",
                "must be the ARN of a role, but names the service `s3` instead of `iam`",
            ),
            (
                "arn:aws:s3:::policy/ledger",
                "must be the ARN of a role, but names the service `s3` instead of `iam`",
            ),
            (
                "arn:aws:s3:::my-bucket-of-things",
                "must be the ARN of a role, but names the service `s3` instead of `iam`",
            ),
            (
                "arn:aws:iam::123456789012:Role/name",
                "must be the ARN of a role, but `role/` does not follow the account in `Role/name`",
            ),
            (
                "arn:aws:iam::123456789012:role",
                "must be the ARN of a role, but has no `/` after `role`",
            ),
        ],
    );
}

#[test]
fn a18_each_part_of_a_role_arn_has_its_sentence() {
    refuses(
        role_arn::check,
        &[
            (
                "arn:AWS:iam::123456789012:role/name",
                "must name a partition such as `aws`, `aws-cn` or `aws-us-gov`, but names `AWS`",
            ),
            (
                "arn:aws-:iam::123456789012:role/name",
                "must name a partition such as `aws`, `aws-cn` or `aws-us-gov`, but names `aws-`",
            ),
            (
                "arn:aws--cn:iam::123456789012:role/name",
                "must name a partition such as `aws`, `aws-cn` or `aws-us-gov`, but names `aws--cn`",
            ),
            (
                "arn:awscn:iam::123456789012:role/name",
                "must name a partition such as `aws`, `aws-cn` or `aws-us-gov`, but names `awscn`",
            ),
            (
                "arn:aws:iam:eu-west-1:123456789012:role/name",
                "must not name a region, because roles belong to none, but names `eu-west-1`",
            ),
            (
                "arn:aws:iam:::role/long-enough",
                "must name an account between `iam::` and `:role/`, but that place is empty",
            ),
            (
                "arn:aws:iam::1234-5678-9012:role/name",
                "must name the account by its digits, but has `1234-5678-9012`",
            ),
            (
                "arn:aws:iam::123456789012:role/",
                "must end with the name of a role, but nothing follows the last `/`",
            ),
            (
                "arn:aws:iam::123456789012:role/teams/",
                "must end with the name of a role, but nothing follows the last `/`",
            ),
            (
                "arn:aws:iam::123456789012:role/my role",
                "must end with a role name of letters, digits and `_+=,.@-`, but `my role` has ' ' at byte 2",
            ),
            (
                "arn:aws:iam::123456789012:role/name\n",
                "must end with a role name of letters, digits and `_+=,.@-`, but `name\\n` has '\\n' at byte 4",
            ),
            (
                "arn:aws:iam::123456789012:role/rôle",
                "must end with a role name of letters, digits and `_+=,.@-`, but `rôle` has 'ô' at byte 1",
            ),
            (
                "arn:aws:iam::123456789012:role/my team/name",
                "must have a path of visible ASCII characters, but `/my team/` has ' ' at byte 3",
            ),
            (
                "arn:aws:iam::1:role/",
                "must end with the name of a role, but nothing follows the last `/`",
            ),
            (
                "arn:aws:iam::1:role",
                "must be between 20 and 2048 characters long, but has 19",
            ),
        ],
    );
    let long_name = format!("arn:aws:iam::123456789012:role/{}", "n".repeat(65));
    let long_path = format!("arn:aws:iam::123456789012:role/{}/name", "p".repeat(511));
    let too_long = format!("arn:aws:iam::123456789012:role/{}", "n".repeat(2018));
    assert_eq!(too_long.len(), 2049);
    refuses(
        role_arn::check,
        &[
            (
                &long_name,
                "must end with a role name of at most 64 characters, but that name has 65",
            ),
            (
                &long_path,
                "must have a path of at most 512 characters, but its path has 513",
            ),
            (
                &too_long,
                "must be between 20 and 2048 characters long, but has 2049",
            ),
        ],
    );
}

#[test]
fn a_role_arn_is_taken_apart() {
    let arn =
        RoleArn::parse("arn:aws-us-gov:iam::123456789012:role/teams/billing/ledger-rw").unwrap();
    assert_eq!(
        (arn.partition(), arn.account(), arn.path(), arn.name()),
        ("aws-us-gov", "123456789012", "/teams/billing/", "ledger-rw"),
    );
    let plain = RoleArn::parse("arn:aws:iam::123456789012:role/ledger").unwrap();
    assert_eq!((plain.path(), plain.name()), ("/", "ledger"));
    // The resource may hold further colons.
    let colon = RoleArn::parse("arn:aws:iam::123456789012:role/a:b/ledger").unwrap();
    assert_eq!((colon.path(), colon.name()), ("/a:b/", "ledger"));
}

#[test]
fn an_arn_agrees_with_the_partition_of_the_region() {
    for (region, partition) in [
        ("eu-west-1", "aws"),
        ("mx-central-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-east-1", "aws-us-gov"),
        ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eu-isoe-west-1", "aws-iso-e"),
        ("us-isof-south-1", "aws-iso-f"),
        ("eusc-de-east-1", "aws-eusc"),
    ] {
        assert_eq!(region::partition(region), partition, "{region}");
        assert!(region::agrees(region, partition), "{region}");
        let arn = format!("arn:{partition}:iam::123456789012:role/ledger");
        assert_eq!(region::check_arn(region, &arn), Ok(()), "{region}");
    }
    assert!(!region::agrees("eu-west-1", "aws-cn"));
    assert!(!region::agrees("cn-north-1", "aws"));
    assert!(!region::agrees("us-gov-west-1", "aws"));
    assert_eq!(
        says(region::check_arn(
            "cn-north-1",
            "arn:aws:iam::123456789012:role/ledger"
        )),
        "is in the partition `aws`, but the region `cn-north-1` is in `aws-cn`",
    );
}

#[test]
fn a_partition_not_known_here_is_never_refused() {
    assert!(region::agrees("eu-west-1", "aws-new"));
    assert!(region::agrees("new-north-1", "aws-new"));
    assert_eq!(region::check_arn("eu-west-1", "no arn"), Ok(()));
}

#[test]
fn a28_an_expected_account_is_compared_with_a_literal_role() {
    let arn = "arn:aws:iam::123456789012:role/ledger";
    assert_eq!(account_id::check_role("123456789012", arn), Ok(()));
    assert_eq!(
        says(account_id::check_role("210987654321", arn)),
        "is `210987654321`, but `aws_sts_role_arn` names the account `123456789012`",
    );
    // A broken ARN has its own sentence already.
    assert_eq!(account_id::check_role("210987654321", "no arn"), Ok(()));
}

#[test]
fn policy_arns() {
    accepts(
        policy_arn::check,
        &[
            "arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess",
            "arn:aws:iam::aws:policy/service-role/X",
            "arn:aws-cn:iam::123456789012:policy/teams/ledger",
            "arn:aws:iam::1234567:policy/ledger",
        ],
    );
    refuses(
        policy_arn::check,
        &[
            ("", "must be the ARN of a managed policy, but is empty"),
            (
                "ReadOnlyAccess",
                "must be the ARN of a managed policy such as `arn:aws:iam::aws:policy/name`, but is `ReadOnlyAccess`",
            ),
            (
                "arn:aws:iam::123456789012:role/ledger",
                "must be the ARN of a managed policy, but `policy/` does not follow the account in `role/ledger`",
            ),
            (
                "arn:aws:s3:::bucket-of-mine",
                "must be the ARN of a managed policy, but names the service `s3` instead of `iam`",
            ),
            (
                "arn:aws:iam:eu-west-1:aws:policy/x",
                "must not name a region, because policies belong to none, but names `eu-west-1`",
            ),
            (
                "arn:aws:iam::me:policy/ledger",
                "must name the account by its digits, or be one of AWS's own with `aws` there, but has `me`",
            ),
            (
                "arn:aws:iam::aws:policy/",
                "must end with the name of a policy, but nothing follows the last `/`",
            ),
            (
                "arn:aws:iam::aws:policy/a b",
                "must end with a policy name of visible ASCII characters, but `a b` has ' ' at byte 1",
            ),
            (
                "arn:x:iam::aws:policy/ledger",
                "must name a partition such as `aws`, `aws-cn` or `aws-us-gov`, but names `x`",
            ),
        ],
    );
    let too_long = format!("arn:aws:iam::aws:policy/{}", "n".repeat(2025));
    assert_eq!(
        says(policy_arn::check(&too_long)),
        "must be between 20 and 2048 characters long, but has 2049",
    );
    assert_eq!(policy_arn::check_count(10), Ok(()));
    assert_eq!(
        says(policy_arn::check_count(11)),
        "may have at most 10 ARNs, but has 11",
    );
}
