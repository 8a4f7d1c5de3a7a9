//! A [`Dynamo`] on an embedded database.

use aws_sdk_dynamodb::config::StalledStreamProtectionConfig;
use aws_types::SdkConfig;

use super::{EmbeddedDatabase, EmbeddedError};
use crate::{Dynamo, DynamoBuilder};

/// Shown where an endpoint is shown; nothing is ever sent there.
const ENDPOINT: &str = "http://embedded.invalid";

impl Dynamo {
    /// A DynamoDB of its own inside this process, empty and in memory. Every model signs with one dummy identity; no
    /// role is assumed, no region is needed, and nothing leaves the process.
    ///
    /// ```
    /// use dynamo_model::{Dynamo, prelude::*};
    ///
    /// #[derive(DynamoModel)]
    /// #[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw"))]
    /// struct Entry {
    ///     #[dynamo(partition_key)]
    ///     account: String,
    /// }
    ///
    /// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
    /// let db = Dynamo::embedded()?;
    /// let client = Entry::client(&db).await?;
    /// let tables = client.list_tables().send().await?;
    /// assert!(tables.table_names().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// There is no memory for a database.
    pub fn embedded() -> Result<Self, EmbeddedError> {
        EmbeddedDatabase::memory().map(|database| Self::on_embedded(&database))
    }

    /// The same on a database that is at hand: one in a file, or one that several handles share.
    #[must_use]
    pub fn on_embedded(database: &EmbeddedDatabase) -> Self {
        let config = SdkConfig::builder()
            .http_client(database.http_client())
            // There is no stream that could stall, and its watch needs a runtime with a timer.
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .build();
        DynamoBuilder::local_on(ENDPOINT, &config)
    }
}
