//! Lints that a strict team denies: generated code breaks none, in its own names and at its places.
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    rust_2018_idioms,
    future_incompatible,
    let_underscore,
    nonstandard_style,
    unused,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    meta_variable_misuse,
    non_ascii_idents,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::absolute_paths,
    clippy::arbitrary_source_item_ordering,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::single_char_lifetime_names,
    clippy::missing_trait_methods,
    clippy::pattern_type_mismatch,
    clippy::default_numeric_fallback,
    clippy::decimal_literal_representation,
    clippy::str_to_string,
    clippy::min_ident_chars
)]
#![allow(
    clippy::restriction,
    dead_code,
    reason = "chosen one by one; nobody reads the items of these models"
)]

use renamed_model::{
    AwsAccess, DynamoModel, DynamoValue,
    attribute::{Codec, ConvertError, FromAttribute, Maybe, Sink, Source, ToAttribute, kind},
};

/// The region.
const REGION: &str = "eu-west-1";

/// The account of the models.
#[derive(Debug, Clone, Copy, AwsAccess)]
#[dynamo(crate = renamed_model)]
#[dynamo(meta(
    region = REGION,
    aws_sts_role_arn = concat!("arn:aws:iam::123456789012:role/", "ledger-rw"),
    expiration = 60 * 60,
    external_id = env("LEDGER_EXTERNAL_ID"),
    tags(team = env("LEDGER_TEAM", default = "billing")),
    transitive_tags = ["team"],
))]
pub struct Account;

/// An entry.
#[derive(Debug, Clone, DynamoModel)]
#[dynamo(crate = renamed_model)]
#[dynamo(meta(
    table_name = concat!("ledger", "-", "dev"),
    base = Account,
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expiration = 60 * 60,
    read_timeout = "5s",
))]
pub struct Entry {
    /// Whose entry.
    #[dynamo(partition_key)]
    pub account: String,
    /// When.
    #[dynamo(sort_key)]
    pub at: u64,
}

/// An order of anything.
#[derive(Debug, Clone, DynamoModel)]
#[dynamo(crate = renamed_model, rename_all = "camelCase")]
#[dynamo(meta(table_name = "orders", access = Account))]
pub struct Order<Id: Clone> {
    /// Which order.
    #[dynamo(partition_key)]
    pub id: String,
    /// Of what.
    #[dynamo(alias = "product_id")]
    pub product: Id,
    /// How it is paid.
    #[dynamo(default)]
    pub payments: Vec<Payment>,
    /// How often it was stored.
    #[dynamo(version)]
    pub version: u32,
    /// When it was stored first.
    #[dynamo(created_at)]
    pub created: u64,
    /// When nobody needs it any more.
    #[dynamo(ttl)]
    pub expires: Option<u64>,
    /// What else is there.
    #[dynamo(flatten)]
    pub rest: std::collections::HashMap<String, String>,
}

/// A part of an order.
#[derive(Debug, Clone, DynamoModel)]
#[dynamo(crate = renamed_model, deny_unknown)]
#[dynamo(key(pk = "ORDER#{order}", sk = "PART#{number:010}#{order}"))]
pub struct Part<Content: Clone> {
    /// Of which order.
    pub order: String,
    /// Which part.
    pub number: u32,
    /// What it is.
    pub content: Content,
}

/// What there is once.
#[derive(Debug, Clone, DynamoModel)]
#[dynamo(crate = renamed_model)]
#[dynamo(key("the pk" = "SETTINGS"))]
pub struct Settings {
    /// How it looks.
    pub theme: String,
}

/// A whole order, of one kind of the items of its table.
#[derive(Debug, Clone, DynamoModel)]
#[dynamo(crate = renamed_model, meta(table_name = "orders-and-more", access = Account))]
#[dynamo(
    tag = "_kind",
    alias = "Whole",
    key(pk = "ORDER#{order}", sk = "WHOLE")
)]
pub struct WholeOrder {
    /// Of which order.
    pub order: String,
}

/// A note on it, of another.
#[derive(Debug, Clone, DynamoModel)]
#[dynamo(crate = renamed_model, meta(table_name = "orders-and-more", access = Account))]
#[dynamo(tag = "_kind", key(pk = "ORDER#{order}", sk = "NOTE#{number:010}"))]
#[dynamo(index(ByAuthor, name = "gsi1", pk = "AUTHOR#{author}", sk = "{number:010}", project = keys_only))]
pub struct Note {
    /// Of which order.
    pub order: String,
    /// Which note.
    pub number: u32,
    /// Who wrote it.
    pub author: Option<String>,
}

/// Whatever stands in that table.
#[derive(Debug, Clone, DynamoModel)]
#[dynamo(crate = renamed_model)]
pub enum OrderItem {
    /// The order.
    Order(WholeOrder),
    /// A note.
    Note(Note),
    /// Something else.
    #[dynamo(other)]
    Other(std::collections::HashMap<String, String>),
}

/// A payment.
#[derive(Debug, Clone, DynamoValue)]
#[dynamo(crate = renamed_model, tag = "kind")]
pub enum Payment {
    /// By coins and notes.
    Cash,
    /// By card.
    Card {
        /// The end of its number.
        last_digits: String,
    },
    /// On account.
    Invoice(Address),
}

/// An address.
#[derive(Debug, Clone, DynamoValue)]
#[dynamo(crate = renamed_model, deny_unknown)]
pub struct Address {
    /// The city.
    pub city: City,
    /// In which state it is.
    pub state: State,
    /// How many people live there.
    #[dynamo(with = Maybe<Thousands>, alias = "people")]
    pub inhabitants: Option<u64>,
    /// Since when.
    #[dynamo(format = "epoch_seconds", default = 0)]
    pub since: u64,
    /// A remark.
    #[dynamo(null)]
    pub memo: Option<String>,
    /// Not stored.
    #[dynamo(skip)]
    pub seen: bool,
}

/// Whole thousands.
#[derive(Debug, Clone, Copy)]
pub struct Thousands;

impl Codec<u64> for Thousands {
    type Kind = kind::Number;

    #[inline]
    fn to_attribute<S: Sink>(value: &u64, sink: S) -> Result<S::Ok, ConvertError> {
        (value / 1000).to_attribute(sink)
    }

    #[inline]
    fn from_attribute<'source, S: Source<'source>>(source: S) -> Result<u64, ConvertError> {
        Ok(u64::from_attribute(source)? * 1000)
    }
}

/// A city's name.
#[derive(Debug, Clone, DynamoValue)]
#[dynamo(crate = renamed_model)]
pub struct City(pub String);

/// A state.
#[derive(Debug, Clone, DynamoValue)]
#[dynamo(crate = renamed_model)]
pub enum State {
    /// Known.
    Known,
    /// Unknown.
    #[dynamo(other)]
    Unknown(String),
}

/// What borrows from the answer.
#[derive(Debug, Clone, DynamoValue)]
#[dynamo(crate = renamed_model)]
pub struct View<'a> {
    /// The name.
    pub name: std::borrow::Cow<'a, str>,
}

/// A database on this machine.
#[allow(deprecated)]
#[derive(Debug, Clone, DynamoModel)]
#[dynamo(crate = renamed_model)]
#[dynamo(meta(aws_access_key_id = "local", aws_secret_access_key = "fixture-secret"))]
pub struct Local {
    /// Which item.
    #[dynamo(partition_key)]
    pub id: String,
}

/// The models can be used.
#[test]
fn strict_teams_can_use_models() {
    assert_eq!(Entry::TABLE.model(), "Entry");
    assert_eq!(Order::<u8>::TABLE.model(), "Order");
    assert_eq!(OrderItem::TABLE.model(), "OrderItem");
    assert_eq!(Local::ACCESS.type_name(), "Local");
}
