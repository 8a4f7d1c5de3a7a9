//! The derive macros of dynamo-model: attributes to data and calls. One input goes `attr` → `check` → `expand`; the
//! rules themselves are in `dynamo-model-core`.
#![forbid(unsafe_code)]
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::todo,
    clippy::unimplemented,
    clippy::unreachable,
    clippy::unwrap_used
)]
#![allow(
    clippy::result_large_err,
    reason = "the rules of dynamo-model-core return it"
)]
#![cfg_attr(
    test,
    allow(
        clippy::expect_used,
        clippy::panic,
        reason = "a test may fail by a panic"
    )
)]

mod attr;
mod case;
mod check;
mod ctxt;
mod expand;
mod fallback;
mod generics;
mod keys;
mod model;
mod pipeline;
mod place;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use crate::{model::Derive, pipeline::derive};

#[doc = include_str!("reference/introduction.md")]
#[doc = include_str!("reference/options.md")]
#[proc_macro_derive(DynamoModel, attributes(dynamo))]
pub fn derive_dynamo_model(input: TokenStream) -> TokenStream {
    derive(Derive::DynamoModel, input.into()).into()
}

/// Makes a type say who signs, for all models that name it with `access = Type` and all types that name it with
/// `base = Type`.
///
/// ```
/// use dynamo_model::prelude::*;
///
/// #[derive(AwsAccess)]
/// #[dynamo(meta(
///     aws_sts_role_arn = "arn:aws:iam::123456789012:role/orders-rw",
///     session_name = "orders",
/// ))]
/// struct OrdersAccount;
///
/// #[derive(DynamoModel)]
/// #[dynamo(meta(table_name = "orders", access = OrdersAccount))]
/// struct Order {
///     #[dynamo(partition_key)]
///     id: String,
/// }
/// ```
///
/// The type is a struct or an enum of any shape, without generic parameters: one type stands for one identity. Without
/// any option it is the identity of the AWS environment or profile chain, under a name of its own that tests and tenants
/// can replace.
///
/// `#[dynamo(meta(...))]` takes the options of [`DynamoModel`](macro@DynamoModel), except those of the table and
/// `access`; values, checks and warnings are the same, and so is `#[dynamo(crate = path)]`.
#[proc_macro_derive(AwsAccess, attributes(dynamo))]
pub fn derive_aws_access(input: TokenStream) -> TokenStream {
    derive(Derive::AwsAccess, input.into()).into()
}

#[doc = include_str!("reference/value.md")]
#[proc_macro_derive(DynamoValue, attributes(dynamo))]
pub fn derive_dynamo_value(input: TokenStream) -> TokenStream {
    derive(Derive::DynamoValue, input.into()).into()
}
