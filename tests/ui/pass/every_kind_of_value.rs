#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

mod settings {
    pub const REGION: &str = "eu-west-1";
    pub const SECONDS: u64 = 15 * 60;
    pub const FIPS: bool = cfg!(target_os = "none");
    pub const TAG: &str = "team";

    pub const fn retries(more: bool) -> u64 {
        if more { 5 } else { 2 }
    }
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = concat!("ledger", "-", "dev"),
    region = settings::REGION,
    use_fips = settings::FIPS,
    use_dual_stack = env("LEDGER_DUAL_STACK", default = false),
    aws_sts_role_arn = concat!("arn:aws:iam::", "123456789012", ":role/", env!("CARGO_PKG_NAME")),
    session_name = env("LEDGER_SESSION", default = "billing"),
    expiration = settings::SECONDS,
    policy_arns = [concat!("arn:aws:iam::aws:policy/", "ReadOnlyAccess")],
    tags(team = settings::TAG, unit = env("LEDGER_UNIT")),
    transitive_tags = [settings::TAG, "unit"],
    expected_account = env("LEDGER_ACCOUNT"),
    read_timeout = env("LEDGER_TIMEOUT", default = "500ms"),
    max_retry_attempts = settings::retries(true),
    billing_mode = stringify!(PAY_PER_REQUEST),
    deletion_protection = !settings::FIPS,
    resource_tags(team = settings::TAG),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expiration = env("LEDGER_EXPIRATION", default = 3_600),
    max_retry_attempts = 0x10u64,
    use_fips = env("LEDGER_FIPS", default = "true"),
))]
#[dynamo(meta(region = "eu-west-1"), meta())]
#[dynamo()]
struct Several {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
