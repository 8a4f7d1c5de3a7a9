//! The variants of an enum: names as an S, or members of an M beside a tag.

use dynamo_model_core::attribute_name;
use syn::{Fields, ext::IdentExt};

use super::Checker;
use crate::{
    attr::RawVariant,
    case::Case,
    keys::{TypeKey, VariantKey},
    model::item::{Body, Content, NamedVariant, Other, Stored, Tagged, TaggedVariant},
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
        self.one_other();
        self.distinct_variants(case);
        let Some((given, tag)) = self.raw.options.text(TypeKey::Tag) else {
            let variants: Vec<_> = variants
                .iter()
                .map(|variant| self.named(variant, case))
                .collect();
            let complete: Option<_> = variants.into_iter().collect();
            return complete.map(Body::Names);
        };
        let tag = tag.value();
        if let Err(violation) = attribute_name::check(&tag) {
            self.ctxt.error(given, format_args!("`tag` {violation}"));
        }
        let variants = variants
            .iter()
            .filter_map(|variant| self.tagged(variant, &tag, case))
            .collect();
        Some(Body::Tagged(Tagged { tag, variants }))
    }

    fn named(&self, raw: &'a RawVariant<'a>, case: Option<Case>) -> Option<NamedVariant<'a>> {
        let other = raw.options.has(VariantKey::Other);
        let other = match &raw.variant.fields {
            Fields::Unit => other.then_some(Other::Unit),
            Fields::Unnamed(fields) if other && fields.unnamed.len() == 1 => Some(Other::Holding),
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

    fn tagged(
        &self,
        raw: &'a RawVariant<'a>,
        tag: &str,
        case: Option<Case>,
    ) -> Option<TaggedVariant<'a>> {
        let content = match &raw.variant.fields {
            Fields::Unit => Content::Unit,
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                Content::Type(&fields.unnamed.first()?.ty)
            }
            Fields::Unnamed(fields) => {
                self.ctxt.error(
                    Place::of_or(fields, &raw.variant.ident),
                    "a variant beside a tag needs names for its fields, or is one struct; write \
                     `Variant { field: Type }`",
                );
                return None;
            }
            Fields::Named(_) => {
                let members = self.members(&raw.fields, None, false);
                let clash = members.fields.iter().find(|field| {
                    matches!(&field.stored, Stored::Attribute(attribute) if attribute.name == tag)
                });
                if let Some(field) = clash {
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
        Some(TaggedVariant {
            ident: &raw.variant.ident,
            name: variant_name(raw, case),
            aliases: aliases(raw),
            content,
            other: raw.options.has(VariantKey::Other),
        })
    }

    fn one_other(&self) {
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
