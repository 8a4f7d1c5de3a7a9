//! The variants of an enum: names as an S, or members of an M beside a tag.

use dynamo_model_core::attribute_name;
use syn::{Fields, ext::IdentExt};

use super::Checker;
use crate::{
    attr::RawVariant,
    case::Case,
    keys::{TypeKey, VariantKey},
    model::item::{Body, Content, NamedVariant, Other, Tagged, TaggedVariant},
    place::Place,
};

impl<'a> Checker<'a, '_> {
    /// What an enum becomes.
    pub fn variants(&self, case: Option<Case>) -> Option<Body<'a>> {
        let variants = &self.raw.variants;
        if variants.is_empty() {
            self.ctxt.error(
                &self.raw.input.ident,
                "`#[derive(DynamoValue)]` needs an enum with at least one variant, because no other has a value",
            );
            return None;
        }
        self.no_effect(
            &[TypeKey::Transparent, TypeKey::DenyUnknown],
            "an enum; it is for a struct",
        );
        self.one_other();
        self.distinct_variants(case);
        for variant in variants {
            self.unnamed_options(variant);
            self.other_names(variant);
        }
        if !self.raw.options.has(TypeKey::Tag) {
            // What is wrong with the first variant would be so with others: it is the enum that lacks a tag.
            let named = variants.iter().map(|variant| self.named(variant, case));
            return named.collect::<Option<_>>().map(Body::Names);
        }
        let (given, tag) = self.raw.options.text(TypeKey::Tag)?;
        let tag = tag.value();
        if let Err(violation) = attribute_name::check(&tag) {
            self.ctxt.error(given, format_args!("`tag` {violation}"));
        }
        let variants = variants
            .iter()
            .map(|variant| self.tagged(variant, &tag, case))
            .collect();
        Some(Body::Tagged(Tagged { tag, variants }))
    }

    fn named(&self, raw: &'a RawVariant<'a>, case: Option<Case>) -> Option<NamedVariant<'a>> {
        let other = raw.options.has(VariantKey::Other);
        let other = match &raw.variant.fields {
            Fields::Unit => other.then_some(Other::Unit),
            Fields::Unnamed(fields) if other && fields.unnamed.len() == 1 => Some(Other::Holding),
            fields if other => {
                self.ctxt.error(
                    Place::of_or(fields, &raw.variant.ident),
                    format_args!(
                        "`other` keeps the name that was read, in one field; write `{}(String)`",
                        raw.variant.ident
                    ),
                );
                return None;
            }
            _ => {
                self.ctxt.error(
                    &raw.variant.ident,
                    "a variant with fields is stored as a map that tells the variant by a member; write \
                     `#[dynamo(tag = \"...\")]` on the enum",
                );
                return None;
            }
        };
        Some(NamedVariant {
            ident: &raw.variant.ident,
            name: variant_name(raw, case),
            aliases: aliases(raw),
            other,
        })
    }

    fn tagged(&self, raw: &'a RawVariant<'a>, tag: &str, case: Option<Case>) -> TaggedVariant<'a> {
        let other = raw.options.has(VariantKey::Other);
        let content = match (&raw.variant.fields, &raw.fields[..]) {
            (Fields::Unit, _) => Content::Unit,
            (Fields::Unnamed(_), [only]) => Content::Type(&only.field.ty),
            (fields, _) if other => {
                self.ctxt.error(
                    Place::of_or(fields, &raw.variant.ident),
                    format_args!(
                        "`other` keeps the whole map, in one field; write `{}(HashMap<String, V>)`",
                        raw.variant.ident
                    ),
                );
                Content::Never
            }
            (Fields::Unnamed(fields), _) => {
                self.ctxt.error(
                    Place::of_or(fields, &raw.variant.ident),
                    "a variant beside a tag needs names for its fields, or is one struct; write \
                     `Variant { field: Type }`",
                );
                Content::Never
            }
            (Fields::Named(_), _) => {
                let members = self.members(&raw.fields, None, false);
                if let Some(field) = members.field_of(tag) {
                    self.ctxt.error(
                        field.ident,
                        format_args!(
                            "the member `{tag}` tells the variant, so no field can be stored there"
                        ),
                    );
                }
                Content::Members(members)
            }
        };
        TaggedVariant {
            ident: &raw.variant.ident,
            name: variant_name(raw, case),
            aliases: aliases(raw),
            content,
            other,
        }
    }

    /// A field without a name is stored as the variant, so that nothing can be said of it alone.
    pub fn unnamed_options(&self, raw: &RawVariant<'_>) {
        if !matches!(raw.variant.fields, Fields::Unnamed(_)) {
            return;
        }
        for (_, given, place) in raw.fields.iter().flat_map(|field| field.options.all()) {
            self.ctxt.error(
                place,
                format_args!("`{given}` has no effect on a field without a name"),
            );
        }
    }

    /// The variant for all other names needs none, except to write where it does not keep the one that was read.
    pub fn other_names(&self, raw: &RawVariant<'_>) {
        if !raw.options.has(VariantKey::Other) {
            return;
        }
        let writes_its_name = matches!(raw.variant.fields, Fields::Unit);
        for (key, given, place) in raw.options.all() {
            let needless = match key {
                VariantKey::Other => false,
                VariantKey::Rename => !writes_its_name,
                VariantKey::Alias => true,
            };
            if needless {
                self.ctxt.error(
                    place,
                    format_args!(
                        "`{given}` has no effect beside `other`, which stands for every other name"
                    ),
                );
            }
        }
    }

    pub fn one_other(&self) {
        let mut given = self
            .raw
            .variants
            .iter()
            .filter_map(|variant| variant.options.get(VariantKey::Other));
        let Some(first) = given.next() else {
            return;
        };
        for further in given {
            self.ctxt.error_with(
                further,
                "only one variant can stand for all other names, but this is another",
                first,
                "the first is here",
            );
        }
    }

    fn distinct_variants(&self, case: Option<Case>) {
        let mut seen: Vec<(String, &syn::Ident)> = Vec::new();
        for raw in &self.raw.variants {
            for name in std::iter::once(variant_name(raw, case)).chain(aliases(raw)) {
                let ident = &raw.variant.ident;
                if let Some((_, first)) = seen.iter().find(|(known, _)| *known == name) {
                    self.ctxt.error_with(
                        ident,
                        format_args!("two variants are stored as `{name}`"),
                        *first,
                        "the first is here",
                    );
                } else {
                    seen.push((name, ident));
                }
            }
        }
    }
}

fn variant_name(raw: &RawVariant<'_>, case: Option<Case>) -> String {
    if let Some((_, text)) = raw.options.text(VariantKey::Rename) {
        return text.value();
    }
    let name = raw.variant.ident.unraw().to_string();
    match case {
        Some(case) => case.apply(&name),
        None => name,
    }
}

fn aliases(raw: &RawVariant<'_>) -> Vec<String> {
    raw.options
        .texts(VariantKey::Alias)
        .map(|alias| alias.value.value())
        .collect()
}
