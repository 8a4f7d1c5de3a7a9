//! Entries as the SDK sees them: a `ProvideCredentials` for its clients, what they have in place of a cache, and the
//! check of `expected_account` that stands between an entry and whoever signs with it.

use std::sync::{Arc, Mutex, PoisonError};

use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, SharedCredentialsProvider, error::CredentialsError, future},
};

use aws_smithy_runtime_api::client::{
    identity::{
        Identity, IdentityCachePartition, IdentityFuture, ResolveCachedIdentity, ResolveIdentity,
        SharedIdentityResolver,
    },
    runtime_components::RuntimeComponents,
};
use aws_smithy_types::config_bag::ConfigBag;

use super::{
    error::{AccessError, AccountError},
    refresh::Entry,
    sts,
};

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

/// An entry's credentials for the models that share it, once they are known to be of the right account.
#[derive(Debug, Clone)]
pub(crate) struct ModelProvider {
    pub(crate) entry: Arc<Entry>,
    /// None: any account will do.
    pub(crate) expected_account: Option<Arc<ExpectedAccount>>,
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
        if let Some(credentials) = self.ready() {
            return Ok(credentials);
        }
        // Boxed, or the future of every caller would be kilobytes larger for the sake of its first await.
        Box::pin(self.checked())
            .await
            .map_err(|error| error.of_models([model]))
    }

    async fn checked(&self) -> Result<Credentials, AccessError> {
        let credentials = self.entry.credentials().await?;
        if let Some(account) = &self.expected_account {
            account.check(&self.entry, &credentials).await?;
        }
        Ok(credentials)
    }

    fn ready(&self) -> Option<Credentials> {
        let credentials = self.entry.ready()?;
        self.is_known_good(&credentials).then_some(credentials)
    }

    fn ready_identity(&self) -> Option<Identity> {
        let identity = self.entry.ready_identity()?;
        let credentials = identity.data::<Credentials>()?;
        self.is_known_good(credentials).then_some(identity)
    }

    fn is_known_good(&self, credentials: &Credentials) -> bool {
        let account = self.expected_account.as_ref();
        account.is_none_or(|account| account.is_known_good(credentials))
    }
}

impl ProvideCredentials for ModelProvider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        match self.ready() {
            Some(credentials) => future::ProvideCredentials::ready(Ok(credentials)),
            None => future::ProvideCredentials::new(async {
                self.checked().await.map_err(|error| {
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
        match ours.then(|| self.provider.ready_identity()).flatten() {
            Some(identity) => IdentityFuture::ready(Ok(identity)),
            None => {
                IdentityFuture::new(
                    async move { resolver.resolve_identity(components, config).await },
                )
            }
        }
    }
}

/// `expected_account`. STS names the account of a session when it issues it; of any other credentials it is asked,
/// once per key.
#[derive(Debug)]
pub(crate) struct ExpectedAccount {
    expected: Arc<str>,
    /// Whether the account that credentials bear was told by STS. Others bear what `AWS_ACCOUNT_ID` or a profile says.
    told_by_sts: bool,
    client: aws_sdk_sts::Client,
    /// The key last checked and what was found.
    checked: tokio::sync::Mutex<Option<(String, Option<Arc<str>>)>>,
    good_key: Mutex<Option<String>>,
}

impl ExpectedAccount {
    pub(crate) fn new(expected: &Arc<str>, told_by_sts: bool, client: aws_sdk_sts::Client) -> Self {
        Self {
            expected: Arc::clone(expected),
            told_by_sts,
            client,
            checked: tokio::sync::Mutex::default(),
            good_key: Mutex::default(),
        }
    }

    fn told<'a>(&self, credentials: &'a Credentials) -> Option<&'a str> {
        let account = credentials.account_id().filter(|_| self.told_by_sts)?;
        Some(account.as_str())
    }

    fn is_known_good(&self, credentials: &Credentials) -> bool {
        if let Some(account) = self.told(credentials) {
            return account == &*self.expected;
        }
        let good = self.good_key.lock().unwrap_or_else(PoisonError::into_inner);
        good.as_deref() == Some(credentials.access_key_id())
    }

    /// Asks STS where it has not told yet.
    pub(crate) async fn check(
        &self,
        entry: &Arc<Entry>,
        credentials: &Credentials,
    ) -> Result<(), AccessError> {
        if self.is_known_good(credentials) {
            return Ok(());
        }
        let found = match self.told(credentials) {
            Some(account) => Some(Arc::from(account)),
            None => self.ask(entry, credentials).await?,
        };
        if found.as_deref() == Some(&*self.expected) {
            *self.good_key.lock().unwrap_or_else(PoisonError::into_inner) =
                Some(credentials.access_key_id().to_owned());
            return Ok(());
        }
        Err(AccessError::WrongAccount(AccountError {
            models: [].into(),
            identity: Arc::clone(entry.label()),
            expected: Arc::clone(&self.expected),
            found,
        }))
    }

    /// One question for everybody who waits for its answer.
    async fn ask(
        &self,
        entry: &Arc<Entry>,
        credentials: &Credentials,
    ) -> Result<Option<Arc<str>>, AccessError> {
        let mut checked = self.checked.lock().await;
        if let Some((key, found)) = &*checked
            && key == credentials.access_key_id()
        {
            return Ok(found.clone());
        }
        let found = sts::caller_account(&self.client, entry).await?;
        *checked = Some((credentials.access_key_id().to_owned(), found.clone()));
        Ok(found)
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
