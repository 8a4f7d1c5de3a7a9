//! The options of the table.

use dynamo_model_core::{
    attribute_name, billing_mode, capacity_units, index_name, stream_view_type, table_class,
    table_name,
};

use super::{accepts, refuses, says};

const ARN: &str = "arn:aws:dynamodb:eu-west-1:123456789012:table/ledger";

#[test]
fn m1_names_and_arns_of_tables_are_accepted() {
    accepts(
        table_name::check,
        &[
            "abc",
            "Order",
            "my.table_of-2026",
            &"t".repeat(255),
            ARN,
            "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/ledger",
            "arn:aws-us-gov:dynamodb:us-gov-west-1:123456789012:table/a.b_c-d",
            "arn:aws:dynamodb:eu-west-1:123456789012:table/abc",
            &format!(
                "arn:aws:dynamodb:eu-west-1:123456789012:table/{}",
                "t".repeat(255)
            ),
        ],
    );
}

#[test]
fn m1_what_is_no_table_is_refused() {
    refuses(
        table_name::check,
        &[
            ("", "must not be empty"),
            ("ab", "must be between 3 and 255 characters long, but has 2"),
            (
                "my ledger",
                "may contain only letters, digits and `_.-`, but has ' ' at byte 2",
            ),
            (
                "ledger/index",
                "may contain only letters, digits and `_.-`, but has '/' at byte 6",
            ),
            (
                &"t".repeat(256),
                "must be between 3 and 255 characters long, but has 256",
            ),
            (
                "arn:aws:dynamodb",
                "must be the name of a table or the ARN of a table such as \
                 `arn:aws:dynamodb:eu-west-1:123456789012:table/name`, but is `arn:aws:dynamodb`",
            ),
            (
                "arn:azure:dynamodb:eu-west-1:123456789012:table/ledger",
                "must name a partition such as `aws`, `aws-cn` or `aws-us-gov`, but names `azure`",
            ),
            (
                "arn:aws:iam::123456789012:role/ledger",
                "must be the name of a table or the ARN of a table, but names the service `iam` instead of `dynamodb`",
            ),
            (
                "arn:aws:dynamodb::123456789012:table/ledger",
                "must be the name of a table or the ARN of a table with its region, but names none",
            ),
            (
                "arn:aws:dynamodb:Ireland:123456789012:table/ledger",
                "must be the name of a table or the ARN of a table with its region, but names the region `Ireland`",
            ),
            (
                "arn:aws:dynamodb:eu-west-1::table/ledger",
                "must be the name of a table or the ARN of a table with the 12 digits of its account, but names none",
            ),
            (
                "arn:aws:dynamodb:cn-north-1:123456789012:table/ledger",
                "is in the partition `aws`, but the region `cn-north-1` is in `aws-cn`",
            ),
            (
                "arn:aws:dynamodb:eu-west-1:1234567:table/ledger",
                "must be the name of a table or the ARN of a table with the 12 digits of its account, but names the \
                 account `1234567`",
            ),
            (
                "arn:aws:dynamodb:eu-west-1:123456789012:global-table/ledger",
                "must be the name of a table or the ARN of a table, but `table/` does not follow the account in \
                 `global-table/ledger`",
            ),
            (
                "arn:aws:dynamodb:eu-west-1:123456789012:table/ledger/index/by-date",
                "must be the name of a table or the ARN of a table and nothing within it, but ends with \
                 `table/ledger/index/by-date`",
            ),
            (
                "arn:aws:dynamodb:eu-west-1:123456789012:table/my ledger",
                "must end with a table name of letters, digits and `_.-`, but `my ledger` has ' ' at byte 2",
            ),
            (
                "arn:aws:dynamodb:eu-west-1:123456789012:table/ab",
                "must end with a table name of 3 to 255 characters, but that name has 2",
            ),
            (
                &format!(
                    "arn:aws:dynamodb:eu-west-1:123456789012:table/{}",
                    "t".repeat(256)
                ),
                "must end with a table name of 3 to 255 characters, but that name has 256",
            ),
        ],
    );
}

#[test]
fn a_table_arn_tells_its_region_account_and_partition() {
    assert_eq!(table_name::region_of_arn(ARN), Some("eu-west-1"));
    assert_eq!(table_name::account_of_arn(ARN), Some("123456789012"));
    assert_eq!(table_name::partition_of_arn(ARN), Some("aws"));
    assert_eq!(table_name::region_of_arn("ledger"), None);
    assert_eq!(table_name::account_of_arn("ledger"), None);
    assert_eq!(table_name::partition_of_arn("ledger"), None);
}

#[test]
fn a_table_arn_lies_in_the_region_of_the_model() {
    assert_eq!(table_name::check_region(ARN, "eu-west-1"), Ok(()));
    assert_eq!(table_name::check_region("ledger", "us-east-1"), Ok(()));
    assert_eq!(
        says(table_name::check_region(ARN, "us-east-1")),
        "names a table in `eu-west-1`, but `region` is `us-east-1`",
    );
}

#[test]
fn names_of_attributes() {
    for rule in [attribute_name::check, attribute_name::check_key] {
        accepts(rule, &["a", "a.b#c d", "größe", &"é".repeat(255)]);
        refuses(rule, &[("", "must not be empty")]);
    }
    accepts(attribute_name::check, &[&"n".repeat(65_535)]);
    refuses(
        attribute_name::check,
        &[
            (
                &"n".repeat(65_536),
                "must be at most 65535 bytes long, but has 65536",
            ),
            // 64 KB in half as many characters.
            (
                &"é".repeat(32_768),
                "must be at most 65535 bytes long, but has 65536",
            ),
        ],
    );
    refuses(
        attribute_name::check_key,
        &[(
            &"n".repeat(256),
            "must be between 1 and 255 characters long, but has 256",
        )],
    );
}

#[test]
fn names_of_indexes() {
    accepts(
        index_name::check,
        &["gsi", "by_status-2.x", &"i".repeat(255)],
    );
    refuses(
        index_name::check,
        &[
            ("", "must not be empty"),
            ("by", "must be between 3 and 255 characters long, but has 2"),
            (
                &"i".repeat(256),
                "must be between 3 and 255 characters long, but has 256",
            ),
            (
                "by status",
                "may contain only letters, digits and `_.-`, but has ' ' at byte 2",
            ),
        ],
    );
}

#[test]
fn closed_lists_of_values() {
    accepts(billing_mode::check, billing_mode::VALUES);
    accepts(stream_view_type::check, stream_view_type::VALUES);
    accepts(table_class::check, table_class::VALUES);
    assert_eq!(billing_mode::check(billing_mode::DEFAULT), Ok(()));
    refuses(
        billing_mode::check,
        &[
            (
                "",
                "must be `PROVISIONED` or `PAY_PER_REQUEST`, but is empty",
            ),
            (
                "on_demand",
                "must be `PROVISIONED` or `PAY_PER_REQUEST`, but is `on_demand`",
            ),
            (
                "pay-per-request",
                "must be `PROVISIONED` or `PAY_PER_REQUEST`, but is `pay-per-request`; write `PAY_PER_REQUEST`",
            ),
        ],
    );
    refuses(
        stream_view_type::check,
        &[(
            "new_image",
            "must be `NEW_IMAGE`, `OLD_IMAGE`, `NEW_AND_OLD_IMAGES` or `KEYS_ONLY`, but is `new_image`; \
             write `NEW_IMAGE`",
        )],
    );
    refuses(
        table_class::check,
        &[(
            "INFREQUENT",
            "must be `STANDARD` or `STANDARD_INFREQUENT_ACCESS`, but is `INFREQUENT`",
        )],
    );
    // As long as one of the list, but another word.
    refuses(
        table_class::check,
        &[(
            "CHEAPEST",
            "must be `STANDARD` or `STANDARD_INFREQUENT_ACCESS`, but is `CHEAPEST`",
        )],
    );
}

#[test]
fn capacity_goes_with_provisioned_and_with_nothing_else() {
    let check = |mode, read, write| says(billing_mode::check_capacity(mode, read, write));
    assert_eq!(check("PROVISIONED", true, true), "accepted");
    assert_eq!(check("PAY_PER_REQUEST", false, false), "accepted");
    assert_eq!(
        check("PROVISIONED", false, false),
        "needs `read_capacity_units` and `write_capacity_units` when it is `PROVISIONED`",
    );
    assert_eq!(
        check("PROVISIONED", true, false),
        "needs `write_capacity_units` when it is `PROVISIONED`",
    );
    assert_eq!(
        check("PROVISIONED", false, true),
        "needs `read_capacity_units` when it is `PROVISIONED`",
    );
    assert_eq!(
        check("PAY_PER_REQUEST", true, true),
        "must be `PROVISIONED` when `read_capacity_units` is set",
    );
    assert_eq!(
        check("PAY_PER_REQUEST", false, true),
        "must be `PROVISIONED` when `write_capacity_units` is set",
    );
}

#[test]
fn capacity_is_at_least_one_unit() {
    assert_eq!(capacity_units::check(1), Ok(()));
    assert_eq!(capacity_units::check(40_000), Ok(()));
    assert_eq!(capacity_units::check(9_223_372_036_854_775_807), Ok(()));
    assert_eq!(
        says(capacity_units::check(0)),
        "must be at least 1, but is 0"
    );
    assert_eq!(
        says(capacity_units::check(u64::MAX)),
        "must be at most 9223372036854775807, but is 18446744073709551615",
    );
}
