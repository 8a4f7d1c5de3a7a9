//! An enum of kinds: each variant is one model, and the enum says nothing that they do not.

use quote::ToTokens;
use syn::Fields;

use super::Checker;
use crate::{
    attr::RawVariant,
    keys::{self, VariantKey},
    model::item::{KindVariant, Kinds, OtherKind},
    place::Place,
};

impl<'a> Checker<'a, '_> {
    /// The kinds that are sound; none if the enum cannot be read.
    pub fn kinds(&self) -> Option<Kinds<'a>> {
        let raw = self.raw;
        self.of_the_kinds();
        let before = self.ctxt.count();
        if let Some(parameter) = raw.input.generics.params.first() {
            self.ctxt.error(
                Place::of_or(parameter, &raw.input.ident),
                "an enum of kinds has no parameters, because its kinds are known; name them: `Order(Order<u64>)`",
            );
        }
        let generic = self.ctxt.count() > before;
        self.one_other();
        let mut known: Vec<KindVariant<'a>> = Vec::new();
        let (mut other, mut broken) = (None, Vec::new());
        for variant in &raw.variants {
            self.unnamed_options(variant);
            if variant.options.has(VariantKey::Other) {
                self.other_names(variant);
                match self.other_kind(variant) {
                    Some(kind) if other.is_none() => other = Some(kind),
                    _ => broken.push(&variant.variant.ident),
                }
            } else {
                self.named_by_its_struct(variant);
                match self.kind_variant(variant) {
                    Some(kind) if self.is_new_model(&kind, &known) => known.push(kind),
                    _ => broken.push(&variant.variant.ident),
                }
            }
        }
        if broken.is_empty() && known.is_empty() {
            self.ctxt.error(
                &raw.input.ident,
                "an enum of kinds needs a variant with a model; write `Order(Order)`",
            );
        }
        (!generic && !known.is_empty()).then_some(Kinds {
            known,
            other,
            broken,
        })
    }

    /// Options that belong on the structs.
    fn of_the_kinds(&self) {
        for (_, given) in self.raw.meta.iter() {
            self.ctxt.error(
                given,
                format_args!(
                    "`{}` belongs on the structs of the kinds, from which an enum of them takes it",
                    given.typed()
                ),
            );
        }
        let on_structs = "belongs on the struct of each kind, which an enum of them only reads";
        let options = self.raw.options.all();
        let options = options.map(|(_, typed, place)| (typed, place));
        let indexes = self.raw.indexes.iter();
        let indexes = indexes.map(|index| (index.word.to_string(), (&index.word).into()));
        let keys = self.raw.key.get().into_iter();
        let keys = keys.map(|given| (keys::KEY.to_owned(), given.into()));
        for (typed, place) in options.chain(indexes).chain(keys) {
            self.ctxt
                .error(place, format_args!("`{typed}` {on_structs}"));
        }
    }

    fn kind_variant(&self, raw: &'a RawVariant<'a>) -> Option<KindVariant<'a>> {
        let ident = &raw.variant.ident;
        match (&raw.variant.fields, &raw.fields[..]) {
            (Fields::Unnamed(_), [only]) => Some(KindVariant {
                ident,
                ty: &only.field.ty,
                place: self.ctxt.visible(Place::of_or(&only.field.ty, ident)),
            }),
            (fields, _) => {
                self.ctxt.error(
                    Place::of_or(fields, ident),
                    format_args!("a kind is one model; write `{ident}({ident})`, or `#[dynamo(other)]` on what stands for all other items"),
                );
                None
            }
        }
    }

    fn other_kind(&self, raw: &'a RawVariant<'a>) -> Option<OtherKind<'a>> {
        let ident = &raw.variant.ident;
        match (&raw.variant.fields, &raw.fields[..]) {
            (Fields::Unit, _) => Some(OtherKind { ident, ty: None }),
            (Fields::Unnamed(_), [only]) => Some(OtherKind {
                ident,
                ty: Some(&only.field.ty),
            }),
            (fields, _) => {
                self.ctxt.error(
                    Place::of_or(fields, ident),
                    format_args!(
                        "`other` keeps the whole item, in one field, or nothing; write `{ident}(HashMap<String, V>)` or `{ident}`"
                    ),
                );
                None
            }
        }
    }

    fn named_by_its_struct(&self, raw: &RawVariant<'_>) {
        for (key, typed, place) in raw.options.all() {
            let instead = match key {
                VariantKey::Rename => "kind",
                VariantKey::Alias => "alias",
                VariantKey::Other => continue,
            };
            self.ctxt.error(
                place,
                format_args!(
                    "`{typed}` has no effect on a kind, which is called as its struct says; write \
                     `#[dynamo({instead} = \"...\")]` there"
                ),
            );
        }
    }

    /// No variant before is the same model.
    fn is_new_model(&self, kind: &KindVariant<'_>, before: &[KindVariant<'_>]) -> bool {
        let text = |kind: &KindVariant<'_>| kind.ty.to_token_stream().to_string();
        let typed = text(kind);
        let Some(first) = before.iter().find(|known| text(known) == typed) else {
            return true;
        };
        self.ctxt.error_with(
            kind.place,
            format_args!("two variants are `{typed}`, so nothing tells which an item is"),
            first.place,
            "the first is here",
        );
        false
    }
}
