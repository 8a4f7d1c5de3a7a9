#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

#[derive(AwsAccess)]
#[dynamo(meta(
    region = "eu-west-1",
    endpoint_url = "http://localhost:8000",
    aws_access_key_id = env("HUB_KEY_ID"),
    aws_secret_access_key = env("HUB_SECRET"),
    aws_session_token = env("HUB_TOKEN"),
    expected_account = "123456789012",
))]
struct Hub;

#[derive(AwsAccess)]
#[dynamo(meta(profile = "billing", use_fips = true, use_dual_stack = false))]
enum Profile {}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    region = "eu-west-1",
    host = "http://localhost:8000",
    base = Hub,
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    session_name = "billing",
    expiration = 3600,
    external_id = env("LEDGER_EXTERNAL_ID"),
    source_identity = "alice",
    policy = r#"{"Version": "2012-10-17", "Statement": []}"#,
    policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", env("LEDGER_POLICY_ARN")],
    tags(team = "billing", "cost:center" = env("COST_CENTER", default = "42")),
    transitive_tags = ["team"],
    sts_region = "us-east-1",
    sts_endpoint_url = "https://sts.us-east-1.amazonaws.com",
    expected_account = "123456789012",
    connect_timeout = "2s",
    read_timeout = "1m30s",
    max_retry_attempts = 5,
    billing_mode = "PROVISIONED",
    read_capacity_units = 5,
    write_capacity_units = 5,
    stream_view_type = "NEW_AND_OLD_IMAGES",
    deletion_protection = true,
    point_in_time_recovery = true,
    table_class = "STANDARD",
    resource_tags(team = "billing", "cost:center" = "42"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(sort_key)]
    at: u64,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "orders", access = Profile))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
