//! Models in function bodies and nested modules, private and public, generic, with raw names.
#![allow(dead_code, reason = "nobody reads the items of these models")]

use std::fmt::Debug;

use renamed_model::access::Setting;
use renamed_model::prelude::*;

#[test]
fn a_model_may_live_in_a_function() {
    const SECONDS: u64 = 900;

    #[derive(AwsAccess)]
    #[dynamo(crate = renamed_model)]
    #[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw", expiration = SECONDS))]
    struct Account;

    #[derive(DynamoModel)]
    #[dynamo(crate = renamed_model)]
    #[dynamo(meta(table_name = concat!("led", "ger"), access = Account))]
    struct Entry {
        #[dynamo(partition_key)]
        account: String,
    }

    let closure = || {
        #[derive(DynamoModel)]
        #[dynamo(crate = renamed_model)]
        #[dynamo(meta(base = Account))]
        struct Inner {
            #[dynamo(partition_key)]
            account: String,
        }
        Inner::ACCESS.is_session()
    };

    assert_eq!(Entry::TABLE.name(), Setting::Value("ledger"));
    assert!(closure());
}

mod outer {
    pub mod inner {
        use renamed_model::prelude::*;

        const REGION: &str = "eu-west-1";

        #[derive(AwsAccess)]
        #[dynamo(crate = renamed_model)]
        #[dynamo(meta(region = REGION))]
        pub(in crate::outer) struct Account(());

        #[derive(DynamoModel)]
        #[dynamo(crate = renamed_model)]
        #[dynamo(meta(base = super::inner::Account, aws_sts_role_arn = super::ROLE))]
        pub struct Entry {
            #[dynamo(partition_key)]
            pub account: String,
        }
    }

    const ROLE: &str = "arn:aws:iam::123456789012:role/ledger-rw";
}

#[derive(AwsAccess)]
#[dynamo(crate = renamed_model)]
enum Never {}

#[derive(AwsAccess)]
#[dynamo(crate = renamed_model)]
#[dynamo(meta(region = "eu-west-1"))]
enum Either {
    One,
    Other { name: String },
}

trait Key: Debug {}
impl Key for u64 {}

#[derive(DynamoModel)]
#[dynamo(crate = renamed_model)]
#[dynamo(meta(table_name = "generic", access = A))]
struct Generic<'a, 'b: 'a, T, A, const N: usize = 2>
where
    T: Key + 'a,
    A: AwsAccess,
    [T; N]: Sized,
{
    key: &'a [&'b T; N],
    access: Option<A>,
}

#[derive(DynamoModel, Debug, PartialEq)]
#[dynamo(crate = renamed_model)]
struct Versioned<T, const N: usize>
where
    T: Clone,
{
    #[dynamo(partition_key)]
    key: String,
    values: [T; N],
}

#[derive(DynamoValue, Debug, PartialEq)]
#[dynamo(crate = renamed_model)]
struct Borrowed<'s, T> {
    text: std::borrow::Cow<'s, str>,
    value: T,
}

#[derive(DynamoModel)]
#[dynamo(crate = renamed_model)]
#[dynamo(meta(access = <Wrapper as Pick>::Access))]
struct Projected {
    #[dynamo(partition_key)]
    key: u64,
}

struct Wrapper;

trait Pick {
    type Access;
}

impl Pick for Wrapper {
    type Access = Never;
}

#[derive(DynamoModel)]
#[dynamo(crate = renamed_model)]
#[dynamo(meta(region = r"eu-west-1"))]
#[expect(non_camel_case_types, reason = "a raw name")]
struct r#struct {
    #[dynamo(partition_key)]
    r#type: String,
    #[dynamo(sort_key)]
    r#fn: u64,
}

fn access_name<M: DynamoModel>() -> &'static str {
    <M::Access as AwsAccess>::ACCESS.type_name()
}

#[test]
fn a_model_may_live_in_any_module() {
    assert!(outer::inner::Entry::ACCESS.is_session());
}

#[test]
fn a_generic_model_shares_the_access_of_its_parameter() {
    assert_eq!(access_name::<Generic<'_, '_, u64, Either>>(), "Either");
    assert_eq!(access_name::<Generic<'_, '_, u64, Never, 3>>(), "Never");
    assert_eq!(access_name::<Projected>(), "Never");
}

#[test]
fn a_raw_name_is_told_without_its_mark() {
    assert_eq!(r#struct::TABLE.name(), Setting::Value("struct"));
    assert_eq!(access_name::<r#struct>(), "struct");
}
