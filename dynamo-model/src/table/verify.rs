//! The table at AWS against the model. Nothing is changed.

use std::marker::PhantomData;

use super::{
    Aspect, Drift, compare,
    control::{Control, table_operation},
};
use crate::{Dynamo, Error, kinds::Kinds, operation::call::Call};

/// Compares a table with its model. Made by [`DynamoModel::verify_table`](crate::DynamoModel::verify_table).
#[must_use = "an operation does nothing until it is awaited"]
pub struct VerifyTable<M> {
    call: Call,
    of: PhantomData<fn() -> M>,
}

impl<M: Kinds> VerifyTable<M> {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self {
            call: Call::of::<M>(db),
            of: PhantomData,
        }
    }

    async fn run(self) -> Result<Vec<Drift>, Error> {
        let control = Control::open::<M>(self.call).await?;
        let schema = &control.schema;
        let Some(table) = control.describe().await? else {
            return Ok(vec![compare::no_table(schema)]);
        };
        let mut drifts = compare::of_structure(schema, &table);
        if let Some(attribute) = schema.ttl() {
            drifts.extend(compare::of_time_to_live(
                attribute,
                &control.time_to_live().await?,
            ));
        }
        drifts.extend(compare::of_settings(schema, &table));
        if let Some(expected) = schema.spec.point_in_time_recovery
            && let Some(found) = control.recovery().await?
        {
            drifts.extend(compare::of_flag(
                Aspect::PointInTimeRecovery,
                expected,
                found,
            ));
        }
        if !schema.spec.resource_tags.is_empty() {
            drifts.extend(compare::of_tags(schema, &control.tags(&table).await?));
        }
        Ok(drifts)
    }
}

table_operation!(VerifyTable -> Vec<Drift>);
