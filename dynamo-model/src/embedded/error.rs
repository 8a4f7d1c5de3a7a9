//! Why an embedded database could not be opened or swept. What a request got wrong is DynamoDB's answer, not this.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use dynoxide::DynoxideError;

type Cause = Box<dyn Error + Send + Sync + 'static>;

/// An embedded database could not be opened, created or swept; [`source`](Error::source) is the reason.
#[derive(Debug)]
#[non_exhaustive]
pub struct EmbeddedError {
    what: What,
    cause: Option<Cause>,
}

#[derive(Debug)]
enum What {
    NoMemory,
    UnusablePath(PathBuf),
    PathNotUtf8(PathBuf),
    NotOpened(PathBuf),
    NotSwept,
}

impl EmbeddedError {
    pub(super) fn no_memory(cause: DynoxideError) -> Self {
        Self::new(What::NoMemory, Some(innermost(cause)))
    }

    pub(super) fn unusable_path(path: &Path, cause: io::Error) -> Self {
        Self::new(What::UnusablePath(path.to_owned()), Some(Box::new(cause)))
    }

    pub(super) fn path_not_utf8(path: &Path) -> Self {
        Self::new(What::PathNotUtf8(path.to_owned()), None)
    }

    pub(super) fn not_opened(path: &Path, cause: DynoxideError) -> Self {
        Self::new(What::NotOpened(path.to_owned()), Some(innermost(cause)))
    }

    pub(super) fn not_swept(cause: DynoxideError) -> Self {
        Self::new(What::NotSwept, Some(innermost(cause)))
    }

    fn new(what: What, cause: Option<Cause>) -> Self {
        Self { what, cause }
    }

    /// The path that was asked for, if the error is about one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.what {
            What::UnusablePath(path) | What::PathNotUtf8(path) | What::NotOpened(path) => {
                Some(path)
            }
            What::NoMemory | What::NotSwept => None,
        }
    }
}

/// The database's wrapper prints SQLite's text and hands the same error out as its source: take the source alone,
/// so that a chain of causes says it once.
fn innermost(cause: DynoxideError) -> Cause {
    match cause {
        DynoxideError::SqliteError(sqlite) => Box::new(sqlite),
        other => Box::new(other),
    }
}

impl fmt::Display for EmbeddedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::NoMemory => f.write_str("an embedded database could not be made in memory"),
            What::UnusablePath(path) => {
                write!(f, "`{}` cannot name an embedded database", path.display())
            }
            What::PathNotUtf8(path) => {
                let path = path.display();
                write!(
                    f,
                    "the path of an embedded database must be UTF-8, but `{path}` is not"
                )
            }
            What::NotOpened(path) => {
                write!(
                    f,
                    "the embedded database at `{}` could not be opened",
                    path.display()
                )
            }
            What::NotSwept => {
                f.write_str("expired items could not be deleted from the embedded database")
            }
        }
    }
}

impl Error for EmbeddedError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}
