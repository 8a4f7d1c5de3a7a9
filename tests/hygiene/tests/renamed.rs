//! `dynamo-model` under another name: in Cargo.toml, behind a re-export, and handed on by another crate's macro.
#![allow(dead_code, reason = "nobody reads the items of these models")]

use hygiene::account_model;
use renamed_model::access::Setting;
use renamed_model::prelude::*;

mod behind {
    pub mod a_path {
        pub use renamed_model as it;
    }
}

const ROLE: &str = "arn:aws:iam::123456789012:role/ledger-rw";

#[derive(DynamoModel)]
#[dynamo(crate = renamed_model)]
struct Plain {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(AwsAccess)]
#[dynamo(crate = ::renamed_model)]
#[dynamo(meta(
    aws_sts_role_arn = ROLE,
    expiration = 60 * 60,
    policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", env("LEDGER_POLICY")],
    tags(team = env("LEDGER_TEAM", default = "billing")),
    transitive_tags = ["team"],
))]
struct Account;

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "orders", access = Account), crate = crate::behind::a_path::it)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
#[dynamo(crate = behind::a_path::it)]
#[dynamo(meta(base = Account, aws_sts_role_arn = ROLE, expiration = 1800 * 2))]
struct Chained {
    #[dynamo(partition_key)]
    id: String,
}

account_model!(Foreign, "foreign");

#[test]
fn a_renamed_crate_is_found() {
    assert_eq!(Plain::TABLE.model(), "Plain");
    assert!(Account::ACCESS.is_session());
    assert!(Chained::ACCESS.is_session());
    assert_eq!(Order::TABLE.name(), Setting::Value("orders"));
}

#[test]
fn a_macro_of_another_crate_makes_models() {
    assert_eq!(Foreign::TABLE.name(), Setting::Value("foreign"));
    assert_eq!(Foreign::ACCESS.type_name(), "Foreign");
}
