//! Models that `macro_rules!` makes: every kind of fragment at every place of an option.
#![allow(dead_code, reason = "nobody reads the items of these models")]

use renamed_model::access::Setting;
use renamed_model::prelude::*;

macro_rules! model {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident in $table:literal by $role:expr, for $seconds:expr, in $region:path,
        based on $base:ty, tagged $tag:literal, under $policy:expr, from $variable:literal, keyed $field:ident: $type:ty
    ) => {
        $(#[$attribute])*
        #[derive(DynamoModel)]
        #[dynamo(crate = renamed_model)]
        #[dynamo(meta(
            table_name = $table,
            region = $region,
            base = $base,
            aws_sts_role_arn = $role,
            expiration = $seconds,
            external_id = env($variable, default = $table),
            tags(team = $tag),
            transitive_tags = ["team"],
            policy_arns = [$policy, concat!("arn:aws:iam::aws:policy/", $tag)],
        ))]
        $visibility struct $name {
            #[dynamo(partition_key)]
            $field: $type,
        }
    };
}

macro_rules! with_options {
    ($name:ident, $($options:tt)*) => {
        #[derive(DynamoModel)]
        #[dynamo(crate = renamed_model)]
        #[dynamo(meta($($options)*))]
        struct $name {
            #[dynamo(partition_key)]
            id: String,
        }
    };
}

macro_rules! with_meta {
    ($name:ident, $meta:meta, $key:meta) => {
        #[derive(DynamoModel)]
        #[dynamo(crate = renamed_model)]
        #[dynamo($meta)]
        struct $name {
            #[dynamo($key)]
            id: String,
        }
    };
}

macro_rules! with_option {
    ($name:ident, $option:ident = $value:expr) => {
        #[derive(DynamoModel)]
        #[dynamo(crate = renamed_model)]
        #[dynamo(meta($option = $value))]
        struct $name {
            #[dynamo(partition_key)]
            id: String,
        }
    };
}

mod settings {
    pub const REGION: &str = "eu-west-1";
    pub const MINUTE: u64 = 60;
}

#[derive(AwsAccess)]
#[dynamo(crate = renamed_model)]
struct Hub;

model! {
    /// With documentation.
    pub(crate) struct Literal in "ledger" by "arn:aws:iam::123456789012:role/ledger-rw", for 3600, in settings::REGION,
    based on Hub, tagged "billing", under "arn:aws:iam::aws:policy/ReadOnlyAccess", from "LEDGER_EXTERNAL_ID",
    keyed account: String
}

model! {
    struct Expression in "orders" by concat!("arn:aws:iam::", 123456789012_u64, ":role/ledger-rw"),
    for 15 * settings::MINUTE, in settings::REGION, based on self::Hub, tagged "billing",
    under concat!("arn:aws:iam::aws:policy/", "ReadOnlyAccess"), from "LEDGER_EXTERNAL_ID", keyed r#type: Vec<u8>
}

with_options!(
    Tokens,
    table_name = "tokens",
    region = "eu-west-1",
    max_retry_attempts = 1
);
with_meta!(FromMeta, meta(table_name = "from-meta"), partition_key);
with_option!(FromName, table_name = "from-name");
with_option!(FromNumber, max_retry_attempts = (5));
with_option!(FromFlag, deletion_protection = !false);

#[test]
fn fragments_are_read_like_what_they_stand_for() {
    assert_eq!(Literal::TABLE.name(), Setting::Value("ledger"));
    assert_eq!(Expression::TABLE.name(), Setting::Value("orders"));
    assert!(Literal::ACCESS.is_session());
    assert_eq!(Tokens::TABLE.name(), Setting::Value("tokens"));
    assert_eq!(FromMeta::TABLE.name(), Setting::Value("from-meta"));
    assert_eq!(FromName::TABLE.name(), Setting::Value("from-name"));
    assert_eq!(FromNumber::ACCESS.type_name(), "FromNumber");
    assert_eq!(FromFlag::TABLE.name(), Setting::Value("FromFlag"));
}
