//! Waiting for a table: asks again and again, each time a little later and never in step with others, up to a deadline.
//! Time is that of the handle's clock.

use std::time::Duration;

use aws_sdk_dynamodb::types::{IndexStatus, TableDescription, TableStatus};
use aws_smithy_async::rt::sleep::AsyncSleep;

use super::{TableSchema, control::Control, error::TimeoutError};
use crate::{
    Error,
    access::{Moment, SharedClock},
};

/// How long is waited if nobody says.
pub(super) const DEADLINE: Duration = Duration::from_secs(300);
/// A table takes some seconds to create, an index may take hours; DynamoDB answers thousands of these requests a second.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The time that one operation may wait, all its waits together.
pub(super) struct Wait<'c> {
    control: &'c Control,
    deadline: Duration,
    clock: SharedClock,
    began: Moment,
}

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Awaited {
    /// The table can be used, and those indexes that the model knows and the table has.
    Active,
    /// There is no table.
    Deleted,
    /// DynamoDB is prepared to keep backups.
    Recovery,
}

impl Awaited {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Active => "to become `ACTIVE`",
            Self::Deleted => "to be deleted",
            Self::Recovery => "to take point-in-time recovery",
        }
    }
}

/// What an answer says about it.
struct Seen {
    table: Option<TableDescription>,
    /// Why it has to be waited for yet.
    obstacle: Option<String>,
}

impl<'c> Wait<'c> {
    pub(super) fn begin(control: &'c Control, deadline: Duration) -> Self {
        let clock = control.db.clock();
        Self {
            control,
            deadline,
            began: clock.moment(),
            clock,
        }
    }

    /// The table once it can be used. Nothing is asked if this answer says that it can.
    pub(super) async fn active(&self, table: TableDescription) -> Result<TableDescription, Error> {
        if unready(&self.control.schema, &table).is_none() {
            return Ok(table);
        }
        Ok(self.until(Awaited::Active).await?.unwrap_or(table))
    }

    pub(super) async fn until(&self, awaited: Awaited) -> Result<Option<TableDescription>, Error> {
        let waited = self.clock.moment().since(self.began);
        let left = self.deadline.saturating_sub(waited);
        let mut last = None;
        let polling = async {
            let mut pause = FIRST_PAUSE;
            loop {
                let seen = self.look(awaited).await?;
                if seen.obstacle.is_none() {
                    return Ok(seen.table);
                }
                last = seen.obstacle;
                let half = pause / 2;
                let jittered = half + half.mul_f64(self.control.db.jitter());
                self.clock.sleep(jittered).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        };
        let outcome = self.clock.within(left, polling).await;
        outcome.unwrap_or_else(|| {
            let schema = &self.control.schema;
            Err(TimeoutError::new(schema, awaited, self.deadline, last).into())
        })
    }

    async fn look(&self, awaited: Awaited) -> Result<Seen, Error> {
        if awaited == Awaited::Recovery {
            let done = self.control.enable_recovery().await?;
            return Ok(Seen {
                table: None,
                obstacle: (!done).then(|| "its backups were not prepared".to_owned()),
            });
        }
        let table = self.control.describe().await?;
        let obstacle = match (&table, awaited) {
            (None, Awaited::Deleted) => None,
            // What was created a moment ago may not be told yet.
            (None, _) => Some("it was not there".to_owned()),
            (Some(table), Awaited::Deleted) => Some(status(table)),
            (Some(table), _) => unready(&self.control.schema, table),
        };
        Ok(Seen { table, obstacle })
    }
}

/// What keeps a table or an index of the model from being used.
fn unready(schema: &TableSchema, table: &TableDescription) -> Option<String> {
    if table.table_status() != Some(&TableStatus::Active) {
        return Some(status(table));
    }
    let index = table.global_secondary_indexes().iter().find(|index| {
        let known = |name| {
            schema
                .all_indexes()
                .into_iter()
                .any(|index| index.name == name)
        };
        let passing = matches!(
            index.index_status(),
            Some(IndexStatus::Creating | IndexStatus::Deleting)
        );
        passing && index.index_name().is_some_and(known)
    })?;
    let status = index.index_status().map_or("nothing", IndexStatus::as_str);
    let name = index.index_name().unwrap_or_default();
    Some(format!("its index `{name}` was `{status}`"))
}

fn status(table: &TableDescription) -> String {
    match table.table_status() {
        Some(status) => format!("it was `{status}`"),
        None => "its status was not told".to_owned(),
    }
}
