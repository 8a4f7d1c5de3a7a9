//! One thing in which a table differs from its model, in words. How it is found is in `compare`.

use std::fmt;

/// One thing that is not as the model says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    aspect: Aspect,
    expected: String,
    found: Option<String>,
}

/// What about a table may differ from its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Aspect {
    /// Whether there is a table.
    Table,
    /// Its partition key and sort key.
    Key,
    /// A secondary index of this name.
    Index(&'static str),
    /// The attribute that tells when an item expires.
    TimeToLive,
    /// `billing_mode`
    BillingMode,
    /// `read_capacity_units`
    ReadCapacityUnits,
    /// `write_capacity_units`
    WriteCapacityUnits,
    /// `stream_view_type`
    StreamViewType,
    /// `table_class`
    TableClass,
    /// `deletion_protection`
    DeletionProtection,
    /// `point_in_time_recovery`
    PointInTimeRecovery,
    /// The tag of this key, of `resource_tags(..)`.
    ResourceTag(&'static str),
}

impl Drift {
    pub(super) fn new(aspect: Aspect, expected: String, found: Option<String>) -> Self {
        Self {
            aspect,
            expected,
            found,
        }
    }

    /// A drift, if the two are not the same.
    pub(super) fn of(aspect: Aspect, expected: String, found: Option<String>) -> Option<Self> {
        let differs = found.as_ref() != Some(&expected);
        differs.then(|| Self::new(aspect, expected, found))
    }

    /// What it is about.
    #[must_use]
    pub fn aspect(&self) -> Aspect {
        self.aspect
    }

    /// What the model says, in words.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What is there, in words; none if there is nothing, or it is turned off.
    #[must_use]
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            aspect, expected, ..
        } = self;
        write!(f, "{aspect}: must be {expected}, but ")?;
        match &self.found {
            Some(found) => write!(f, "is {found}"),
            None => f.write_str("there is none"),
        }
    }
}

impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Table => "table",
            Self::Key => "key",
            Self::Index(name) => return write!(f, "index `{name}`"),
            Self::TimeToLive => "time to live",
            Self::BillingMode => "`billing_mode`",
            Self::ReadCapacityUnits => "`read_capacity_units`",
            Self::WriteCapacityUnits => "`write_capacity_units`",
            Self::StreamViewType => "`stream_view_type`",
            Self::TableClass => "`table_class`",
            Self::DeletionProtection => "`deletion_protection`",
            Self::PointInTimeRecovery => "`point_in_time_recovery`",
            Self::ResourceTag(key) => return write!(f, "tag `{key}`"),
        })
    }
}
