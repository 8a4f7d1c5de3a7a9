//! Every name that generated code could mean means something else here.
#![allow(
    dead_code,
    non_camel_case_types,
    unused_macros,
    reason = "the names only have to be in the way"
)]

extern crate renamed_model as dynamo_model;

mod names {
    pub struct Option;
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub struct Result;
    pub struct String;
    pub struct Setting;
    pub struct AccessSpec;
    pub struct TableSpec;
    pub struct DefaultAccess;
    pub struct Self_;
    pub struct str;
    pub struct u64;
    pub struct bool;
    pub struct usize;
    pub trait AwsAccess {}
    pub trait DynamoModel {}
    pub trait Sized {}
    pub mod core {}
    pub mod std {}
    pub mod alloc {}
    pub mod dynamo_model {}
    pub mod dynamo_model_core {}
    pub mod rules {}
    pub mod __private {}
    pub trait ToAttribute {}
    pub trait FromAttribute {}
    pub trait Attribute {}
    pub trait Sink {}
    pub trait MapSink {
        fn field(&self) {}
        fn end(&self) {}
    }
    impl<T> MapSink for T {}
    pub trait Source {}
    pub trait MapSource {}
    pub trait Clone {}
    pub trait Debug {}
    pub trait PartialEq {}
    pub trait Default {}
    pub trait From {}
    pub trait Into {}
    pub struct Converted;
    pub struct EntryKey;
    pub struct KeyTemplate;
    pub struct Kinds;
    pub struct KindSpec;
    pub struct ItemKind;
    pub struct Mixed;
    pub struct IndexedPart;
    pub struct KeyPiece;
    pub struct KeyWriter;
    pub trait KeyPart {
        fn part(&self) {}
        fn end(&self) {}
    }
    impl<T> KeyPart for T {}
    pub const ACCESS: () = ();
    pub const TABLE: () = ();
    pub const LITERAL_SECRET: () = ();
    pub const ACCOUNT_ID: () = ();
    pub const __PARTITION_KEY: () = ();
    pub const fn assert() {}
    pub const fn part() {}
    pub const fn env() {}
    pub const fn new() {}
    macro_rules! compile_error {
        () => {};
    }
    macro_rules! concat {
        () => {};
    }
}

mod models {
    #[allow(unused_imports, reason = "the names only have to be in the way")]
    use super::names::*;

    const REGION: &::core::primitive::str = "eu-west-1";
    const TEN: ::core::primitive::u64 = 10;
    const OFF: ::core::primitive::bool = false;

    #[derive(::dynamo_model::AwsAccess)]
    #[dynamo(meta(
        region = REGION,
        use_fips = OFF,
        max_retry_attempts = TEN,
        aws_access_key_id = env("LEDGER_KEY_ID"),
        aws_secret_access_key = env("LEDGER_SECRET", default = "fixture-secret"),
        aws_sts_role_arn = "arn:aws:iam::1234567:role/ledger-rw",
        policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", env("LEDGER_POLICY")],
        tags(team = env("LEDGER_TEAM", default = "billing")),
        transitive_tags = ["team"],
    ))]
    #[allow(deprecated)]
    pub struct Account;

    #[derive(::dynamo_model::DynamoModel)]
    #[dynamo(meta(
        table_name = "ledger",
        base = Account,
        aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
        expiration = TEN * 360,
    ))]
    pub struct Entry {
        #[dynamo(partition_key)]
        account: ::std::string::String,
    }

    #[derive(::dynamo_model::DynamoModel)]
    #[dynamo(meta(access = Account))]
    pub struct Order<AwsAccess> {
        #[dynamo(partition_key)]
        account: ::std::string::String,
        #[dynamo(sort_key)]
        map: ::core::primitive::u64,
        #[dynamo(version)]
        index: ::core::primitive::u64,
        #[dynamo(alias = "sink")]
        source: AwsAccess,
        kind: ::core::option::Option<Payment>,
    }

    #[derive(::dynamo_model::DynamoModel)]
    #[dynamo(key(pk = "MAP#{map}", key = "{text}#{text}"), deny_unknown)]
    #[dynamo(meta(access = Account))]
    pub struct Part<Sink> {
        map: City,
        text: State,
        __map: Sink,
    }

    #[derive(::dynamo_model::DynamoModel)]
    #[dynamo(meta(table_name = "kinds"), key(pk = "{map}", sk = "SOME"))]
    pub struct Some_ {
        map: City,
    }

    #[derive(::dynamo_model::DynamoModel)]
    #[dynamo(meta(table_name = "kinds"), key(pk = "{map}", sk = "NONE#{text}"))]
    #[dynamo(index(Into, name = "gsi1", pk = "{source}"))]
    pub struct None_ {
        source: ::core::option::Option<::std::string::String>,
        map: City,
        text: State,
    }

    #[derive(::dynamo_model::DynamoModel)]
    pub enum KindOf {
        Some(Some_),
        None(None_),
        #[dynamo(other)]
        Err,
    }

    #[derive(::dynamo_model::DynamoValue)]
    #[dynamo(tag = "kind")]
    pub enum Payment {
        Some,
        None { value: ::std::string::String },
        Ok(Address),
    }

    #[derive(::dynamo_model::DynamoValue)]
    #[dynamo(deny_unknown)]
    pub struct Address {
        #[dynamo(default = ::core::default::Default::default())]
        __map: ::core::primitive::u8,
        state: State,
    }

    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::dynamo_model::DynamoValue,
    )]
    pub enum State {
        Err,
        #[dynamo(other)]
        Result(::std::string::String),
    }

    #[derive(
        ::core::clone::Clone,
        ::core::fmt::Debug,
        ::core::cmp::PartialEq,
        ::dynamo_model::DynamoValue,
    )]
    pub struct City(::std::string::String);
}

#[test]
fn shadowed_names_are_not_met() {
    use dynamo_model::{AwsAccess, DynamoModel};

    assert_eq!(models::Entry::TABLE.model(), "Entry");
    assert_eq!(models::Order::<u8>::TABLE.model(), "Order");
    assert_eq!(models::KindOf::TABLE.model(), "KindOf");
    assert_eq!(models::Account::ACCESS.type_name(), "Account");
}
