//! What values of the type become: an M, whatever the only field is, or the name of a variant.

use syn::{Data, Fields};

use super::Checker;
use crate::{
    attr::RawArgument,
    case::Case,
    keys::{FieldKey, TypeKey},
    model::{
        Derive,
        item::{Body, Form, Newtype},
    },
    place::Place,
};

impl<'a> Checker<'a, '_> {
    pub fn body(&mut self) {
        self.roles();
        if !self.one_lifetime() {
            return;
        }
        let raw = self.raw;
        let case = self.rename_all();
        self.model.body = match &raw.input.data {
            Data::Struct(data) if raw.derive == Derive::DynamoModel => {
                // Without a key there is no item, only somebody who signs.
                if matches!(data.fields, Fields::Named(_)) {
                    let deny = raw.options.has(TypeKey::DenyUnknown);
                    let mut members = self.members(&raw.fields, case, deny);
                    self.templates(&mut members);
                    if self.is_item() && self.is_sound_item() {
                        self.model.indexes = self.indexes(&mut members);
                        members.kind = self.kind(&members);
                        Some(Body::Struct(members))
                    } else {
                        // For what is wrong with it.
                        self.kind(&members);
                        self.no_indexes();
                        None
                    }
                } else {
                    None
                }
            }
            Data::Struct(data) if raw.derive == Derive::DynamoValue => {
                self.value_struct(&data.fields, case)
            }
            Data::Enum(_) if raw.derive == Derive::DynamoValue => self.variants(case),
            Data::Enum(_) if raw.derive == Derive::DynamoModel => {
                self.model.kinds = self.kinds();
                None
            }
            _ => None,
        };
    }

    /// A value that borrows can borrow from one source only.
    fn one_lifetime(&self) -> bool {
        if self.raw.derive != Derive::DynamoValue {
            return true;
        }
        let Some(second) = self.raw.input.generics.lifetimes().nth(1) else {
            return true;
        };
        self.ctxt.error(
            Place::of_or(second, &self.raw.input.ident),
            "a value is read from one source, so it has one lifetime at the most",
        );
        false
    }

    fn no_indexes(&self) {
        if !self.lacks_key() {
            return;
        }
        for index in &self.raw.indexes {
            self.ctxt.error(
                &index.word,
                format_args!("`{}` needs a `partition_key` on a field", index.word),
            );
        }
    }

    fn rename_all(&self) -> Option<Case> {
        let (_, text) = self.raw.options.text(TypeKey::RenameAll)?;
        match Case::find(&text.value()) {
            Ok(case) => Some(case),
            Err(sentence) => {
                self.ctxt.error(text.span(), sentence);
                None
            }
        }
    }

    fn value_struct(&self, fields: &Fields, case: Option<Case>) -> Option<Body<'a>> {
        let raw = self.raw;
        if let Some(tag) = raw.options.get(TypeKey::Tag) {
            self.ctxt
                .error(tag, "`tag` is for an enum, whose variants it tells apart");
        }
        let transparent = raw.options.get(TypeKey::Transparent);
        if transparent.is_some() || matches!(fields, Fields::Unnamed(_)) {
            self.no_effect(
                &[TypeKey::RenameAll, TypeKey::DenyUnknown],
                "a struct that is stored as its only field",
            );
        }
        match fields {
            Fields::Named(_) if transparent.is_none() => {
                let deny = raw.options.has(TypeKey::DenyUnknown);
                Some(Body::Struct(self.members(&raw.fields, case, deny)))
            }
            Fields::Unit => {
                self.ctxt.error(
                    &raw.input.ident,
                    "`#[derive(DynamoValue)]` is for a struct with fields or an enum",
                );
                None
            }
            _ => self.newtype(fields),
        }
    }

    /// Reports options of the type that its form makes meaningless.
    pub fn no_effect(&self, options: &[TypeKey], on: &str) {
        let given = options.iter().filter_map(|key| self.raw.options.get(*key));
        for option in given {
            let typed = option.typed();
            self.ctxt
                .error(option, format_args!("`{typed}` has no effect on {on}"));
        }
    }

    fn newtype(&self, fields: &Fields) -> Option<Body<'a>> {
        let [field] = &self.raw.fields[..] else {
            self.ctxt.error(
                Place::of_or(fields, &self.raw.input.ident),
                "a struct that is stored as its field has exactly one; give the fields names to store a map",
            );
            return None;
        };
        let form = match field.options.get(FieldKey::With).map(|given| &given.value) {
            Some(RawArgument::Type(ty)) => Some(Form::Type(ty)),
            _ => None,
        };
        let others = field.options.all();
        for (_, other, place) in others.filter(|(key, ..)| *key != FieldKey::With) {
            self.ctxt.error(
                place,
                format_args!(
                    "`{other}` has no effect on a struct that is stored as its only field"
                ),
            );
        }
        Some(Body::Newtype(Newtype {
            field: field.field.ident.as_ref(),
            ty: &field.field.ty,
            form,
        }))
    }
}
