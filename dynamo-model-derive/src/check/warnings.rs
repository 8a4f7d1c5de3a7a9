//! What compiles, but should not stay: literal secrets, and accounts that cannot exist. Stable Rust lets a derive warn
//! only through the use of something deprecated.

use dynamo_model_core::{
    options::{AccessOption, ValueKind},
    role_arn,
};
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Meta};

use super::Checker;
use crate::{
    attr::{Literal, RawValue, ScalarKind},
    keys,
    model::Warning,
    place::Place,
};

impl Checker<'_, '_> {
    pub fn warnings(&mut self) {
        self.literal_secrets();
        self.short_account();
    }

    /// One warning for all of them, on the type's name: below a warning on the literal, rustc would print it.
    fn literal_secrets(&mut self) {
        let secrets: Vec<&str> = self
            .raw
            .meta
            .iter()
            .filter(|(option, given)| {
                option.row().value == ValueKind::Secret && literal(&given.value).is_some()
            })
            .map(|(option, _)| option.name())
            .collect();
        let are = match secrets.len() {
            0 => return,
            1 => "is a literal",
            _ => "are literals",
        };
        self.model.warnings.push(Warning {
            place: self.ctxt.visible(Place::from(&self.raw.input.ident)),
            about: "LITERAL_SECRET",
            note: format!(
                "{} {are}, readable in the binary and in version control; write `env(\"...\")`",
                keys::all_of(secrets)
            ),
        });
    }

    fn short_account(&mut self) {
        let Some(literal) = self
            .raw
            .meta
            .get(AccessOption::AwsStsRoleArn)
            .and_then(|given| literal(&given.value))
        else {
            return;
        };
        let Some(arn) = literal.as_str().map(syn::LitStr::value) else {
            return;
        };
        if let Ok(role) = role_arn::RoleArn::parse(&arn)
            && !role_arn::account_has_12_digits(&arn)
        {
            self.model.warnings.push(Warning {
                place: self.ctxt.visible(literal.place),
                about: "ACCOUNT_ID",
                note: format!(
                    "an account id has 12 digits, but `{}` has {}",
                    role.account(),
                    role.account().len()
                ),
            });
        }
    }
}

/// The literal that is the value, or that stands in for it.
fn literal(value: &RawValue) -> Option<&Literal> {
    let RawValue::Scalar(scalar) = value else {
        return None;
    };
    match &scalar.kind {
        ScalarKind::Literal(literal) => Some(literal),
        ScalarKind::Env { default, .. } => default.as_ref(),
        ScalarKind::Expr(_) => None,
    }
}

/// The lint levels on a type that are meant for our warnings. What a derive writes stands outside of the type, so they
/// are written again there. An expectation cannot be met in two places and becomes a permission.
pub fn deprecation_levels(attributes: &[Attribute]) -> Vec<TokenStream> {
    attributes
        .iter()
        .filter_map(|attribute| {
            let Meta::List(list) = &attribute.meta else {
                return None;
            };
            let level = list.path.get_ident()?;
            let concerns_us = list.tokens.clone().into_iter().any(|token| {
                matches!(&token, TokenTree::Ident(word) if word == "deprecated" || word == "warnings")
            });
            if !concerns_us {
                return None;
            }
            match level.to_string().as_str() {
                "allow" | "warn" | "deny" | "forbid" => Some(attribute.to_token_stream()),
                "expect" => Some(quote!(#[allow(deprecated)])),
                _ => None,
            }
        })
        .collect()
}
