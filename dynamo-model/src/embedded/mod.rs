//! A DynamoDB inside the process, behind the SDK's own HTTP client: no socket, no credentials, no STS.
//! Here: the handle a user holds. How a request is answered is in `connector`, by what in `operation`.
//! The database itself (expressions, limits, indexes, texts) is the `dynoxide-rs` crate on SQLite.

mod connector;
mod dynamo;
mod error;
mod operation;
mod refusal;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use aws_smithy_runtime_api::client::http::SharedHttpClient;
use dynoxide::Database;

use self::connector::InProcess;
pub use self::error::EmbeddedError;

/// An in-process DynamoDB for tests, examples and local work.
///
/// A clone is the same database; every call of [`memory`](Self::memory) is a new and empty one, so tests that run
/// in parallel cannot see each other. Give [`http_client`](Self::http_client) to an SDK configuration and the
/// ordinary client does the rest: requests are serialized, signed and answered as they are against AWS, with
/// DynamoDB's own error types and texts, only that nothing leaves the process.
///
/// What differs from AWS: signatures and credentials are not looked at; every region and account id is the same
/// database; nothing is throttled; a table is `ACTIVE` as soon as it is created; expired items stay until
/// [`delete_expired_items`](Self::delete_expired_items). Operations outside of tables, items, transactions,
/// PartiQL, tags, time to live and streams (backups, global tables, exports ...) are answered with
/// `UnknownOperationException`.
///
/// ```
/// use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
/// use dynamo_model::embedded::EmbeddedDatabase;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(async {
/// let database = EmbeddedDatabase::memory()?;
/// let client = aws_sdk_dynamodb::Client::from_conf(
///     aws_sdk_dynamodb::Config::builder()
///         .behavior_version(BehaviorVersion::latest())
///         .region(Region::new("eu-west-1"))
///         .credentials_provider(Credentials::new("embedded", "embedded", None, None, "embedded"))
///         .http_client(database.http_client())
///         .build(),
/// );
/// let tables = client.list_tables().send().await?;
/// assert!(tables.table_names().is_empty());
/// # Ok(())
/// # })
/// # }
/// ```
#[derive(Clone)]
pub struct EmbeddedDatabase {
    shared: Arc<Shared>,
}

/// What all clones of one handle have in common.
struct Shared {
    database: Database,
    /// The file, if there is one.
    file: Option<PathBuf>,
    /// Requests answered so far; makes the request ids.
    answered: AtomicU64,
}

impl EmbeddedDatabase {
    /// A new, empty database in memory. It is gone when the last clone (or client made from it) is dropped.
    ///
    /// # Errors
    ///
    /// When SQLite cannot give a database, which means: no memory.
    pub fn memory() -> Result<Self, EmbeddedError> {
        let database = Database::memory().map_err(EmbeddedError::no_memory)?;
        Ok(Self::new(database, None))
    }

    /// The database in the file at `path`, which is created if it is not there; its folder must exist.
    ///
    /// While it is open, SQLite keeps two more files beside it (`-wal`, `-shm`). Open a file once and clone the
    /// handle: of two handles on one file, neither learns that the other changed or deleted a table it has used.
    ///
    /// # Errors
    ///
    /// When `path` is empty or not UTF-8, the file cannot be opened or created, or is not such a database.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, EmbeddedError> {
        let path = path.as_ref();
        // SQLite gives "", ":memory:" and "file:..." a meaning of their own; an absolute path has none of them.
        let file =
            std::path::absolute(path).map_err(|cause| EmbeddedError::unusable_path(path, cause))?;
        let Some(name) = file.to_str() else {
            return Err(EmbeddedError::path_not_utf8(path));
        };
        let database =
            Database::new(name).map_err(|cause| EmbeddedError::not_opened(path, cause))?;
        Ok(Self::new(database, Some(file)))
    }

    fn new(database: Database, file: Option<PathBuf>) -> Self {
        let answered = AtomicU64::new(0);
        let shared = Shared {
            database,
            file,
            answered,
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// An HTTP client that answers every DynamoDB and DynamoDB Streams request from this database, whatever its
    /// endpoint, region and credentials. It works on every runtime and, as far as it goes, without one.
    ///
    /// With it, a handle takes all that a builder has to offer. It answers no STS, so keys sign for every model:
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, access::Access, embedded::EmbeddedDatabase};
    /// # async fn f() -> Result<(), Box<dyn std::error::Error>> {
    /// let db = Dynamo::builder()
    ///     .http_client(EmbeddedDatabase::memory()?.http_client())
    ///     .override_access(Access::keys("embedded", "embedded").region("eu-west-1"))
    ///     .direct_json(false)
    ///     .build()
    ///     .await?;
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn http_client(&self) -> SharedHttpClient {
        SharedHttpClient::new(InProcess::new(self.clone()))
    }

    /// Delete the items whose time to live has passed, in all tables that have it enabled, and say how many.
    ///
    /// AWS does so in the background, "within a few days"; here it happens when you call this, so that a test can
    /// tell before from after. Deletions show up in the table's stream as AWS's do. Blocks until done.
    ///
    /// # Errors
    ///
    /// When the database's file cannot be read or written.
    pub fn delete_expired_items(&self) -> Result<usize, EmbeddedError> {
        let database = &self.shared.database;
        database.sweep_ttl().map_err(EmbeddedError::not_swept)
    }
}

impl fmt::Debug for EmbeddedDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("EmbeddedDatabase");
        match &self.shared.file {
            Some(file) => debug.field("file", file),
            None => debug.field("memory", &Arc::as_ptr(&self.shared)),
        };
        debug.finish()
    }
}
