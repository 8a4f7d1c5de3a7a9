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
mod check;
mod ctxt;
mod expand;
mod fallback;
mod keys;
mod model;
mod place;

use proc_macro2::Span;
use syn::DeriveInput;

use crate::{attr::RawModel, ctxt::Ctxt, model::Derive};

/// Makes a struct a model: says which table its items are in and who signs for them.
#[proc_macro_derive(DynamoModel, attributes(dynamo))]
pub fn derive_dynamo_model(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(Derive::DynamoModel, input.into()).into()
}

/// Makes a type say who signs, for all models that name it with `access = Type`.
#[proc_macro_derive(AwsAccess, attributes(dynamo))]
pub fn derive_aws_access(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(Derive::AwsAccess, input.into()).into()
}

fn derive(derive: Derive, input: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        // Not at its own place: nothing is known yet of the secrets there.
        Err(error) => return ctxt::compile_error(Span::call_site().into(), &error.to_string()),
    };
    let ctxt = Ctxt::new(input.ident.span());
    let raw = RawModel::parse(&ctxt, derive, &input);
    let model = check::check(&ctxt, &raw);
    match ctxt.finish() {
        Ok(()) => expand::expand(&model),
        Err(mut errors) => {
            errors.extend(fallback::expand(&raw));
            errors
        }
    }
}
