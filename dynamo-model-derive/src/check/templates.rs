//! `key(...)`: which attributes the key has, and of which fields it is put together. What must be known of the fields'
//! types is left to the compiler.

use dynamo_model_core::{
    attribute_name,
    key_template::{self, Piece as Read},
    suggestion,
};
use syn::{LitStr, ext::IdentExt};

use super::{Checker, roles};
use crate::{
    attr::{RawField, RawTemplate},
    generics::{self, inside_option},
    keys::FieldKey,
    model::{
        Argument, Assertion, RulePath, Scalar,
        item::{Members, Piece, Role, Stored, Template},
    },
    place::Place,
};

/// What a template is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateOf {
    Table,
    /// An item may lack a part, and then is not in the index.
    Index,
}

impl<'a> Checker<'a, '_> {
    /// Puts the key together, if it is put together.
    pub fn templates(&mut self, members: &mut Members<'a>) {
        let raw = self.raw;
        let Some(given) = raw.key.get() else {
            return;
        };
        self.no_other_key();
        self.parts();
        for (index, template) in given.value.iter().enumerate() {
            if index > 1 {
                self.ctxt.error(
                    template.place,
                    "a key has a partition key and a sort key, but this is a third attribute",
                );
                continue;
            }
            self.key_attribute(template, members);
            let pieces = self.pieces(template, TemplateOf::Table, members);
            members.templates.push(Template {
                attribute: template.name.clone(),
                pieces,
            });
        }
        if let [first, second, ..] = &given.value[..]
            && first.name == second.name
        {
            self.ctxt.error_with(
                second.place,
                "the partition key and the sort key are two attributes, but this is the same",
                first.place,
                "the partition key is here",
            );
        }
    }

    /// The names of the fields of which the key is put together, each once, as far as the templates can be read.
    pub fn part_names(&self) -> Vec<String> {
        let templates = self.raw.key.get().map(|given| &given.value[..]);
        let mut names = Vec::new();
        for template in templates.unwrap_or_default() {
            let text = template.template.value();
            let mut at = 0;
            while let Ok(Some((piece, next))) = key_template::piece_at(&text, at) {
                if let Read::Part { name, .. } = piece
                    && !names.iter().any(|known| known == name)
                {
                    names.push(name.to_owned());
                }
                at = next;
            }
        }
        names
    }

    fn no_other_key(&self) {
        for key in [FieldKey::PartitionKey, FieldKey::SortKey] {
            for given in self
                .raw
                .fields
                .iter()
                .filter_map(|field| field.options.get(key))
            {
                self.ctxt.error(
                    given,
                    format_args!(
                        "`{}` cannot be combined with `key(...)`, which says what the key is put together from",
                        given.typed()
                    ),
                );
            }
        }
    }

    fn key_attribute(&self, template: &RawTemplate, members: &Members<'_>) {
        let RawTemplate { name, place, .. } = template;
        if let Err(violation) = attribute_name::check_key(name) {
            let sentence = format_args!("the name of a key attribute {violation}");
            self.ctxt.error(*place, sentence);
        }
        self.not_a_field(name, *place, members);
    }

    /// What is put together is no field.
    pub fn not_a_field(&self, name: &str, place: Place, members: &Members<'_>) {
        if let Some(field) = members.field_of(name) {
            self.ctxt.error_with(
                place,
                format_args!(
                    "the attribute `{name}` is a field, so it cannot be put together, too; give one of them another name"
                ),
                field.ident,
                "the field is here",
            );
        }
    }

    /// The pieces that are right. What is wrong with the others has been reported.
    pub fn pieces(
        &mut self,
        raw: &RawTemplate,
        of: TemplateOf,
        members: &mut Members<'a>,
    ) -> Vec<Piece> {
        let template = &raw.template;
        let text = template.value();
        if let Err(violation) = key_template::check(&text) {
            let sentence = format_args!("`{}` {violation}", raw.name);
            self.ctxt.error(template.span(), sentence);
            return Vec::new();
        }
        if !template.suffix().is_empty() {
            let sentence = format_args!("`{}` takes a string without a suffix", raw.name);
            self.ctxt.error(template.span(), sentence);
        }
        let mut pieces = Vec::new();
        let mut unknown = Vec::new();
        let (mut at, mut count) = (0, 0);
        while let Ok(Some((piece, next))) = key_template::piece_at(&text, at) {
            at = next;
            match (piece, pieces.last_mut()) {
                (Read::Literal(text), Some(Piece::Literal(before))) => before.push_str(text),
                (Read::Literal(text), _) => pieces.push(Piece::Literal(text.to_owned())),
                (Read::Part { name, width }, _) => {
                    count += 1;
                    if of == TemplateOf::Index {
                        self.part_of_index(name);
                    }
                    if let Some(field) = Self::part(of, members, name) {
                        self.assert_part(raw, count - 1, members, field);
                        let width = width.unwrap_or_default();
                        pieces.push(Piece::Part { field, width });
                    } else if !self.is_field(name) && !unknown.contains(&name) {
                        self.unknown_part(template, name);
                        unknown.push(name);
                    }
                }
            }
        }
        pieces
    }

    fn is_field(&self, name: &str) -> bool {
        let mut fields = self.raw.fields.iter();
        fields.any(|field| roles::field_name(field) == name)
    }

    fn unknown_part(&self, template: &LitStr, name: &str) {
        let fields: Vec<String> = self.raw.fields.iter().map(roles::field_name).collect();
        let fields = fields.iter().map(|field| (field.as_str(), field.as_str()));
        let sentence = match suggestion::nearest(name, fields) {
            Some(near) => {
                format!("`{{{name}}}` is no field of the struct; did you mean `{{{near}}}`?")
            }
            None => format!("`{{{name}}}` is no field of the struct"),
        };
        self.ctxt.error(template.span(), sentence);
    }

    /// Which member it is, if it is a sound one.
    fn part(of: TemplateOf, members: &mut Members<'a>, name: &str) -> Option<usize> {
        let mut fields = members.fields.iter_mut().enumerate();
        let (index, field) = fields.find(|(_, field)| field.ident.unraw() == name)?;
        let Stored::Attribute(attribute) = &mut field.stored else {
            return None;
        };
        // Has been reported, and the compiler would only add that it is no part.
        if of == TemplateOf::Table && inside_option(field.ty).is_some() {
            return None;
        }
        if attribute.role == Role::Plain {
            attribute.role = match of {
                TemplateOf::Table => Role::KeyPart,
                TemplateOf::Index => Role::Indexed,
            };
        }
        Some(index)
    }

    /// The type's side of the rule.
    fn assert_part(&mut self, raw: &RawTemplate, index: u64, members: &Members<'a>, field: usize) {
        let Some(field) = members.fields.get(field) else {
            return;
        };
        self.model.assertions.push(Assertion {
            place: self.ctxt.visible(raw.template.span().into()),
            subject: raw.name.clone(),
            rule: RulePath(&["rules", "key_template", "check_part"]),
            arguments: vec![
                Argument::Scalar(Scalar::Text(raw.template.clone())),
                Argument::Scalar(Scalar::Number(index)),
                // An item without it has no such key.
                Argument::Part(inside_option(field.ty).unwrap_or(field.ty)),
            ],
        });
    }

    /// What a part of the key of an index cannot be as well.
    fn part_of_index(&self, name: &str) {
        let mut fields = self.raw.fields.iter();
        let Some(field) = fields.find(|field| roles::field_name(field) == name) else {
            return;
        };
        for (key, given) in field.options.iter() {
            let typed = given.typed();
            let why = match key {
                FieldKey::Skip | FieldKey::Flatten => "which is an attribute of its own as well",
                FieldKey::Version | FieldKey::Ttl | FieldKey::CreatedAt | FieldKey::UpdatedAt => {
                    "which is written from the item in hand; name the field alone, as `partition` or `sort`"
                }
                key if FieldKey::FORMS.contains(&key) => {
                    "which holds the value as its type stores it"
                }
                _ => continue,
            };
            self.ctxt.error(
                given,
                format_args!(
                    "`{typed}` cannot stand on `{name}`, a part of the key of an index, {why}"
                ),
            );
        }
        let generics = &self.raw.input.generics;
        if generics::depends(&field.field.ty, generics) {
            self.ctxt.error(
                Place::of_or(&field.field.ty, &self.raw.input.ident),
                "a part of the key of an index cannot have the type of a parameter, because what it is as text must be \
                 known",
            );
        }
    }

    /// What a part of the key cannot be as well.
    fn parts(&self) {
        let names = self.part_names();
        let is_part = |field: &&RawField<'_>| names.contains(&roles::field_name(field));
        for field in self.raw.fields.iter().filter(is_part) {
            let name = roles::field_name(field);
            for (key, given) in field.options.iter() {
                let typed = given.typed();
                let why = match key {
                    FieldKey::Skip | FieldKey::Flatten => {
                        "which is an attribute of its own as well"
                    }
                    FieldKey::Default | FieldKey::Null => "which every item has",
                    FieldKey::Version
                    | FieldKey::Ttl
                    | FieldKey::CreatedAt
                    | FieldKey::UpdatedAt => "which stays as it is",
                    key if FieldKey::FORMS.contains(&key) => {
                        "which holds the value as its type stores it"
                    }
                    _ => continue,
                };
                self.ctxt.error(
                    given,
                    format_args!("`{typed}` cannot stand on `{name}`, a part of the key, {why}"),
                );
            }
            if inside_option(&field.field.ty).is_some() {
                self.ctxt.error(
                    Place::of_or(&field.field.ty, &self.raw.input.ident),
                    "a part of the key cannot be an `Option`: every item has its key",
                );
            }
        }
    }
}
