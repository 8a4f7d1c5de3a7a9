//! Where an entry's credentials come from, and what it takes from there.

use std::{fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use aws_credential_types::Credentials;

use crate::access::error::AccessError;

pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Something that issues credentials when asked. It neither caches nor schedules.
pub(crate) trait Source: fmt::Debug + Send + Sync {
    /// Asks once.
    fn fetch(&self) -> BoxFuture<'_, Result<Issued, AccessError>>;

    /// The error for an answer that did not come within `limit`.
    fn silent(&self, limit: Duration) -> AccessError;

    /// The error for an answer that can't be used: expired on arrival, or the refused credentials once more.
    fn unusable(&self, issued: Unusable) -> AccessError;

    /// A service rejected credentials from here, and this source only hands on what another entry holds: whether that
    /// one has others, or will. None: this is where they are issued.
    fn rejected(&self, _key_id: &str, _code: &str) -> Option<bool> {
        None
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unusable {
    Expired,
    Repeated,
}

/// Credentials fresh from their source.
#[derive(Debug, Clone)]
pub(crate) struct Issued {
    pub(crate) credentials: Credentials,
    /// How long they are good for from now on; none for ever.
    pub(crate) lifetime: Option<Duration>,
    /// Whether `expiration` had to be lowered to what STS allows a session.
    pub(crate) expiration_lowered: bool,
}

/// What tells one set of credentials from another. The key alone does not: a session is refreshed under the same key
/// by some sources.
pub(super) fn same(a: &Credentials, b: &Credentials) -> bool {
    a.access_key_id() == b.access_key_id() && a.session_token() == b.session_token()
}

/// The provider's name from the credentials' `Debug` text: for people, never for decisions.
pub(crate) fn provider_label(credentials: &Credentials) -> Option<Arc<str>> {
    let text = format!("{credentials:?}");
    let rest = text.split_once("provider_name: \"")?.1;
    Some(rest.split_once('"')?.0.into())
}
