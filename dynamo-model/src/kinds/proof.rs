//! What the kinds of an enum have in common, and what tells them apart: proved while compiling.

use dynamo_model_core::{
    Violation,
    text::{eq, starts_with},
};

use super::KindSpec;
use crate::{
    IndexSpec, KeyAttribute, access::Setting, attribute::AttributeType, key::KeyTemplate,
    table::TableSpec,
};

/// What tells the kinds of an enum apart.
pub(super) enum Told {
    ByTag(&'static str),
    ByKey {
        partition: &'static str,
        sort: Option<&'static str>,
    },
}

impl Told {
    /// The kinds agree about it.
    pub(super) fn of(kinds: &[KindSpec]) -> Self {
        let first = kinds.first().map(|kind| kind.item);
        match first.and_then(|item| item.kind) {
            Some(kind) => Self::ByTag(kind.tag()),
            None => Self::ByKey {
                partition: first.map_or("", |item| item.partition_key.name),
                sort: first.and_then(|item| item.sort_key).map(|key| key.name),
            },
        }
    }
}

/// The kind of this number goes together with all before it.
///
/// # Errors
///
/// The predicate that tells what does not agree, and what to write.
pub const fn check(kinds: &[KindSpec], index: usize) -> Result<(), Violation> {
    let mut before = 0;
    while before < index {
        if let Err(violation) = check_pair(&kinds[index], &kinds[before]) {
            return Err(violation);
        }
        before += 1;
    }
    Ok(())
}

/// Goes on to the next rule, unless this one is broken.
macro_rules! all {
    ($($rule:expr;)*) => {
        $(if let Err(violation) = $rule {
            return Err(violation);
        })*
    };
}

const fn check_pair(kind: &KindSpec, other: &KindSpec) -> Result<(), Violation> {
    let model = other.table.model;
    all! {
        same_table(kind.table, other.table);
        same_key("partition key", Some(kind.item.partition_key), Some(other.item.partition_key), model);
        same_key("sort key", kind.item.sort_key, other.item.sort_key, model);
        same_tag(kind, other);
        told_apart(kind, other);
        same_indexes(kind.item.indexes, other.item.indexes, model);
        same_time_to_live(kind.item.ttl, other.item.ttl, model);
        same_options(kind.table, other.table);
    }
    Ok(())
}

const fn same_table(table: &TableSpec, other: &TableSpec) -> Result<(), Violation> {
    let same = match (table.name(), other.name()) {
        (Setting::Value(name), Setting::Value(other)) => eq(name, other),
        (
            Setting::Env { name, default },
            Setting::Env {
                name: other_name,
                default: other_default,
            },
        ) => eq(name, other_name) && same_text(default, other_default),
        _ => false,
    };
    if same {
        return Ok(());
    }
    let said = name_of(&Violation::new().text("is in the table "), table.name());
    let said = said.text(", but ").quoted(other.model).text(" in ");
    Err(name_of(&said, other.name())
        .text("; kinds share a table, so write the same `table_name` on both"))
}

const fn name_of(said: &Violation, name: Setting<&str>) -> Violation {
    match name {
        Setting::Value(name) => said.quoted(name),
        Setting::Env {
            name,
            default: None,
        } => said.text("`env(\"").text(name).text("\")`"),
        Setting::Env {
            name,
            default: Some(default),
        } => said
            .text("`env(\"")
            .text(name)
            .text("\", default = \"")
            .text(default)
            .text("\")`"),
    }
}

const fn same_text(text: Option<&str>, other: Option<&str>) -> bool {
    match (text, other) {
        (Some(text), Some(other)) => eq(text, other),
        (None, None) => true,
        _ => false,
    }
}

const fn same_key(
    what: &str,
    key: Option<KeyAttribute>,
    other: Option<KeyAttribute>,
    model: &str,
) -> Result<(), Violation> {
    if is_same_key(key, other) {
        return Ok(());
    }
    let said = Violation::new().text("has ");
    let said = attribute_of(&said, what, key).text(", but ").quoted(model);
    Err(attribute_of(&said.text(" has "), what, other).text("; kinds share the key of their table"))
}

const fn is_same_key(key: Option<KeyAttribute>, other: Option<KeyAttribute>) -> bool {
    match (key, other) {
        (Some(key), Some(other)) => {
            eq(key.name, other.name) && eq(key.key_type.name(), other.key_type.name())
        }
        (None, None) => true,
        _ => false,
    }
}

const fn attribute_of(said: &Violation, what: &str, key: Option<KeyAttribute>) -> Violation {
    match key {
        None => said.text("no ").text(what),
        Some(KeyAttribute { name, key_type, .. }) => {
            let key_type: AttributeType = key_type;
            let said = said.text("the ").text(what).text(" ").quoted(name);
            said.text(" (").text(key_type.name()).text(")")
        }
    }
}

const fn same_tag(kind: &KindSpec, other: &KindSpec) -> Result<(), Violation> {
    let model = other.table.model;
    match (kind.item.kind, other.item.kind) {
        (None, None) => Ok(()),
        (Some(this), Some(that)) if eq(this.tag(), that.tag()) => Ok(()),
        (Some(this), Some(that)) => Err(Violation::new()
            .text("has the tag ")
            .quoted(this.tag())
            .text(", but ")
            .quoted(model)
            .text(" has ")
            .quoted(that.tag())
            .text("; write the same `tag` on both")),
        (None, Some(that)) => Err(Violation::new()
            .text("has no tag, but ")
            .quoted(model)
            .text(" has ")
            .quoted(that.tag())
            .text("; write `#[dynamo(tag = \"")
            .text(that.tag())
            .text("\")]` on it")),
        (Some(this), None) => Err(Violation::new()
            .text("has the tag ")
            .quoted(this.tag())
            .text(", but ")
            .quoted(model)
            .text(" has none; write `#[dynamo(tag = \"")
            .text(this.tag())
            .text("\")]` on that")),
    }
}

const fn told_apart(kind: &KindSpec, other: &KindSpec) -> Result<(), Violation> {
    if let (Some(this), Some(that)) = (kind.item.kind, other.item.kind) {
        return match common(this.names(), that.names()) {
            None => Ok(()),
            Some(name) => Err(Violation::new()
                .text("shares the kind ")
                .quoted(name)
                .text(" with ")
                .quoted(other.table.model)
                .text("; write `#[dynamo(kind = \"...\")]` with another name on one of them")),
        };
    }
    if apart(
        Some(kind.item.partition_key),
        Some(other.item.partition_key),
    ) || apart(kind.item.sort_key, other.item.sort_key)
    {
        return Ok(());
    }
    let said = Violation::new()
        .text("cannot be told from ")
        .quoted(other.table.model)
        .text(" by its key");
    let said = match (kind.item.sort_key, other.item.sort_key) {
        (
            Some(KeyAttribute {
                template: Some(this),
                ..
            }),
            Some(KeyAttribute {
                template: Some(that),
                ..
            }),
        ) => beginning(
            &beginning(&said.text(", because one begins with "), &this)
                .text(" and the other with "),
            &that,
        ),
        _ => said,
    };
    Err(said.text("; write `#[dynamo(tag = \"_kind\")]` on both"))
}

const fn beginning(said: &Violation, template: &KeyTemplate) -> Violation {
    let text = template.literal_prefix();
    if text.is_empty() {
        said.text("a part")
    } else {
        said.quoted(text)
    }
}

/// A name that both have.
const fn common(names: &[&'static str], others: &[&str]) -> Option<&'static str> {
    let mut index = 0;
    while index < names.len() {
        let mut other = 0;
        while other < others.len() {
            if eq(names[index], others[other]) {
                return Some(names[index]);
            }
            other += 1;
        }
        index += 1;
    }
    None
}

/// Whether no text can be both keys.
const fn apart(key: Option<KeyAttribute>, other: Option<KeyAttribute>) -> bool {
    match (key, other) {
        (
            Some(KeyAttribute {
                template: Some(this),
                ..
            }),
            Some(KeyAttribute {
                template: Some(that),
                ..
            }),
        ) => !can_be_both(&this, &that),
        _ => false,
    }
}

const fn can_be_both(template: &KeyTemplate, other: &KeyTemplate) -> bool {
    let (this, that) = (template.literal_prefix(), other.literal_prefix());
    match (template.is_literal(), other.is_literal()) {
        (true, true) => eq(this, that),
        (true, false) => starts_with(this, that),
        (false, true) => starts_with(that, this),
        (false, false) => starts_with(this, that) || starts_with(that, this),
    }
}

const fn same_indexes(
    indexes: &[IndexSpec],
    others: &[IndexSpec],
    model: &str,
) -> Result<(), Violation> {
    let mut index = 0;
    while index < indexes.len() {
        let mut other = 0;
        while other < others.len() {
            let (this, that) = (&indexes[index], &others[other]);
            if eq(this.name, that.name) && !is_same_index(this, that) {
                return Err(Violation::new()
                    .text("has the index ")
                    .quoted(this.name)
                    .text(" with another key than ")
                    .quoted(model)
                    .text("; an index has one key, so write another `name`"));
            }
            other += 1;
        }
        index += 1;
    }
    Ok(())
}

const fn is_same_index(index: &IndexSpec, other: &IndexSpec) -> bool {
    index.is_local() == other.is_local()
        && are_same_keys(index.partition_key, other.partition_key)
        && are_same_keys(index.sort_key, other.sort_key)
}

const fn are_same_keys(keys: &[KeyAttribute], others: &[KeyAttribute]) -> bool {
    let mut index = 0;
    while index < keys.len() && index < others.len() {
        if !is_same_key(Some(keys[index]), Some(others[index])) {
            return false;
        }
        index += 1;
    }
    keys.len() == others.len()
}

const fn same_time_to_live(
    ttl: Option<&str>,
    other: Option<&str>,
    model: &str,
) -> Result<(), Violation> {
    match (ttl, other) {
        (Some(ttl), Some(other)) if !eq(ttl, other) => Err(Violation::new()
            .text("has its time to live in ")
            .quoted(ttl)
            .text(", but ")
            .quoted(model)
            .text(" in ")
            .quoted(other)
            .text("; a table has one, so write `#[dynamo(rename = \"...\")]`")),
        _ => Ok(()),
    }
}

const fn same_options(table: &TableSpec, other: &TableSpec) -> Result<(), Violation> {
    match table.conflict(other) {
        None => Ok(()),
        Some(option) => Err(Violation::new()
            .text("states another ")
            .quoted(option)
            .text(" than ")
            .quoted(other.model)
            .text("; a table has one, so write it on one of them")),
    }
}
