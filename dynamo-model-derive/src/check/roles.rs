//! What a field is besides an attribute: a key, the version, the time to live, a timestamp. Each at most once.

use syn::ext::IdentExt;

use super::Checker;
use crate::{
    attr::{RawField, Spanned},
    generics,
    keys::FieldKey,
    model::{Derive, item::Role},
    place::Place,
};

/// The roles, and what they are called.
const ROLES: &[(FieldKey, Role, &str, &str)] = &[
    (
        FieldKey::PartitionKey,
        Role::PartitionKey,
        "table",
        "partition key",
    ),
    (FieldKey::SortKey, Role::SortKey, "table", "sort key"),
    (FieldKey::Version, Role::Version, "model", "version"),
    (FieldKey::Ttl, Role::Ttl, "table", "time to live"),
    (
        FieldKey::CreatedAt,
        Role::CreatedAt,
        "model",
        "creation time",
    ),
    (FieldKey::UpdatedAt, Role::UpdatedAt, "model", "update time"),
];

impl Checker<'_, '_> {
    /// Reports what is wrong with the fields' roles.
    pub fn roles(&self) {
        if self.raw.derive != Derive::DynamoModel {
            return;
        }
        for (key, _, owner, what) in ROLES {
            self.only_one(*key, owner, what);
        }
        for field in &self.raw.fields {
            self.one_role(field);
        }
        if !self.lacks_key() {
            return;
        }
        for (key, ..) in ROLES
            .iter()
            .filter(|(key, ..)| *key != FieldKey::PartitionKey)
        {
            if let Some(given) = self.first_with(*key) {
                let typed = given.typed();
                self.ctxt
                    .error(given, format_args!("`{typed}` needs a `partition_key`"));
            }
        }
    }

    /// Whether the struct describes items.
    pub fn is_item(&self) -> bool {
        self.raw.derive == Derive::DynamoModel && self.has_key()
    }

    /// Whether it is to be told that there is no partition key: not where one may have been misspelled.
    pub fn lacks_key(&self) -> bool {
        !self.has_key() && !self.raw.fields.iter().any(|field| field.is_broken)
    }

    fn has_key(&self) -> bool {
        self.has_role(FieldKey::PartitionKey) || self.raw.key.get().is_some()
    }

    /// An item owns its data, and its key says nothing of the struct's parameters.
    pub fn is_sound_item(&self) -> bool {
        let generics = &self.raw.input.generics;
        let before = self.ctxt.count();
        if let Some(lifetime) = generics.lifetimes().next() {
            self.ctxt.error(
                Place::of_or(lifetime, &self.raw.input.ident),
                "an item owns its data, because it outlives the answer that it is read from; take the lifetime out of \
                 the struct",
            );
        }
        let parts = self.part_names();
        for field in &self.raw.fields {
            let is_key = field.options.has(FieldKey::PartitionKey)
                || field.options.has(FieldKey::SortKey)
                || parts.contains(&field_name(field));
            if is_key && generics::depends(&field.field.ty, generics) {
                self.ctxt.error(
                    Place::of_or(&field.field.ty, &self.raw.input.ident),
                    "a key cannot have the type of a parameter, because all values of the struct share one kind of key",
                );
            }
        }
        self.ctxt.count() == before
    }

    fn has_role(&self, key: FieldKey) -> bool {
        self.first_with(key).is_some()
    }

    fn first_with(&self, key: FieldKey) -> Option<&Spanned<crate::attr::RawArgument>> {
        self.raw
            .fields
            .iter()
            .find_map(|field| field.options.get(key))
    }

    fn only_one(&self, key: FieldKey, owner: &str, what: &str) {
        let mut given = self
            .raw
            .fields
            .iter()
            .filter_map(|field| field.options.get(key));
        let Some(first) = given.next() else {
            return;
        };
        for (count, further) in given.enumerate() {
            let sentence = format_args!("a {owner} has only one {what}, but this is another");
            if count == 0 {
                let remark = format_args!("first {what} here");
                self.ctxt.error_with(further, sentence, first, remark);
            } else {
                self.ctxt.error(further, sentence);
            }
        }
    }

    fn one_role(&self, field: &RawField<'_>) {
        let mut given = ROLES
            .iter()
            .filter_map(|(key, _, _, what)| Some((field.options.get(*key)?, what)));
        let Some((_, first)) = given.next() else {
            return;
        };
        for (second, what) in given {
            self.ctxt.error(
                second,
                format_args!("a field cannot be both the {first} and the {what}"),
            );
        }
    }

    /// The field's role.
    pub fn role(field: &RawField<'_>) -> Role {
        ROLES
            .iter()
            .find(|(key, ..)| field.options.has(*key))
            .map_or(Role::Plain, |(_, role, ..)| *role)
    }
}

/// The option that gives the field its role.
pub fn role_option<'r>(
    field: &'r RawField<'_>,
) -> Option<(&'r Spanned<crate::attr::RawArgument>, Role)> {
    ROLES
        .iter()
        .find_map(|(key, role, ..)| Some((field.options.get(*key)?, *role)))
}

/// The name of a field as the user thinks of it.
pub fn field_name(field: &RawField<'_>) -> String {
    field
        .field
        .ident
        .as_ref()
        .map(|ident| ident.unraw().to_string())
        .unwrap_or_default()
}
