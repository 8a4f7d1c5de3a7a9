//! Terraform's JSON syntax: an `aws_dynamodb_table`.
//! Source: Terraform AWS provider, resource `aws_dynamodb_table`; Terraform language, JSON configuration syntax.

use super::{cloudformation::some, json::Json};
use crate::{
    IndexScope, IndexSpec,
    table::{
        TableSchema,
        schema::{Capacity, KeyElement},
    },
};

impl TableSchema {
    /// A Terraform file (`*.tf.json`) whose one resource is the table, with its time to live and all other options. The
    /// resource is called like the model.
    ///
    /// A global index with several partition or sort keys is written with `key_schema` blocks, which the provider has
    /// since it knows such indexes; all others as ever.
    #[must_use]
    pub fn to_terraform(&self) -> String {
        let named = Json::object([(self.model(), Some(self.arguments()))]);
        let resource = Json::object([("aws_dynamodb_table", Some(named))]);
        format!("{}\n", Json::object([("resource", Some(resource))]))
    }

    fn arguments(&self) -> Json {
        let spec = self.spec;
        let capacity = self.capacity();
        let key = self.key();
        let attribute = |element: &KeyElement<'_>| {
            Json::object([
                ("name", Some(element.name.into())),
                ("type", Some(element.attribute_type.into())),
            ])
        };
        let time_to_live = |attribute: &str| {
            Json::object([
                ("attribute_name", Some(attribute.into())),
                ("enabled", Some(true.into())),
            ])
        };
        let recovery = |on: bool| Json::object([("enabled", Some(on.into()))]);
        let tags = spec.resource_tags.iter();
        let tags = Json::object(tags.map(|&(key, value)| (key, Some(value.into()))));
        let global = self.indexes(IndexScope::Global);
        let global = global.map(|index| self.global_block(index, capacity));
        let local = self.indexes(IndexScope::Local);
        let local = local.map(|index| self.local_block(index));
        Json::object([
            ("name", Some(self.plain_name().into())),
            ("billing_mode", Some(self.billing_mode().into())),
            ("read_capacity", capacity.map(|units| units.read.into())),
            ("write_capacity", capacity.map(|units| units.write.into())),
            ("hash_key", only(&key, "HASH")),
            ("range_key", only(&key, "RANGE")),
            (
                "attribute",
                Some(Json::list(self.key_attributes().iter().map(attribute))),
            ),
            ("global_secondary_index", some(Json::list(global))),
            ("local_secondary_index", some(Json::list(local))),
            ("ttl", self.ttl().map(time_to_live)),
            ("stream_enabled", spec.stream_view_type.map(|_| true.into())),
            ("stream_view_type", spec.stream_view_type.map(Into::into)),
            ("table_class", spec.table_class.map(Into::into)),
            (
                "deletion_protection_enabled",
                spec.deletion_protection.map(Into::into),
            ),
            (
                "point_in_time_recovery",
                spec.point_in_time_recovery.map(recovery),
            ),
            ("tags", (!spec.resource_tags.is_empty()).then_some(tags)),
        ])
    }

    fn global_block(&self, index: &IndexSpec, capacity: Option<Capacity>) -> Json {
        let key = self.index_key(index);
        let several = index.partition_key.len() > 1 || index.sort_key.len() > 1;
        let element = |element: &KeyElement<'_>| {
            Json::object([
                ("attribute_name", Some(element.name.into())),
                ("key_type", Some(element.key_type.into())),
            ])
        };
        let single = |key_type| only(&key, key_type).filter(|_| !several);
        let (projection, attributes) = self.projection(index);
        Json::object([
            ("name", Some(index.name.into())),
            ("hash_key", single("HASH")),
            ("range_key", single("RANGE")),
            (
                "key_schema",
                several.then(|| Json::list(key.iter().map(element))),
            ),
            ("projection_type", Some(projection.into())),
            ("non_key_attributes", some(Json::list(attributes))),
            ("read_capacity", capacity.map(|units| units.read.into())),
            ("write_capacity", capacity.map(|units| units.write.into())),
        ])
    }

    fn local_block(&self, index: &IndexSpec) -> Json {
        let (projection, attributes) = self.projection(index);
        Json::object([
            ("name", Some(index.name.into())),
            ("range_key", only(&self.index_key(index), "RANGE")),
            ("projection_type", Some(projection.into())),
            ("non_key_attributes", some(Json::list(attributes))),
        ])
    }
}

fn only(key: &[KeyElement<'_>], key_type: &str) -> Option<Json> {
    let element = key.iter().find(|element| element.key_type == key_type)?;
    Some(element.name.into())
}
