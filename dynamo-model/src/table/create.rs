//! `CreateTable`, and what makes a new table what the model says.

use std::{marker::PhantomData, time::Duration};

use aws_sdk_dynamodb::types::TableDescription;

use super::{
    control::{Control, table_operation},
    wait::{Awaited, DEADLINE, Wait},
};
use crate::{Dynamo, Error, kinds::Kinds, operation::call::Call};

/// Creates a table. Made by [`DynamoModel::create_table`](crate::DynamoModel::create_table). The SDK's own request is
/// that of [`TableSchema::create_table_request`](super::TableSchema::create_table_request).
#[must_use = "an operation does nothing until it is awaited"]
pub struct CreateTable<M> {
    call: Call,
    of: PhantomData<fn() -> M>,
    deadline: Option<Duration>,
}

impl<M: Kinds> CreateTable<M> {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self {
            call: Call::of::<M>(db),
            of: PhantomData,
            deadline: Some(DEADLINE),
        }
    }

    /// How long to wait for the table in all; 5 minutes if nothing is said.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Sends `CreateTable` and nothing else. The table can't be used yet then, and its time to live and its
    /// point-in-time recovery are left to [`ensure_table`](crate::DynamoModel::ensure_table).
    pub fn no_wait(mut self) -> Self {
        self.deadline = None;
        self
    }

    async fn run(self) -> Result<(), Error> {
        let control = Control::open::<M>(self.call).await?;
        let created = control.create().await?;
        match self.deadline {
            None => Ok(()),
            Some(deadline) => complete(&Wait::begin(&control, deadline), &control, created).await,
        }
    }
}

table_operation!(CreateTable -> ());

/// What a new table needs beside `CreateTable`.
pub(super) async fn complete(
    wait: &Wait<'_>,
    control: &Control,
    created: TableDescription,
) -> Result<(), Error> {
    wait.active(created).await?;
    if let Some(attribute) = control.schema.ttl() {
        control.enable_time_to_live(attribute).await?;
    }
    if control.schema.spec.point_in_time_recovery == Some(true) {
        wait.until(Awaited::Recovery).await?;
    }
    Ok(())
}
