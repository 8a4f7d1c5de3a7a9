//! [`Dynamo`]: the handle through which models reach DynamoDB.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime},
};

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_dynamodb::Client;
use aws_smithy_async::{rt::sleep::AsyncSleep, time::TimeSource};
use aws_types::SdkConfig;
use dynamo_model_core::options::AccessOption;

use super::{
    AwsAccess, SharedClock,
    builder::{ALL_TYPES, DynamoBuilder, checked, wrong},
    clients,
    derived::{Derived, DerivedCache},
    error::AccessError,
    explain::{Candidate, Explanation},
    health::IdentityHealth,
    identity::Fingerprint,
    layers::{Change, Configured, Origin, Resolver},
    model_ref::ModelRef,
    options::Access,
    refresh::World,
    registry::{Material, Opened, Registries, Registry},
    scope::SessionScope,
    warm_up::{self, ModelSet},
};
use crate::{DynamoModel, table};

/// The way to DynamoDB: one base configuration, one pool of connections, one registry of credentials.
///
/// A cheap clone. Everything is made when first needed: building a `Dynamo` sends nothing.
///
/// ```no_run
/// # async fn f() -> Result<(), dynamo_model::access::AccessError> {
/// use dynamo_model::Dynamo;
///
/// let db = Dynamo::from_env().await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Dynamo {
    root: Arc<Root>,
    derived: Option<Arc<Derived>>,
}

/// What a `Dynamo` and all handles derived from it share.
#[derive(Debug)]
pub(crate) struct Root {
    pub(crate) configured: Configured,
    pub(crate) environment: Option<SharedCredentialsProvider>,
    pub(crate) world: World,
    pub(crate) registry: Registry,
    pub(crate) derived: DerivedCache,
}

impl Dynamo {
    pub(crate) fn new(root: Root) -> Self {
        Self {
            root: Arc::new(root),
            derived: None,
        }
    }

    /// Uses the ordinary AWS configuration: environment variables, profiles, SSO, containers, instance metadata.
    ///
    /// # Errors
    ///
    /// None today; half a key pair in the environment is told by the first model that needs it.
    pub async fn from_env() -> Result<Self, AccessError> {
        Self::builder().build().await
    }

    /// Uses an AWS configuration that you have. An endpoint set on it in code is taken for both DynamoDB and STS, as
    /// the SDK does.
    #[must_use]
    pub fn from_sdk_config(config: &SdkConfig) -> Self {
        DynamoBuilder::of_config(config)
    }

    /// Configures overrides, defaults and hooks.
    ///
    /// ```no_run
    /// # async fn f() -> Result<(), dynamo_model::access::AccessError> {
    /// use dynamo_model::{Dynamo, access::Access};
    ///
    /// let db = Dynamo::builder()
    ///     .default_access(Access::new().region("eu-west-1"))
    ///     .build()
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn builder() -> DynamoBuilder {
        DynamoBuilder::default()
    }

    /// Uses a local server, such as DynamoDB Local. Every model signs with one dummy identity; no role is assumed, and
    /// no region is needed.
    ///
    /// # Errors
    ///
    /// The URL is not an `http` or `https` URL.
    pub fn local(endpoint_url: &str) -> Result<Self, AccessError> {
        Self::builder().local(endpoint_url).build_with_config()
    }

    /// A handle with other options for every model, for a call or a few: the most specific layer of all. It shares
    /// connections and credentials with this handle wherever they are the same.
    ///
    /// # Errors
    ///
    /// Options that are wrong or don't go together.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "options are built on the spot, and given away like everywhere else"
    )]
    pub fn with(&self, access: Access) -> Result<Self, AccessError> {
        let mut fingerprint = Fingerprint::default();
        fingerprint.text("with");
        access.0.fingerprint(&mut fingerprint);
        let layer = Arc::new(checked(Origin::Call, ALL_TYPES, &access)?);
        Ok(self.derive(fingerprint, || Change::With(layer)))
    }

    /// A handle whose models of access `A` use a session of their own, narrowed by tags and policies: one tenant's.
    /// Handles of equal scopes share the session, which is remembered for a while; see
    /// [`DynamoBuilder::max_derived_handles`].
    ///
    /// Scopes of a scoped handle add up: the name is the last one's, tags and policy ARNs are those of all, and a tag or
    /// a policy twice is an error. To go from one tenant to another, scope the handle that both come from.
    ///
    /// # Errors
    ///
    /// The scope is wrong by itself, or together with what `A` states, or `A` assumes no role.
    pub fn scoped<A: AwsAccess>(&self, scope: SessionScope) -> Result<Self, AccessError> {
        let spec = A::ACCESS;
        let problems = scope.check();
        if !problems.is_empty() {
            return Err(wrong(Origin::Scope, spec.type_name, problems));
        }
        let mut fingerprint = Fingerprint::default();
        let type_id = spec.type_id;
        // A type's id is stable within the process, which is as long as the key lives.
        fingerprint.text("scope").text(&format!("{type_id:?}"));
        scope.fingerprint(&mut fingerprint);
        let handle = self.derive(fingerprint, || Change::Scope { type_id, scope });
        handle.resolver(|resolver| resolver.resolve(spec))?;
        Ok(handle)
    }

    /// What signs for a model, with every option's value, where it came from, and who lost. Sends nothing.
    ///
    /// # Errors
    ///
    /// Options that are wrong, missing or don't go together.
    pub fn explain<M: DynamoModel>(&self) -> Result<Explanation, AccessError> {
        let model = ModelRef::of::<M>();
        let mut explanation = self
            .resolver(|resolver| resolver.explain(model.name, model.access))
            .map_err(|error| model.refused(self, error))?;
        let opened = self.registry().opened(model.access.type_id);
        if opened.is_some_and(|opened| opened.provider.entry.health().expiration_lowered) {
            explanation.expiration_lowered();
        }
        let (table, origin) = table::name::resolve(self, std::any::type_name::<M>(), M::TABLE)?;
        explanation.add(AccessOption::TableName, Candidate::new(origin, table), true);
        Ok(explanation)
    }

    /// A model's credentials for other services of AWS: cached, renewed and shared like for DynamoDB itself. Give it to
    /// a client together with `IdentityCache::no_cache()`, so that nothing caches it a second time.
    ///
    /// # Errors
    ///
    /// Options that are wrong, missing or don't go together. What STS says comes when credentials are asked for.
    pub fn credentials_for<M: DynamoModel>(
        &self,
    ) -> Result<SharedCredentialsProvider, AccessError> {
        let model = ModelRef::of::<M>();
        let opened = self.open(model)?;
        opened.provider.remember(model.name);
        Ok(SharedCredentialsProvider::new(opened.provider))
    }

    /// Gets the credentials of these models and opens a connection to each host, all at once: for the start of a
    /// service or a Lambda function.
    ///
    /// # Errors
    ///
    /// The first error of any model's credentials. A connection that can't be opened is no error.
    pub async fn warm_up<S: ModelSet>(&self) -> Result<(), AccessError> {
        let mut tasks = Vec::new();
        let runtime = super::refresh::runtime()?;
        let greeted = warm_up::Greeted::default();
        for model in S::members() {
            let opened = self.open(model)?;
            let greeted = greeted.clone();
            tasks.push(runtime.spawn(async move {
                opened.provider.credentials_for(model.name).await?;
                warm_up::connect(opened.client, greeted).await;
                Ok(())
            }));
        }
        let mut first = Ok(());
        for task in tasks {
            // A task only fails to join when the runtime shuts down, and this one with it.
            let warmed = task.await.unwrap_or(Ok(()));
            first = first.and(warmed);
        }
        first
    }

    /// How the credentials of every identity in use are.
    #[must_use]
    pub fn health(&self) -> Vec<IdentityHealth> {
        let mut entries = self.root.registry.entries();
        for derived in self.root.derived.handles() {
            entries.extend(derived.registry.entries());
        }
        let mut health: Vec<_> = entries
            .iter()
            .map(|entry| IdentityHealth::new(entry.health()))
            .collect();
        health.sort_by(|a, b| a.label().cmp(b.label()));
        health
    }

    /// The table that code puts in the place of what a model states.
    pub(crate) fn table_override(&self, model_type: &str) -> Option<&str> {
        let tables = &self.root.configured.tables;
        tables.get(model_type).map(|name| &**name)
    }

    /// A variable of the environment that this handle was given.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        self.root.configured.environment.read(name)
    }

    /// The clock of this handle.
    pub(crate) fn clock(&self) -> SharedClock {
        self.root.world.clock.clone()
    }

    /// The time by the clock of this handle.
    pub(crate) fn now(&self) -> SystemTime {
        self.root.world.clock.now()
    }

    /// A number in 0..1, by the chance of this handle.
    pub(crate) fn jitter(&self) -> f64 {
        self.root.world.jitter()
    }

    /// Waits by the clock of this handle: `delay`, less up to half of it by chance, so that those who were refused
    /// together do not come back together.
    pub(crate) async fn jittered_sleep(&self, delay: Duration) {
        let delay = delay.mul_f64(1.0 - self.jitter() / 2.0);
        self.root.world.clock.sleep(delay).await;
    }

    /// The client of a model, once its credentials are at hand.
    pub(crate) async fn client(&self, model: ModelRef) -> Result<Client, AccessError> {
        let opened = self.open(model)?;
        opened.provider.credentials_for(model.name).await?;
        Ok(opened.client)
    }

    /// Whether items are to go without the SDK's maps, as far as a client lets them.
    pub(crate) fn prefers_bytes(&self) -> bool {
        !self.root.configured.mapped
    }

    /// Whether items go to and from this client without the SDK's maps.
    pub(crate) fn uses_bytes(&self, client: &Client) -> bool {
        self.prefers_bytes() && clients::is_unobserved(client)
    }

    /// The client and credentials of a model's access type, made when first asked for.
    fn open(&self, model: ModelRef) -> Result<Opened, AccessError> {
        let spec = model.access;
        let (root, own) = (&*self.root, self.registry());
        if let Some(opened) = own.opened(spec.type_id) {
            return Ok(opened);
        }
        let resolved = self
            .resolver(|resolver| resolver.resolve(spec))
            .map_err(|error| model.refused(self, error))?;
        let registries = Registries {
            root: &root.registry,
            own,
            material: Material {
                sdk_config: &root.configured.sdk_config,
                environment: root.environment.as_ref(),
                world: &root.world,
            },
        };
        Ok(registries.open(spec.type_id, &resolved))
    }

    /// What this handle has made so far.
    fn registry(&self) -> &Registry {
        match &self.derived {
            Some(derived) => &derived.registry,
            None => &self.root.registry,
        }
    }

    fn resolver<T>(&self, ask: impl FnOnce(Resolver<'_>) -> T) -> T {
        let changes = match &self.derived {
            Some(derived) => derived.changes(),
            None => Vec::new(),
        };
        ask(Resolver {
            configured: &self.root.configured,
            changes: &changes,
        })
    }

    fn derive(&self, fingerprint: Fingerprint, change: impl FnOnce() -> Change) -> Self {
        let parent = self.derived.as_ref();
        Self {
            root: Arc::clone(&self.root),
            derived: Some(self.root.derived.get_or_make(parent, fingerprint, change)),
        }
    }
}

/// Tells how many identities are in use, and nothing of them.
impl fmt::Debug for Dynamo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dynamo")
            .field("identities", &self.root.registry.entries().len())
            .field("derived", &self.derived.is_some())
            .finish_non_exhaustive()
    }
}
