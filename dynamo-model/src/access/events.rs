//! What the library tells the outside of credentials: `tracing` events and a hook for metrics. Both speak of
//! identities by their labels and never hold a secret.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::{Duration, SystemTime},
};

use super::error::AccessError;

/// Something that happened to an identity's credentials.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum AccessEvent<'a> {
    /// A refresh began.
    RefreshStarted,
    /// New credentials are in use.
    Refreshed {
        /// How long the refresh took.
        took: Duration,
        /// When the new credentials expire; none for those that don't.
        valid_until: Option<SystemTime>,
    },
    /// A refresh failed; credentials that are still valid stay in use.
    RefreshFailed {
        /// Why.
        error: &'a AccessError,
        /// How soon a request tries again. While there are none, the next try may come later.
        next_try_in: Duration,
    },
    /// A service rejected credentials ahead of their expiry.
    Rejected {
        /// The service's error code.
        code: &'a str,
    },
    /// `expiration` was lowered to an hour, because the base turned out to be a session.
    ExpirationLowered,
}

/// A hook for metrics. A role and its base are two identities, so it hears of both when the base fails.
///
/// Called on the task that refreshes: return quickly and don't block. If it panics, that event is lost to it and nothing
/// else.
///
/// ```
/// use dynamo_model::access::{AccessEvent, AccessObserver};
///
/// #[derive(Debug)]
/// struct Metrics;
///
/// impl AccessObserver for Metrics {
///     fn event(&self, identity: &str, event: &AccessEvent<'_>) {
///         if let AccessEvent::RefreshFailed { error, .. } = event {
///             eprintln!("{identity}: {error}");
///         }
///     }
/// }
/// ```
pub trait AccessObserver: fmt::Debug + Send + Sync + 'static {
    /// Called for each event. `identity` is the label that [`health`](crate::Dynamo::health) shows, too.
    fn event(&self, identity: &str, event: &AccessEvent<'_>);
}

/// The hooks of one `Dynamo`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Observers(pub(crate) Arc<[Arc<dyn AccessObserver>]>);

impl Observers {
    pub(crate) fn tell(&self, identity: &str, event: &AccessEvent<'_>) {
        match event {
            AccessEvent::RefreshStarted => tracing::debug!(identity, "refreshing credentials"),
            AccessEvent::Refreshed { took, .. } => {
                tracing::info!(identity, ?took, "credentials refreshed");
            }
            AccessEvent::RefreshFailed { error, next_try_in } => {
                tracing::warn!(identity, %error, ?next_try_in, "credentials not refreshed");
            }
            AccessEvent::Rejected { code } => {
                tracing::warn!(identity, code, "credentials rejected ahead of their expiry");
            }
            AccessEvent::ExpirationLowered => tracing::warn!(
                identity,
                "the base is a session, so STS allows the role one hour at most; 3600 s are requested"
            ),
        }
        for observer in self.0.iter() {
            // What it says of itself is told by the panic hook. Nobody's credentials depend on it.
            let _ = catch_unwind(AssertUnwindSafe(|| observer.event(identity, event)));
        }
    }
}
