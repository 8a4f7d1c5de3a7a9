//! What the attributes of one input say, as written: syntax to [`RawModel`]. No rule is decided here.

mod field;
mod index;
mod list;
mod meta;
mod options;
mod secret;
mod slot;
mod templates;
mod value;

use quote::ToTokens;
use syn::{
    Attribute, Data, DeriveInput, Ident, Meta, Path, Token, parse::ParseStream, token::Paren,
};

pub use field::{RawField, RawVariant};
pub use index::RawIndex;
pub use meta::{RawMeta, RawTag, RawValue};
pub use options::{RawArgument, RawOptions};
pub use slot::{Slot, Spanned};
pub use templates::RawTemplate;
pub use value::{Literal, Scalar, ScalarKind};

use self::list::{comma_separated, peek_item};
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
    pub key: Slot<Vec<RawTemplate>>,
    pub meta: RawMeta,
    pub options: RawOptions<TypeKey>,
    pub indexes: Vec<RawIndex>,
    pub fields: Vec<RawField<'a>>,
    pub variants: Vec<RawVariant<'a>>,
}

impl<'a> RawModel<'a> {
    pub fn parse(ctxt: &Ctxt, derive: Derive, input: &'a DeriveInput) -> Self {
        let mut raw = Self {
            input,
            derive,
            krate: Slot::default(),
            key: Slot::default(),
            meta: RawMeta::default(),
            options: RawOptions::default(),
            indexes: Vec::new(),
            fields: Vec::new(),
            variants: Vec::new(),
        };
        each_attribute(ctxt, &input.attrs, |content| {
            comma_separated(ctxt, content, |item| raw.parse_option(ctxt, item));
        });
        match &input.data {
            Data::Struct(data) => {
                let fields = data.fields.iter();
                raw.fields = fields
                    .map(|field| RawField::parse(ctxt, derive, field))
                    .collect();
            }
            Data::Enum(data) if derive != Derive::AwsAccess => {
                let variants = data.variants.iter();
                raw.variants = variants
                    .map(|variant| RawVariant::parse(ctxt, derive, variant))
                    .collect();
            }
            Data::Enum(_) | Data::Union(_) => {}
        }
        raw
    }

    fn parse_option(&mut self, ctxt: &Ctxt, input: ParseStream<'_>) -> Option<()> {
        let Self {
            derive,
            krate,
            key: templates,
            meta,
            options,
            indexes,
            ..
        } = self;
        options.parse(ctxt, *derive, input, |row, key| match row.key {
            TypeKey::Meta => parse_meta(ctxt, *derive, meta, key, input),
            TypeKey::Index | TypeKey::LocalIndex => {
                indexes.push(RawIndex::parse(ctxt, key, input)?);
                Some(())
            }
            TypeKey::Key => templates::parse(ctxt, templates, key, input),
            _ => parse_crate(ctxt, krate, key, input),
        })
    }
}

fn parse_meta(
    ctxt: &Ctxt,
    derive: Derive,
    meta: &mut RawMeta,
    key: &Ident,
    input: ParseStream<'_>,
) -> Option<()> {
    if !input.peek(Paren) {
        secret::hide_if_suspicious(ctxt, peek_item(input), key.into());
        ctxt.error(
            key,
            "`meta` takes its options in parentheses; write `#[dynamo(meta(...))]`",
        );
        return None;
    }
    let (_, content) = value::open(input).ok()?;
    meta.parse(ctxt, derive, &content);
    Some(())
}

fn parse_crate(
    ctxt: &Ctxt,
    krate: &mut Slot<Path>,
    key: &Ident,
    input: ParseStream<'_>,
) -> Option<()> {
    let path = input
        .parse::<Token![=]>()
        .and_then(|_| input.call(Path::parse_mod_style));
    let Ok(path) = path else {
        ctxt.error(
            key,
            "`crate` takes a path; write `#[dynamo(crate = renamed_dynamo_model)]`",
        );
        return None;
    };
    krate.set(ctxt, keys::CRATE, Spanned::new(key.clone(), path));
    Some(())
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
