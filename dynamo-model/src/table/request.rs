//! The schema in the SDK's types: what `CreateTable` and `UpdateTable` send.

use aws_sdk_dynamodb::{
    error::BuildError,
    operation::create_table::builders::CreateTableInputBuilder,
    types::{
        AttributeDefinition, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndex,
        KeySchemaElement, LocalSecondaryIndex, Projection, ProvisionedThroughput,
        StreamSpecification, Tag,
    },
};

use super::{
    TableSchema,
    schema::{Capacity, KeyElement},
};
use crate::{IndexScope, IndexSpec};

type Built<T> = Result<T, BuildError>;

impl TableSchema {
    /// The request that creates the table: `schema.create_table_request()?.send_with(&client)`. Time to live and
    /// point-in-time recovery are no part of it; DynamoDB has requests of their own for them.
    ///
    /// # Errors
    ///
    /// None that is known: the SDK's builders can refuse what is incomplete, and a schema never is.
    pub fn create_table_request(&self) -> Result<CreateTableInputBuilder, BuildError> {
        let (spec, capacity) = (self.spec, self.capacity());
        let global = self.indexes(IndexScope::Global);
        let global = global.map(|index| self.global_index(index, capacity));
        let local = self.indexes(IndexScope::Local);
        let local = local.map(|index| self.local_index(index));
        let stream = |view: &str| {
            StreamSpecification::builder()
                .stream_enabled(true)
                .stream_view_type(view.into())
                .build()
        };
        let tag = |&(key, value): &(&str, &str)| Tag::builder().key(key).value(value).build();
        Ok(CreateTableInputBuilder::default()
            .table_name(&self.name)
            .set_attribute_definitions(Some(self.attribute_definitions()?))
            .set_key_schema(Some(key_schema(&self.key())?))
            .billing_mode(self.billing_mode().into())
            .set_provisioned_throughput(capacity.map(throughput).transpose()?)
            .set_global_secondary_indexes(some(global.collect::<Built<_>>()?))
            .set_local_secondary_indexes(some(local.collect::<Built<_>>()?))
            .set_stream_specification(spec.stream_view_type.map(stream).transpose()?)
            .set_table_class(spec.table_class.map(Into::into))
            .set_deletion_protection_enabled(spec.deletion_protection)
            .set_tags(some(
                spec.resource_tags.iter().map(tag).collect::<Built<_>>()?,
            )))
    }

    pub(super) fn attribute_definitions(&self) -> Built<Vec<AttributeDefinition>> {
        let definition = |element: KeyElement<'_>| {
            AttributeDefinition::builder()
                .attribute_name(element.name)
                .attribute_type(element.attribute_type.into())
                .build()
        };
        self.key_attributes().into_iter().map(definition).collect()
    }

    /// A global index for a table that exists, which has its capacity if it is provisioned.
    pub(super) fn new_index(
        &self,
        index: &IndexSpec,
        capacity: Option<Capacity>,
    ) -> Built<CreateGlobalSecondaryIndexAction> {
        CreateGlobalSecondaryIndexAction::builder()
            .index_name(index.name)
            .set_key_schema(Some(key_schema(&self.index_key(index))?))
            .projection(self.index_projection(index))
            .set_provisioned_throughput(capacity.map(throughput).transpose()?)
            .build()
    }

    fn global_index(
        &self,
        index: &IndexSpec,
        capacity: Option<Capacity>,
    ) -> Built<GlobalSecondaryIndex> {
        GlobalSecondaryIndex::builder()
            .index_name(index.name)
            .set_key_schema(Some(key_schema(&self.index_key(index))?))
            .projection(self.index_projection(index))
            .set_provisioned_throughput(capacity.map(throughput).transpose()?)
            .build()
    }

    fn index_projection(&self, index: &IndexSpec) -> Projection {
        let (projection_type, attributes) = self.projection(index);
        let attributes = attributes.into_iter().map(str::to_owned).collect();
        Projection::builder()
            .projection_type(projection_type.into())
            .set_non_key_attributes(some(attributes))
            .build()
    }

    fn local_index(&self, index: &IndexSpec) -> Built<LocalSecondaryIndex> {
        LocalSecondaryIndex::builder()
            .index_name(index.name)
            .set_key_schema(Some(key_schema(&self.index_key(index))?))
            .projection(self.index_projection(index))
            .build()
    }
}

fn key_schema(key: &[KeyElement<'_>]) -> Built<Vec<KeySchemaElement>> {
    let element = |element: &KeyElement<'_>| {
        KeySchemaElement::builder()
            .attribute_name(element.name)
            .key_type(element.key_type.into())
            .build()
    };
    key.iter().map(element).collect()
}

fn throughput(capacity: Capacity) -> Built<ProvisionedThroughput> {
    // The rules hold the options within an `i64`.
    let units = |units: u64| i64::try_from(units).unwrap_or(i64::MAX);
    ProvisionedThroughput::builder()
        .read_capacity_units(units(capacity.read))
        .write_capacity_units(units(capacity.write))
        .build()
}

/// DynamoDB refuses empty lists.
fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}
