//! `DeleteTable`.

use std::{marker::PhantomData, time::Duration};

use super::{
    control::{Control, table_operation},
    wait::{Awaited, DEADLINE, Wait},
};
use crate::{Dynamo, Error, kinds::Kinds, operation::call::Call};

/// Deletes a table and all its items. Made by [`DynamoModel::delete_table`](crate::DynamoModel::delete_table).
#[must_use = "an operation does nothing until it is awaited"]
pub struct DeleteTable<M> {
    call: Call,
    of: PhantomData<fn() -> M>,
    deadline: Option<Duration>,
}

impl<M: Kinds> DeleteTable<M> {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self {
            call: Call::of::<M>(db),
            of: PhantomData,
            deadline: Some(DEADLINE),
        }
    }

    /// How long to wait until the table is gone; 5 minutes if nothing is said.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Does not wait until the table is gone. Until then no other can have its name.
    pub fn no_wait(mut self) -> Self {
        self.deadline = None;
        self
    }

    async fn run(self) -> Result<(), Error> {
        let control = Control::open::<M>(self.call).await?;
        control.delete().await?;
        if let Some(deadline) = self.deadline {
            let wait = Wait::begin(&control, deadline);
            wait.until(Awaited::Deleted).await?;
        }
        Ok(())
    }
}

table_operation!(DeleteTable -> ());
