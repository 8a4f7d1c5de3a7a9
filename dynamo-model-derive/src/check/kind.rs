//! `tag`, `kind` and `alias` on a model: which attribute tells its items from others of the table, and by which names.

use dynamo_model_core::attribute_name;
use syn::ext::IdentExt;

use super::Checker;
use crate::{
    keys::TypeKey,
    model::item::{Kind, Members},
    place::Place,
};

impl Checker<'_, '_> {
    /// What tells the items of this struct, if anything is said of it.
    pub fn kind(&self, members: &Members<'_>) -> Option<Kind> {
        let options = &self.raw.options;
        let Some((given, tag)) = options.text(TypeKey::Tag) else {
            if !options.has(TypeKey::Tag) {
                self.needs_a_tag();
            }
            return None;
        };
        if !self.is_item() {
            if self.lacks_key() {
                self.ctxt
                    .error(given, "`tag` needs a `partition_key` on a field");
            }
            return None;
        }
        let before = self.ctxt.count();
        let place = Place::from(tag.span());
        let tag = tag.value();
        if let Err(violation) = attribute_name::check(&tag) {
            self.ctxt.error(place, format_args!("`tag` {violation}"));
        }
        self.tag_alone(&tag, place, members);
        let name = match options.text(TypeKey::Kind) {
            Some((_, text)) => text.value(),
            None => self.raw.input.ident.unraw().to_string(),
        };
        let aliases = self.kind_names(&name);
        (self.ctxt.count() == before).then_some(Kind { tag, name, aliases })
    }

    fn needs_a_tag(&self) {
        let named = self.raw.options.all();
        for (_, typed, place) in
            named.filter(|(key, ..)| matches!(key, TypeKey::Kind | TypeKey::Alias))
        {
            self.ctxt.error(
                place,
                format_args!(
                    "`{typed}` needs the attribute that it stands in; write `tag = \"_kind\"` beside it"
                ),
            );
        }
    }

    /// The attribute holds nothing else.
    fn tag_alone(&self, tag: &str, place: Place, members: &Members<'_>) {
        if let Some(field) = members.field_of(tag) {
            self.ctxt.error_with(
                place,
                format_args!(
                    "the attribute `{tag}` tells the kind, so no field can be stored there; give one of them another name"
                ),
                field.ident,
                "the field is here",
            );
        }
        let templates = members.templates.iter().chain(&members.index_templates);
        if templates.clone().any(|template| template.attribute == tag) {
            self.ctxt.error(
                place,
                format_args!(
                    "the attribute `{tag}` is a key that is put together, so it cannot tell the kind; give one of them another name"
                ),
            );
        }
    }

    /// The names that are read as well, each once.
    fn kind_names(&self, name: &str) -> Vec<String> {
        if let Some((_, text)) = self.raw.options.text(TypeKey::Kind)
            && name.is_empty()
        {
            self.ctxt.error(text.span(), "`kind` must not be empty");
        }
        let mut names = vec![name.to_owned()];
        for alias in self.raw.options.texts(TypeKey::Alias) {
            let other = alias.value.value();
            if other.is_empty() {
                self.ctxt
                    .error(alias.value.span(), "`alias` must not be empty");
            } else if names.contains(&other) {
                self.ctxt.error(
                    alias.value.span(),
                    format_args!("`{other}` is a name of this kind already; take it out"),
                );
            } else {
                names.push(other);
            }
        }
        names.split_off(1)
    }
}
