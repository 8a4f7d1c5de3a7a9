//! A table that is there afterwards: what is missing is created, what is there stays as it is.

use std::{marker::PhantomData, time::Duration};

use aws_sdk_dynamodb::types::{TableDescription, TableStatus, TimeToLiveDescription};

use super::{
    MismatchError, compare,
    control::{Control, table_operation},
    create::complete,
    wait::{Awaited, DEADLINE, Wait},
};
use crate::{Dynamo, Error, kinds::Kinds, operation::call::Call};

/// Creates what is missing of a table. Made by [`DynamoModel::ensure_table`](crate::DynamoModel::ensure_table).
#[must_use = "an operation does nothing until it is awaited"]
pub struct EnsureTable<M> {
    call: Call,
    of: PhantomData<fn() -> M>,
    deadline: Duration,
}

impl<M: Kinds> EnsureTable<M> {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self {
            call: Call::of::<M>(db),
            of: PhantomData,
            deadline: DEADLINE,
        }
    }

    /// How long to wait for the table and its indexes in all; 5 minutes if nothing is said. An index of a large table
    /// takes longer to fill: it goes on after the deadline, and the next call waits for the rest.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    async fn run(self) -> Result<(), Error> {
        let control = Control::open::<M>(self.call).await?;
        let wait = Wait::begin(&control, self.deadline);
        let mut found = control.describe().await?;
        if found.as_ref().is_some_and(is_being_deleted) {
            found = wait.until(Awaited::Deleted).await?;
        }
        let table = match found {
            Some(table) => wait.active(table).await?,
            None => match control.create().await {
                Ok(created) => return complete(&wait, &control, created).await,
                // Somebody else was faster.
                Err(error) if error.code() == Some("ResourceInUseException") => {
                    let theirs = TableDescription::builder().build();
                    wait.active(theirs).await?
                }
                Err(error) => return Err(error),
            },
        };
        amend(&wait, &control, table).await
    }
}

table_operation!(EnsureTable -> ());

fn is_being_deleted(table: &TableDescription) -> bool {
    table.table_status() == Some(&TableStatus::Deleting)
}

/// Adds to a table that is there what it lacks. What can't be added is told before anything is changed.
async fn amend(
    wait: &Wait<'_>,
    control: &Control,
    mut table: TableDescription,
) -> Result<(), Error> {
    let schema = &control.schema;
    let time_to_live = match schema.ttl() {
        Some(attribute) => Some((attribute, control.time_to_live().await?)),
        None => None,
    };
    let mut obstacles = compare::obstacles(schema, &table);
    if let Some((attribute, told)) = &time_to_live
        && let Some(other) = compare::live_attribute(told)
        && other != *attribute
    {
        obstacles.extend(compare::of_time_to_live(attribute, told));
    }
    if !obstacles.is_empty() {
        return Err(MismatchError::new(schema, obstacles).into());
    }
    let missing: Vec<_> = compare::missing(schema, &table).collect();
    for index in missing {
        // DynamoDB takes one at a time.
        let updated = control.add_index(index, &table).await?;
        table = wait.active(updated).await?;
    }
    if let Some((attribute, told)) = time_to_live {
        keep_alive(control, attribute, &told).await?;
    }
    if schema.spec.point_in_time_recovery == Some(true) && control.recovery().await? == Some(false)
    {
        wait.until(Awaited::Recovery).await?;
    }
    Ok(())
}

/// Turns time to live on where it is off.
async fn keep_alive(
    control: &Control,
    attribute: &str,
    told: &TimeToLiveDescription,
) -> Result<(), Error> {
    let is_on = |told: &_| compare::live_attribute(told) == Some(attribute);
    if is_on(told) {
        return Ok(());
    }
    let Err(refused) = control.enable_time_to_live(attribute).await else {
        return Ok(());
    };
    // DynamoDB refuses to turn on what somebody else has turned on in the meantime.
    if is_on(&control.time_to_live().await?) {
        Ok(())
    } else {
        Err(refused)
    }
}
