//! Entries as the SDK sees them: a `ProvideCredentials` for its clients, and what they have in place of a cache.

use std::sync::{Arc, Mutex, PoisonError};

use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, SharedCredentialsProvider, error::CredentialsError, future},
};

use aws_smithy_runtime_api::client::{
    identity::{
        IdentityCachePartition, IdentityFuture, ResolveCachedIdentity, ResolveIdentity,
        SharedIdentityResolver,
    },
    runtime_components::RuntimeComponents,
};
use aws_smithy_types::config_bag::ConfigBag;

use super::{error::AccessError, refresh::Entry};

/// An entry's credentials as they are.
#[derive(Debug)]
pub(crate) struct EntryProvider(Arc<Entry>);

impl EntryProvider {
    pub(crate) fn shared(entry: &Arc<Entry>) -> SharedCredentialsProvider {
        SharedCredentialsProvider::new(Self(Arc::clone(entry)))
    }
}

impl ProvideCredentials for EntryProvider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        match self.0.ready() {
            Some(credentials) => future::ProvideCredentials::ready(Ok(credentials)),
            None => future::ProvideCredentials::new(async {
                self.0.credentials().await.map_err(into_sdk_error)
            }),
        }
    }
}

/// An entry's credentials for the models that share it.
#[derive(Debug, Clone)]
pub(crate) struct ModelProvider {
    pub(crate) entry: Arc<Entry>,
    /// Those that have asked for it so far: an error names them.
    pub(crate) models: Arc<Mutex<Vec<&'static str>>>,
}

impl ModelProvider {
    /// Errors of requests to come name `model`, too.
    pub(crate) fn remember(&self, model: &'static str) {
        let mut models = self.models.lock().unwrap_or_else(PoisonError::into_inner);
        if !models.contains(&model) {
            models.push(model);
        }
    }

    /// Credentials, or an error that names `model`.
    pub(crate) async fn credentials_for(
        &self,
        model: &'static str,
    ) -> Result<Credentials, AccessError> {
        self.remember(model);
        if let Some(credentials) = self.entry.ready() {
            return Ok(credentials);
        }
        // Boxed, or the future of every caller would be kilobytes larger for the sake of its first await.
        Box::pin(self.entry.credentials())
            .await
            .map_err(|error| error.of_models([model]))
    }
}

impl ProvideCredentials for ModelProvider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        match self.entry.ready() {
            Some(credentials) => future::ProvideCredentials::ready(Ok(credentials)),
            None => future::ProvideCredentials::new(async {
                self.entry.credentials().await.map_err(|error| {
                    let models = self.models.lock().unwrap_or_else(PoisonError::into_inner);
                    into_sdk_error(error.of_models(models.clone()))
                })
            }),
        }
    }
}

/// Stands where the SDK has its cache of identities, and keeps none itself: the entry does. The SDK's own drops
/// credentials that are still valid, and lets requests wait for a refresh.
#[derive(Debug)]
pub(crate) struct EntryIdentities {
    provider: ModelProvider,
    partition: Option<IdentityCachePartition>,
}

impl EntryIdentities {
    /// What goes with `shared`, which a client was given for `provider`.
    pub(crate) fn new(provider: ModelProvider, shared: &SharedCredentialsProvider) -> Self {
        Self {
            provider,
            partition: shared.cache_partition(),
        }
    }
}

impl ResolveCachedIdentity for EntryIdentities {
    fn resolve_cached_identity<'a>(
        &'a self,
        resolver: SharedIdentityResolver,
        components: &'a RuntimeComponents,
        config: &'a ConfigBag,
    ) -> IdentityFuture<'a> {
        // A client that a user makes from ours has this, too, and perhaps a provider of its own.
        let ours = Some(resolver.cache_partition()) == self.partition;
        match ours.then(|| self.provider.entry.ready_identity()).flatten() {
            Some(identity) => IdentityFuture::ready(Ok(identity)),
            None => {
                IdentityFuture::new(
                    async move { resolver.resolve_identity(components, config).await },
                )
            }
        }
    }
}

/// The SDK's classes of credential errors, with ours as their cause.
fn into_sdk_error(error: AccessError) -> CredentialsError {
    match &error {
        AccessError::NoBaseCredentials(_) => CredentialsError::not_loaded(error),
        AccessError::Options(_) | AccessError::WrongAccount(_) | AccessError::NoRuntime(_) => {
            CredentialsError::invalid_configuration(error)
        }
        _ => CredentialsError::provider_error(error),
    }
}
