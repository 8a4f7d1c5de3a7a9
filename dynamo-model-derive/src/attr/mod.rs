//! What the attributes of one input say, as written: syntax to [`RawModel`]. No rule is decided here.

mod field;
mod list;
mod meta;
mod secret;
mod slot;
mod value;

use quote::ToTokens;
use syn::{
    Attribute, Data, DeriveInput, Ident, Meta, Path, Token, ext::IdentExt, parse::ParseStream,
    token::Paren,
};

pub use field::RawField;
pub use meta::{RawMeta, RawTag, RawValue};
pub use slot::{Slot, Spanned};
pub use value::{Literal, Scalar, ScalarKind};

use self::list::{comma_separated, next_place, peek_item};
use crate::{
    ctxt::Ctxt,
    keys::{self, TypeKey},
    model::Derive,
    place::Place,
};

/// One input with everything that its attributes say.
pub struct RawModel<'a> {
    pub input: &'a DeriveInput,
    pub derive: Derive,
    pub krate: Slot<Path>,
    pub meta: RawMeta,
    pub fields: Vec<RawField>,
}

impl<'a> RawModel<'a> {
    pub fn parse(ctxt: &Ctxt, derive: Derive, input: &'a DeriveInput) -> Self {
        let mut raw = Self {
            input,
            derive,
            krate: Slot::default(),
            meta: RawMeta::default(),
            fields: Vec::new(),
        };
        each_attribute(ctxt, &input.attrs, |content| {
            comma_separated(ctxt, content, |item| raw.parse_option(ctxt, item));
        });
        if let Data::Struct(data) = &input.data {
            raw.fields = data
                .fields
                .iter()
                .map(|field| RawField::parse(ctxt, field))
                .collect();
        }
        raw
    }

    fn parse_option(&mut self, ctxt: &Ctxt, input: ParseStream<'_>) -> Option<()> {
        let at = next_place(input);
        let item = peek_item(input);
        let Ok(key) = input.call(Ident::parse_any) else {
            ctxt.error(at, "expected `meta(...)`");
            return None;
        };
        let typed = key.unraw().to_string();
        match TypeKey::find(&typed) {
            Ok(TypeKey::Meta) => {
                if !input.peek(Paren) {
                    secret::hide_if_suspicious(ctxt, item, at);
                    ctxt.error(
                        &key,
                        "`meta` takes its options in parentheses; write `#[dynamo(meta(...))]`",
                    );
                    return None;
                }
                let (_, content) = value::open(input).ok()?;
                self.meta.parse(ctxt, self.derive, &content);
            }
            Ok(TypeKey::Crate) => {
                let path = input
                    .parse::<Token![=]>()
                    .and_then(|_| input.call(Path::parse_mod_style));
                let Ok(path) = path else {
                    ctxt.error(
                        &key,
                        "`crate` takes a path; write `#[dynamo(crate = renamed_dynamo_model)]`",
                    );
                    return None;
                };
                self.krate.set(ctxt, keys::CRATE, Spanned::new(key, path));
            }
            Err(sentence) => {
                secret::hide_if_suspicious(ctxt, item, at);
                ctxt.error(&key, sentence);
                return None;
            }
        }
        Some(())
    }
}

/// Reads the content of each `#[dynamo(...)]`.
fn each_attribute(ctxt: &Ctxt, attributes: &[Attribute], mut read: impl FnMut(ParseStream<'_>)) {
    for attribute in attributes {
        if !attribute.path().is_ident(keys::DYNAMO) {
            continue;
        }
        let Meta::List(list) = &attribute.meta else {
            let pound = Place::from(attribute.pound_token.span);
            secret::hide_if_suspicious(ctxt, attribute.meta.to_token_stream(), pound);
            ctxt.error(
                Place::of_or(attribute.path(), pound),
                "`dynamo` takes its options in parentheses; write `#[dynamo(meta(...))]`",
            );
            continue;
        };
        let before = ctxt.count();
        let result = list.parse_args_with(|input: ParseStream<'_>| {
            read(input);
            Ok(())
        });
        // What was left over within a nested group that could not be read has been reported already.
        if let Err(error) = result
            && ctxt.count() == before
        {
            ctxt.error(error.span(), error);
        }
    }
}
