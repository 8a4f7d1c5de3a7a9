//! A model against the table that is there. What the model does not state is not compared, as with CloudFormation's drifts:
//! a table may be shared, and settings may be somebody else's.

use aws_sdk_dynamodb::types::{
    StreamViewType, TableDescription, Tag, TimeToLiveDescription, TimeToLiveStatus,
};

use super::{
    Aspect, Drift, TableSchema,
    control::{billing_mode, capacity},
    index::{Index, key_of},
    schema::KeyElement,
};
use crate::{IndexScope, IndexSpec};

pub(super) fn no_table(schema: &TableSchema) -> Drift {
    Drift::new(Aspect::Table, format!("`{}`", schema.name), None)
}

/// Keys and indexes.
pub(super) fn of_structure(schema: &TableSchema, table: &TableDescription) -> Vec<Drift> {
    let key = of_key(schema, table);
    let indexes = schema.all_indexes().into_iter();
    let indexes = indexes.filter_map(|index| of_index(schema, index, table));
    key.into_iter().chain(indexes).collect()
}

/// What keeps the model from using the table, and can't be added to it. An index may hold more than the model asks for.
pub(super) fn obstacles(schema: &TableSchema, table: &TableDescription) -> Vec<Drift> {
    let key = of_key(schema, table);
    let indexes = schema.all_indexes().into_iter();
    let indexes = indexes.filter(|index| match Index::found(index.name, table) {
        Some(found) => !found.serves(&Index::expected(schema, index)),
        None => index.scope == IndexScope::Local,
    });
    let indexes = indexes.filter_map(|index| of_index(schema, index, table));
    key.into_iter().chain(indexes).collect()
}

/// The global indexes that the table lacks.
pub(super) fn missing<'t>(
    schema: &'t TableSchema,
    table: &'t TableDescription,
) -> impl Iterator<Item = &'static IndexSpec> + 't {
    schema
        .indexes(IndexScope::Global)
        .filter(|index| Index::found(index.name, table).is_none())
}

fn of_key(schema: &TableSchema, table: &TableDescription) -> Option<Drift> {
    let expected = schema.key();
    let found = key_of(table.key_schema(), table.attribute_definitions());
    let differs = expected != found;
    // A table is never told without a key, except by a server that tells nothing.
    let words = Some(KeyElement::list(&found)).filter(|words| !words.is_empty());
    differs.then(|| Drift::new(Aspect::Key, KeyElement::list(&expected), words))
}

fn of_index(schema: &TableSchema, index: &IndexSpec, table: &TableDescription) -> Option<Drift> {
    let expected = Index::expected(schema, index);
    let found = Index::found(index.name, table);
    let differs = found.as_ref() != Some(&expected);
    let found = found.map(|found| found.to_string());
    differs.then(|| Drift::new(Aspect::Index(index.name), expected.to_string(), found))
}

/// The attribute by which items expire, or will in a moment.
pub(super) fn live_attribute(told: &TimeToLiveDescription) -> Option<&str> {
    let on = matches!(
        told.time_to_live_status(),
        Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling)
    );
    told.attribute_name().filter(|_| on)
}

pub(super) fn of_time_to_live(attribute: &str, told: &TimeToLiveDescription) -> Option<Drift> {
    let quoted = |name: &str| format!("by `{name}`");
    Drift::of(
        Aspect::TimeToLive,
        quoted(attribute),
        live_attribute(told).map(quoted),
    )
}

/// The table options that the model states and that `DescribeTable` tells.
pub(super) fn of_settings(schema: &TableSchema, table: &TableDescription) -> Vec<Drift> {
    let (spec, mode) = (schema.spec, billing_mode(table));
    let (capacity, quoted) = (capacity(table), |word: &str| format!("`{word}`"));
    let stream = table
        .stream_specification()
        .filter(|stream| stream.stream_enabled())
        .and_then(|stream| stream.stream_view_type());
    let class = table
        .table_class_summary()
        .and_then(|summary| summary.table_class())
        // DynamoDB tells the class of a table that has had another one.
        .map_or("STANDARD", |class| class.as_str());
    let protected = table.deletion_protection_enabled().unwrap_or(false);
    let word = |aspect, expected: Option<&str>, found: Option<&str>| {
        let found = found.map(quoted);
        expected.and_then(|expected| Drift::of(aspect, quoted(expected), found))
    };
    let units = |aspect, expected: Option<u64>, found: Option<u64>| {
        let found = found.map(|units| units.to_string());
        expected.and_then(|expected| Drift::of(aspect, expected.to_string(), found))
    };
    [
        word(Aspect::BillingMode, spec.billing_mode, Some(mode.as_str())),
        units(
            Aspect::ReadCapacityUnits,
            spec.read_capacity_units,
            capacity.map(|found| found.read),
        ),
        units(
            Aspect::WriteCapacityUnits,
            spec.write_capacity_units,
            capacity.map(|found| found.write),
        ),
        word(
            Aspect::StreamViewType,
            spec.stream_view_type,
            stream.map(StreamViewType::as_str),
        ),
        word(Aspect::TableClass, spec.table_class, Some(class)),
        spec.deletion_protection
            .and_then(|expected| of_flag(Aspect::DeletionProtection, expected, protected)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn of_flag(aspect: Aspect, expected: bool, found: bool) -> Option<Drift> {
    Drift::of(aspect, expected.to_string(), Some(found.to_string()))
}

pub(super) fn of_tags(schema: &TableSchema, found: &[Tag]) -> Vec<Drift> {
    let quoted = |value: &str| format!("`{value}`");
    let drift = |&(key, value): &(&'static str, &str)| {
        let tag = found.iter().find(|tag| tag.key() == key);
        let found = tag.map(|tag| quoted(tag.value()));
        Drift::of(Aspect::ResourceTag(key), quoted(value), found)
    };
    schema.spec.resource_tags.iter().filter_map(drift).collect()
}
