//! No prelude, and nothing imported.
#![no_implicit_prelude]
#![allow(dead_code, reason = "nobody reads the items of these models")]

extern crate renamed_model as dynamo_model;

const REGION: &str = "eu-west-1";

#[derive(::dynamo_model::AwsAccess)]
#[dynamo(meta(
    region = REGION,
    aws_access_key_id = env("LEDGER_KEY_ID"),
    aws_secret_access_key = env("LEDGER_SECRET", default = "fixture-secret"),
    aws_sts_role_arn = "arn:aws:iam::1234567:role/ledger-rw",
    policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    use_fips = 1 > 2,
))]
#[allow(deprecated)]
struct Account;

#[derive(::dynamo_model::DynamoModel)]
#[dynamo(meta(base = Account, aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw", expiration = 900 * 4))]
struct Entry {
    #[dynamo(partition_key)]
    account: ::std::string::String,
}

#[derive(::dynamo_model::DynamoModel)]
#[dynamo(meta(table_name = ::core::concat!("ledger", "-", "dev"), access = Account))]
struct Order<T: ::core::marker::Copy> {
    #[dynamo(partition_key)]
    account: ::std::string::String,
    #[dynamo(sort_key)]
    at: u64,
    #[dynamo(version)]
    version: u64,
    #[dynamo(alias = "former")]
    value: T,
    payment: ::std::option::Option<Payment>,
}

#[derive(::dynamo_model::DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", sk = "ORDER#{at:020}#{org}"))]
struct Part<T> {
    org: ::std::string::String,
    at: u64,
    value: T,
    #[dynamo(flatten)]
    rest: ::std::collections::HashMap<::std::string::String, ::std::string::String>,
}

#[derive(::dynamo_model::DynamoModel)]
#[dynamo(key(pk = "SETTINGS"))]
struct Settings {
    theme: ::std::string::String,
}

#[derive(::dynamo_model::DynamoValue)]
#[dynamo(tag = "kind")]
enum Payment {
    Cash,
    Card { digits: ::std::string::String },
    Invoice(Address),
}

#[derive(::dynamo_model::DynamoValue)]
#[dynamo(deny_unknown)]
struct Address {
    #[dynamo(default = 7)]
    city: u8,
    state: State,
}

#[derive(::dynamo_model::DynamoValue)]
enum State {
    Known,
    #[dynamo(other)]
    Unknown(::std::string::String),
}

#[derive(::dynamo_model::DynamoValue)]
struct City(::std::string::String);

#[::core::prelude::v1::test]
fn models_need_no_prelude() {
    use ::dynamo_model::DynamoModel;

    ::std::assert_eq!(Entry::TABLE.model(), "Entry");
    ::std::assert_eq!(Order::<u8>::TABLE.model(), "Order");
    ::std::assert_eq!(Part::<u8>::TABLE.model(), "Part");
}
