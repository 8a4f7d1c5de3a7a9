//! What goes wrong with a table that is neither DynamoDB's refusal nor an error of access.

use std::{error::Error as StdError, fmt, time::Duration};

use super::{Drift, TableSchema, wait::Awaited};
use crate::Error;

/// A table that was not as it was waited for when the deadline passed. What has been begun at AWS goes on;
/// [`ensure_table`](crate::DynamoModel::ensure_table) takes it up again.
#[derive(Debug)]
pub struct TimeoutError {
    model: &'static str,
    table: String,
    awaited: Awaited,
    deadline: Duration,
    last: Option<String>,
}

impl TimeoutError {
    pub(super) fn new(
        schema: &TableSchema,
        awaited: Awaited,
        deadline: Duration,
        last: Option<String>,
    ) -> Self {
        Self {
            model: schema.model(),
            table: schema.name.clone(),
            awaited,
            deadline,
            last,
        }
    }

    /// The model whose table it is.
    #[must_use]
    pub fn model(&self) -> &'static str {
        self.model
    }

    /// The table's name or ARN.
    #[must_use]
    pub fn table_name(&self) -> &str {
        &self.table
    }

    /// How long was waited in all.
    #[must_use]
    pub fn deadline(&self) -> Duration {
        self.deadline
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { model, table, .. } = self;
        write!(
            f,
            "`{model}`: waited {:?} for the table `{table}` {}",
            self.deadline,
            self.awaited.words()
        )?;
        match &self.last {
            Some(last) => write!(f, "; {last} when last seen"),
            None => f.write_str("; there was no answer"),
        }
    }
}

impl StdError for TimeoutError {}

impl From<TimeoutError> for Error {
    fn from(error: TimeoutError) -> Self {
        Self::Timeout(Box::new(error))
    }
}

/// A table that the model can't use as it is, and that can't be made to fit without deleting something.
#[derive(Debug)]
pub struct MismatchError {
    model: &'static str,
    table: String,
    drifts: Vec<Drift>,
}

impl MismatchError {
    pub(super) fn new(schema: &TableSchema, drifts: Vec<Drift>) -> Self {
        Self {
            model: schema.model(),
            table: schema.name.clone(),
            drifts,
        }
    }

    /// The model whose table it is.
    #[must_use]
    pub fn model(&self) -> &'static str {
        self.model
    }

    /// The table's name or ARN.
    #[must_use]
    pub fn table_name(&self) -> &str {
        &self.table
    }

    /// What does not fit.
    #[must_use]
    pub fn drifts(&self) -> &[Drift] {
        &self.drifts
    }
}

impl fmt::Display for MismatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { model, table, .. } = self;
        write!(
            f,
            "`{model}`: the table `{table}` does not fit, and is left as it is"
        )?;
        for drift in &self.drifts {
            write!(f, "; {drift}")?;
        }
        Ok(())
    }
}

impl StdError for MismatchError {}

impl From<MismatchError> for Error {
    fn from(error: MismatchError) -> Self {
        Self::Mismatch(Box::new(error))
    }
}
