//! What a request gets its credentials from: the engine, or something in its place.

use std::{future::Future, pin::Pin};

use aws_credential_types::Credentials;
use dynamo_model::access::Engine;

pub type Answer<'a> = Pin<Box<dyn Future<Output = Result<Credentials, String>> + Send + 'a>>;

/// One tenant's identity.
pub trait Signer: Send + Sync {
    /// Credentials without waiting, where there are any.
    fn ready(&self) -> Option<Credentials>;
    /// Credentials, waiting for them.
    fn credentials(&self) -> Answer<'_>;
    /// A service rejected what a key signed; whether to try again.
    fn reject(&self, key_id: &str, code: &str) -> bool;
}

impl Signer for Engine {
    fn ready(&self) -> Option<Credentials> {
        Engine::ready(self)
    }

    fn credentials(&self) -> Answer<'_> {
        Box::pin(async {
            Engine::credentials(self)
                .await
                .map_err(|error| error.to_string())
        })
    }

    fn reject(&self, key_id: &str, code: &str) -> bool {
        Engine::reject(self, key_id, code)
    }
}
