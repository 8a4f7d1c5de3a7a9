//! A secondary index as a model describes it and as DynamoDB tells of it, in one form, so that they compare.

use std::fmt;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, IndexStatus, KeySchemaElement, Projection, TableDescription,
};

use super::{TableSchema, schema::KeyElement};
use crate::{IndexScope, IndexSpec};

/// An index, in DynamoDB's words.
#[derive(Debug)]
pub(super) struct Index<'a> {
    scope: IndexScope,
    key: Vec<KeyElement<'a>>,
    projection: &'a str,
    attributes: Vec<&'a str>,
}

impl<'a> Index<'a> {
    /// What the model says.
    pub(super) fn expected(schema: &TableSchema, index: &'a IndexSpec) -> Self {
        let (projection, attributes) = schema.projection(index);
        Self {
            scope: index.scope,
            key: schema.index_key(index),
            projection,
            attributes,
        }
    }

    /// What the table has under this name, to stay.
    pub(super) fn found(name: &str, table: &'a TableDescription) -> Option<Self> {
        let found = |scope, key_schema, projection: Option<&'a Projection>| Self {
            scope,
            key: key_of(key_schema, table.attribute_definitions()),
            projection: projection
                .and_then(Projection::projection_type)
                .map_or("nothing", |projection| projection.as_str()),
            attributes: projection
                .map(Projection::non_key_attributes)
                .unwrap_or_default()
                .iter()
                .map(String::as_str)
                .collect(),
        };
        let name = Some(name);
        let global = table.global_secondary_indexes().iter().find(|found| {
            found.index_name() == name && found.index_status() != Some(&IndexStatus::Deleting)
        });
        let local = table.local_secondary_indexes().iter();
        let local = local.clone().find(|found| found.index_name() == name);
        match (global, local) {
            (Some(global), _) => Some(found(
                IndexScope::Global,
                global.key_schema(),
                global.projection(),
            )),
            (None, Some(local)) => Some(found(
                IndexScope::Local,
                local.key_schema(),
                local.projection(),
            )),
            (None, None) => None,
        }
    }

    /// Whether it answers what another is asked: by the same key, with at least the same attributes.
    pub(super) fn serves(&self, other: &Index<'_>) -> bool {
        let holds_enough = match (self.projection, other.projection) {
            ("ALL", _) | (_, "KEYS_ONLY") => true,
            (_, "ALL") => false,
            _ => self.holds(&other.attributes),
        };
        self.scope == other.scope && self.key == other.key && holds_enough
    }

    fn holds(&self, attributes: &[&str]) -> bool {
        attributes.iter().all(|name| self.attributes.contains(name))
    }
}

/// The order of the key counts, that of the other attributes does not.
impl PartialEq for Index<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.scope == other.scope
            && self.key == other.key
            && self.projection == other.projection
            && self.attributes.len() == other.attributes.len()
            && self.holds(&other.attributes)
    }
}

impl fmt::Display for Index<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scope = match self.scope {
            IndexScope::Global => "global",
            IndexScope::Local => "local",
        };
        let (key, projection) = (KeyElement::list(&self.key), self.projection);
        write!(f, "{scope} with {key}, projecting `{projection}`")?;
        for name in &self.attributes {
            write!(f, " `{name}`")?;
        }
        Ok(())
    }
}

/// A key as it is told, with the types of its attributes.
pub(super) fn key_of<'a>(
    schema: &'a [KeySchemaElement],
    definitions: &'a [AttributeDefinition],
) -> Vec<KeyElement<'a>> {
    let element = |element: &'a KeySchemaElement| {
        let name = element.attribute_name();
        let mut definitions = definitions.iter();
        let definition = definitions.find(|definition| definition.attribute_name() == name);
        KeyElement {
            name,
            attribute_type: definition.map_or("?", |found| found.attribute_type().as_str()),
            key_type: element.key_type().as_str(),
        }
    };
    schema.iter().map(element).collect()
}
