//! CloudFormation: an `AWS::DynamoDB::Table` in a template of its own.
//! Source: AWS CloudFormation template reference, `AWS::DynamoDB::Table`.

use super::json::Json;
use crate::{
    IndexScope, IndexSpec,
    table::{
        TableSchema,
        schema::{Capacity, KeyElement},
    },
};

impl TableSchema {
    /// A CloudFormation template whose one resource is the table, with its time to live and all other options. The
    /// resource is called like the model.
    #[must_use]
    pub fn to_cloudformation(&self) -> String {
        let resource = Json::object([
            ("Type", Some("AWS::DynamoDB::Table".into())),
            ("Properties", Some(self.properties())),
        ]);
        let resources = Json::object([(self.logical_id(), Some(resource))]);
        let template = Json::object([
            ("AWSTemplateFormatVersion", Some("2010-09-09".into())),
            ("Resources", Some(resources)),
        ]);
        format!("{template}\n")
    }

    /// A name of letters and digits only, as logical ids and statement ids are.
    pub(in crate::table) fn logical_id(&self) -> String {
        let model = self.model().chars();
        model.filter(char::is_ascii_alphanumeric).collect()
    }

    fn properties(&self) -> Json {
        let spec = self.spec;
        let capacity = self.capacity();
        let definition = |element: &KeyElement<'_>| {
            Json::object([
                ("AttributeName", Some(element.name.into())),
                ("AttributeType", Some(element.attribute_type.into())),
            ])
        };
        let stream = |view: &str| Json::object([("StreamViewType", Some(view.into()))]);
        let time_to_live = |attribute: &str| {
            Json::object([
                ("AttributeName", Some(attribute.into())),
                ("Enabled", Some(true.into())),
            ])
        };
        let recovery = |on: bool| Json::object([("PointInTimeRecoveryEnabled", Some(on.into()))]);
        let tag = |&(key, value): &(&str, &str)| {
            Json::object([("Key", Some(key.into())), ("Value", Some(value.into()))])
        };
        let global = self.indexes(IndexScope::Global);
        let global = global.map(|index| self.index_properties(index, capacity));
        let local = self.indexes(IndexScope::Local);
        let local = local.map(|index| self.index_properties(index, None));
        Json::object([
            ("TableName", Some(self.plain_name().into())),
            (
                "AttributeDefinitions",
                Some(Json::list(self.key_attributes().iter().map(definition))),
            ),
            ("KeySchema", Some(key_schema(&self.key()))),
            ("BillingMode", Some(self.billing_mode().into())),
            ("ProvisionedThroughput", capacity.map(throughput)),
            ("GlobalSecondaryIndexes", some(Json::list(global))),
            ("LocalSecondaryIndexes", some(Json::list(local))),
            ("StreamSpecification", spec.stream_view_type.map(stream)),
            ("TimeToLiveSpecification", self.ttl().map(time_to_live)),
            ("TableClass", spec.table_class.map(Into::into)),
            (
                "DeletionProtectionEnabled",
                spec.deletion_protection.map(Into::into),
            ),
            (
                "PointInTimeRecoverySpecification",
                spec.point_in_time_recovery.map(recovery),
            ),
            ("Tags", some(Json::list(spec.resource_tags.iter().map(tag)))),
        ])
    }

    fn index_properties(&self, index: &IndexSpec, capacity: Option<Capacity>) -> Json {
        let (projection, attributes) = self.projection(index);
        let projection = Json::object([
            ("ProjectionType", Some(projection.into())),
            ("NonKeyAttributes", some(Json::list(attributes))),
        ]);
        Json::object([
            ("IndexName", Some(index.name.into())),
            ("KeySchema", Some(key_schema(&self.index_key(index)))),
            ("Projection", Some(projection)),
            ("ProvisionedThroughput", capacity.map(throughput)),
        ])
    }
}

fn key_schema(key: &[KeyElement<'_>]) -> Json {
    Json::list(key.iter().map(|element| {
        Json::object([
            ("AttributeName", Some(element.name.into())),
            ("KeyType", Some(element.key_type.into())),
        ])
    }))
}

fn throughput(capacity: Capacity) -> Json {
    Json::object([
        ("ReadCapacityUnits", Some(capacity.read.into())),
        ("WriteCapacityUnits", Some(capacity.write.into())),
    ])
}

/// An empty list says less than none.
pub(super) fn some(list: Json) -> Option<Json> {
    (list != Json::List(Vec::new())).then_some(list)
}
