//! The control-plane requests about one table, signed as its model says. Each is sent once and waits for nothing;
//! who sends which and when is in the files of the operations.

use std::error::Error as StdError;

use aws_sdk_dynamodb::{
    Client,
    error::{BuildError, ProvideErrorMetadata, SdkError},
    operation::update_table::UpdateTableError,
    types::{
        BillingMode, GlobalSecondaryIndexUpdate, PointInTimeRecoverySpecification,
        PointInTimeRecoveryStatus, TableDescription, Tag, TimeToLiveDescription,
        TimeToLiveSpecification,
    },
};

use super::{TableSchema, schema::Capacity};
use crate::{Dynamo, Error, IndexSpec, kinds::Kinds, operation::call::Call};

/// Gives an operation on a table `IntoFuture` by its `run`, and what all of them have.
macro_rules! table_operation {
    ($operation:ident -> $output:ty) => {
        impl<M: $crate::kinds::Kinds> IntoFuture for $operation<M> {
            type Output = Result<$output, $crate::Error>;
            type IntoFuture = $crate::operation::Answer<'static, $output>;

            fn into_future(self) -> Self::IntoFuture {
                Box::pin(self.run())
            }
        }

        impl<M: $crate::kinds::Kinds> $operation<M> {
            /// Signs this otherwise: the most specific layer of options. Whoever may read items need not be one who
            /// may create tables.
            pub fn with(mut self, access: $crate::access::Access) -> Self {
                self.call = self.call.with(access);
                self
            }
        }

        impl<M: $crate::kinds::Kinds> std::fmt::Debug for $operation<M> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($operation))
                    .field("model", &M::TABLE.model())
                    .finish_non_exhaustive()
            }
        }
    };
}
pub(super) use table_operation;

/// One table, and who asks about it.
pub(super) struct Control {
    pub(super) db: Dynamo,
    pub(super) client: Client,
    pub(super) schema: TableSchema,
}

impl Control {
    pub(super) async fn open<M: Kinds>(call: Call) -> Result<Self, Error> {
        let db = call.handle()?;
        Ok(Self {
            schema: TableSchema::of::<M>(&db)?,
            client: M::client(&db).await?,
            db,
        })
    }

    /// The table as it is; none if there is none.
    pub(super) async fn describe(&self) -> Result<Option<TableDescription>, Error> {
        let request = self.client.describe_table().table_name(&self.schema.name);
        match request.send().await {
            Ok(answer) => Ok(answer.table),
            Err(error) => match self.failed("DescribeTable", error) {
                error if error.is_table_not_found() => Ok(None),
                error => Err(error),
            },
        }
    }

    pub(super) async fn create(&self) -> Result<TableDescription, Error> {
        let request = match self.schema.create_table_request() {
            Ok(request) => request.send_with(&self.client).await,
            Err(error) => Err(SdkError::construction_failure(error)),
        };
        let answer = request.map_err(|error| self.failed("CreateTable", error))?;
        Ok(answer.table_description.unwrap_or_else(nothing_told))
    }

    /// Adds a global index, with the capacity that the table has now.
    pub(super) async fn add_index(
        &self,
        index: &IndexSpec,
        table: &TableDescription,
    ) -> Result<TableDescription, Error> {
        let failed = |error| self.failed("UpdateTable", error);
        let incomplete =
            |error: BuildError| failed(SdkError::<UpdateTableError>::construction_failure(error));
        let create = self.schema.new_index(index, capacity(table));
        let update = GlobalSecondaryIndexUpdate::builder()
            .create(create.map_err(incomplete)?)
            .build();
        let definitions = self.schema.attribute_definitions().map_err(incomplete)?;
        let used = self.schema.index_key(index);
        let definitions = definitions.into_iter().filter(|definition| {
            used.iter()
                .any(|element| element.name == definition.attribute_name)
        });
        let request = self
            .client
            .update_table()
            .table_name(&self.schema.name)
            .set_attribute_definitions(Some(definitions.collect()))
            .global_secondary_index_updates(update);
        let answer = request.send().await.map_err(failed)?;
        Ok(answer.table_description.unwrap_or_else(nothing_told))
    }

    pub(super) async fn delete(&self) -> Result<(), Error> {
        let request = self.client.delete_table().table_name(&self.schema.name);
        let answer = request.send().await;
        answer
            .map(drop)
            .map_err(|error| self.failed("DeleteTable", error))
    }

    pub(super) async fn time_to_live(&self) -> Result<TimeToLiveDescription, Error> {
        let table = &self.schema.name;
        let request = self.client.describe_time_to_live().table_name(table);
        let answer = request.send().await;
        let answer = answer.map_err(|error| self.failed("DescribeTimeToLive", error))?;
        let told = answer.time_to_live_description;
        Ok(told.unwrap_or_else(|| TimeToLiveDescription::builder().build()))
    }

    pub(super) async fn enable_time_to_live(&self, attribute: &str) -> Result<(), Error> {
        let operation = "UpdateTimeToLive";
        let specification = TimeToLiveSpecification::builder()
            .enabled(true)
            .attribute_name(attribute)
            .build();
        let answer = match specification {
            Ok(specification) => {
                let request = self.client.update_time_to_live();
                let request = request.table_name(&self.schema.name);
                let request = request.time_to_live_specification(specification);
                request.send().await
            }
            Err(error) => Err(SdkError::construction_failure(error)),
        };
        answer
            .map(drop)
            .map_err(|error| self.failed(operation, error))
    }

    /// Whether the table can be restored; none where there are no backups to ask about, as on local servers.
    pub(super) async fn recovery(&self) -> Result<Option<bool>, Error> {
        let table = &self.schema.name;
        let request = self.client.describe_continuous_backups().table_name(table);
        let answer = match request.send().await {
            Ok(answer) => answer,
            Err(error) => {
                return match self.failed("DescribeContinuousBackups", error) {
                    error if error.code() == Some(UNKNOWN_OPERATION) => Ok(None),
                    error => Err(error),
                };
            }
        };
        let status = answer
            .continuous_backups_description
            .and_then(|backups| backups.point_in_time_recovery_description)
            .and_then(|recovery| recovery.point_in_time_recovery_status);
        Ok(Some(status == Some(PointInTimeRecoveryStatus::Enabled)))
    }

    /// Makes the table one that can be restored. False: not yet, because DynamoDB is still preparing backups of a new table.
    pub(super) async fn enable_recovery(&self) -> Result<bool, Error> {
        let operation = "UpdateContinuousBackups";
        let specification = PointInTimeRecoverySpecification::builder()
            .point_in_time_recovery_enabled(true)
            .build();
        let answer = match specification {
            Ok(specification) => {
                let request = self.client.update_continuous_backups();
                let request = request.table_name(&self.schema.name);
                let request = request.point_in_time_recovery_specification(specification);
                request.send().await
            }
            Err(error) => Err(SdkError::construction_failure(error)),
        };
        let Err(error) = answer else { return Ok(true) };
        match self.failed(operation, error) {
            error if error.code() == Some("ContinuousBackupsUnavailableException") => Ok(false),
            // A server without backups has nothing that could be restored; the table is as good as it can be there.
            error if error.code() == Some(UNKNOWN_OPERATION) => Ok(true),
            error => Err(error),
        }
    }

    pub(super) async fn tags(&self, table: &TableDescription) -> Result<Vec<Tag>, Error> {
        let request = self.client.list_tags_of_resource();
        let request = request.resource_arn(table.table_arn().unwrap_or(&self.schema.name));
        let (mut tags, mut token) = (Vec::new(), None);
        loop {
            let page = request.clone().set_next_token(token).send().await;
            let page = page.map_err(|error| self.failed("ListTagsOfResource", error))?;
            tags.extend(page.tags.unwrap_or_default());
            token = page.next_token;
            if token.is_none() {
                return Ok(tags);
            }
        }
    }

    fn failed<E>(&self, operation: &'static str, error: SdkError<E>) -> Error
    where
        E: StdError + ProvideErrorMetadata + Send + Sync + 'static,
        aws_sdk_dynamodb::Error: From<SdkError<E>>,
    {
        let table = Some(self.schema.name.clone());
        Error::of_request(self.schema.model(), operation, table, error)
    }
}

/// The capacity of a table, if it is provisioned. DynamoDB says nothing about the mode of a table that never had another
/// one (DynamoDB API reference, `TableDescription`, `BillingModeSummary`).
pub(super) fn capacity(table: &TableDescription) -> Option<Capacity> {
    if billing_mode(table) != BillingMode::Provisioned {
        return None;
    }
    let told = table.provisioned_throughput()?;
    let units = |units: Option<i64>| units.and_then(|units| units.try_into().ok());
    Some(Capacity {
        read: units(told.read_capacity_units)?,
        write: units(told.write_capacity_units)?,
    })
}

pub(super) fn billing_mode(table: &TableDescription) -> BillingMode {
    let summary = table.billing_mode_summary();
    let mode = summary.and_then(|summary| summary.billing_mode().cloned());
    mode.unwrap_or(BillingMode::Provisioned)
}

const UNKNOWN_OPERATION: &str = "UnknownOperationException";

/// A table that an answer does not describe is not known to be ready.
fn nothing_told() -> TableDescription {
    TableDescription::builder().build()
}
