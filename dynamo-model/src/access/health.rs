//! How the credentials of each identity are.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime},
};

use super::{error::AccessError, refresh::EntryHealth};

/// The state of one identity's credentials. Holds no secret.
#[derive(Debug, Clone)]
pub struct IdentityHealth(EntryHealth);

impl IdentityHealth {
    pub(crate) fn new(health: EntryHealth) -> Self {
        Self(health)
    }

    /// The identity in words, such as ``role `arn:…` (session `s`) over profile `hub` ``.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.0.label
    }

    /// Whether a request could be signed right now.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.0.usable
    }

    /// When the credentials in use expire; none for those that don't, and where there are none yet.
    #[must_use]
    pub fn valid_until(&self) -> Option<SystemTime> {
        self.0.valid_until
    }

    /// Why the last refresh failed; none once one has succeeded.
    #[must_use]
    pub fn last_error(&self) -> Option<&AccessError> {
        self.0.last_error.as_ref()
    }

    /// How long until the next refresh or try; none where nothing is to be renewed.
    #[must_use]
    pub fn next_refresh_in(&self) -> Option<Duration> {
        self.0.next_refresh_in
    }

    /// Whether `expiration` had to be lowered to the hour that STS allows a role over a session.
    #[must_use]
    pub fn is_expiration_lowered(&self) -> bool {
        self.0.expiration_lowered
    }

    pub(crate) fn label(&self) -> &Arc<str> {
        &self.0.label
    }
}

impl fmt::Display for IdentityHealth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = if self.is_usable() {
            "usable"
        } else {
            "no credentials"
        };
        write!(f, "{}: {state}", self.identity())?;
        if let Some(wait) = self.next_refresh_in() {
            write!(f, ", next refresh in {} s", wait.as_secs())?;
        }
        if self.is_expiration_lowered() {
            f.write_str(", sessions of one hour because the base is a session")?;
        }
        match self.last_error() {
            Some(error) => write!(f, ", last error: {error}"),
            None => Ok(()),
        }
    }
}
