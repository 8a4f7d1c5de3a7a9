//! What a model says about itself, as far as it can be seen without the AWS SDK.
#![allow(dead_code, reason = "nobody reads the items of these models")]

use dynamo_model::{
    DefaultAccess,
    access::{AwsAccess, Setting},
    prelude::*,
};
use std::any::TypeId;

#[derive(DynamoModel)]
struct Plain {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
struct r#Raw {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "ledger"))]
struct Named {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = env("LEDGER_TABLE", default = "ledger")))]
struct FromEnvironment {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(region = "eu-west-1"))]
struct Inline {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/hub"))]
struct Hub;

#[derive(AwsAccess)]
#[dynamo(meta(base = Hub))]
struct Based;

#[derive(DynamoModel)]
#[dynamo(meta(access = Hub))]
struct Shared {
    #[dynamo(partition_key)]
    id: String,
}

fn access_of<M: DynamoModel>() -> TypeId {
    TypeId::of::<M::Access>()
}

#[test]
fn m1_without_table_name_the_table_is_called_like_the_type() {
    assert_eq!(Plain::TABLE.name(), Setting::Value("Plain"));
    assert_eq!(Raw::TABLE.name(), Setting::Value("Raw"));
    assert_eq!(Shared::TABLE.name(), Setting::Value("Shared"));
}

#[test]
fn table_name_names_the_table() {
    assert_eq!(Named::TABLE.name(), Setting::Value("ledger"));
    assert_eq!(Named::TABLE.model(), "Named");
    assert_eq!(
        FromEnvironment::TABLE.name(),
        Setting::Env {
            name: "LEDGER_TABLE",
            default: Some("ledger"),
        }
    );
}

#[test]
fn table_options_alone_do_not_say_who_signs() {
    assert_eq!(access_of::<Plain>(), TypeId::of::<DefaultAccess>());
    assert_eq!(access_of::<Named>(), TypeId::of::<DefaultAccess>());
}

#[test]
fn any_other_option_makes_the_model_its_own_access_type() {
    assert_eq!(access_of::<Inline>(), TypeId::of::<Inline>());
    assert_eq!(Inline::ACCESS.type_name(), "Inline");
}

#[test]
fn access_names_the_access_type() {
    assert_eq!(access_of::<Shared>(), TypeId::of::<Hub>());
}

#[test]
fn a_type_based_on_a_session_is_a_session() {
    assert!(Hub::ACCESS.is_session());
    assert!(Based::ACCESS.is_session());
    assert!(!Inline::ACCESS.is_session());
    assert!(!DefaultAccess::ACCESS.is_session());
}
