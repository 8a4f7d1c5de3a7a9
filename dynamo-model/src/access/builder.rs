//! How a [`Dynamo`] is configured.

use std::{any::TypeId, collections::HashMap, sync::Arc, sync::Mutex};

use aws_config::{BehaviorVersion, ConfigLoader};
use aws_smithy_async::{rt::sleep::SharedAsyncSleep, time::SharedTimeSource};
use aws_smithy_runtime_api::client::http::{HttpClient, SharedHttpClient};
use aws_types::{SdkConfig, region::Region};
use dynamo_model_core::{options::AccessOption, table_name};

use super::{
    AwsAccess,
    clock::SharedClock,
    derived::DerivedCache,
    dynamo::{Dynamo, Root},
    environment::Environment,
    error::{AccessError, OptionsError, Problem},
    events::{AccessObserver, Observers},
    layer::Layer,
    layers::{Configured, Local, Origin},
    options::Access,
    pool::PerRuntimeHttpClient,
    refresh::World,
    registry::Registry,
};
use crate::DynamoModel;

/// Scopes and overrides that are kept for another use, unless told otherwise.
const DERIVED_HANDLES: usize = 1_024;

/// Configures a [`Dynamo`]; see [`Dynamo::builder`].
#[derive(Debug, Default)]
#[must_use = "a builder does nothing until it is built"]
pub struct DynamoBuilder {
    sdk_config: Option<SdkConfig>,
    http_client: Option<SharedHttpClient>,
    overrides: HashMap<TypeId, (&'static str, Access)>,
    override_all: Option<Access>,
    defaults: Option<Access>,
    tables: HashMap<&'static str, String>,
    observers: Vec<Arc<dyn AccessObserver>>,
    environment: Environment,
    local: Option<Local>,
    mapped: bool,
    derived_handles: Option<usize>,
    clock: Option<SharedClock>,
    seed: Option<u64>,
}

/// The one place where the SDK's behaviour version is chosen.
fn behavior_version() -> BehaviorVersion {
    BehaviorVersion::v2026_01_12()
}

impl DynamoBuilder {
    /// The AWS configuration to start from, instead of the environment's.
    ///
    /// Its credentials provider becomes the base identity of every model that names no other. Whether that provider
    /// has found half a key pair somewhere and passed over it can't be seen from here; [`Dynamo::from_env`] looks.
    pub fn sdk_config(mut self, config: &SdkConfig) -> Self {
        self.sdk_config = Some(config.clone());
        self
    }

    /// The HTTP client for DynamoDB, STS and the credential providers of the AWS configuration.
    pub fn http_client(mut self, client: impl HttpClient + 'static) -> Self {
        self.http_client = Some(SharedHttpClient::new(client));
        self
    }

    /// Overrides the options of one access type: a model with access options, or a marker. It holds wherever that
    /// type is a base, too.
    pub fn access<A: AwsAccess>(mut self, access: Access) -> Self {
        let name = A::ACCESS.type_name;
        self.overrides.insert(TypeId::of::<A>(), (name, access));
        self
    }

    /// Overrides the options of every model, apart from types with an override of their own.
    pub fn override_access(mut self, access: Access) -> Self {
        self.override_all = Some(access);
        self
    }

    /// Options for models that don't state them.
    pub fn default_access(mut self, access: Access) -> Self {
        self.defaults = Some(access);
        self
    }

    /// Puts another table in the place of the one that a model states.
    pub fn table_name<M: DynamoModel>(mut self, table: impl Into<String>) -> Self {
        self.tables.insert(std::any::type_name::<M>(), table.into());
        self
    }

    /// Adds a hook for metrics.
    pub fn observer(mut self, observer: impl AccessObserver) -> Self {
        self.observers.push(Arc::new(observer));
        self
    }

    /// Where `env("NAME")` options are read, instead of the process environment. The AWS configuration itself is not
    /// read here; give it by [`sdk_config`](Self::sdk_config).
    pub fn environment(
        mut self,
        read: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.environment = Environment::new(read);
        self
    }

    /// How many derived handles ([`Dynamo::scoped`], [`Dynamo::with`]) are remembered with their credentials: 1,024
    /// unless told otherwise. Handles in use are never given up, so there may be more for a time.
    pub fn max_derived_handles(mut self, handles: usize) -> Self {
        self.derived_handles = Some(handles);
        self
    }

    /// Whether items are read from and written to the bytes of responses and requests, with none of the SDK's maps in
    /// between. They are, unless told otherwise; what an operation sends and answers is the same, and so are its errors.
    /// Values of expressions are the SDK's either way, and so is what an update changes.
    ///
    /// ```
    /// # use dynamo_model::{Dynamo, access::AccessError};
    /// # async fn f() -> Result<(), AccessError> {
    /// let db = Dynamo::builder().direct_json(false).build().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// Requests that leave for the SDK ([`into_sdk`](crate::operation::Get::into_sdk), [`DynamoModel::client`]) are
    /// ordinary ones either way.
    pub fn direct_json(mut self, direct: bool) -> Self {
        self.mapped = !direct;
        self
    }

    /// A clock of a test's own, for everything that happens in time: expiry, timers, signatures and timeouts.
    #[cfg(feature = "test-util")]
    pub fn clock(mut self, clock: impl super::Clock) -> Self {
        self.clock = Some(SharedClock::new(clock));
        self
    }

    /// Makes jitter repeatable.
    #[cfg(feature = "test-util")]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    pub(crate) fn local(mut self, endpoint_url: &str) -> Self {
        self.local = Some(Local {
            endpoint_url: endpoint_url.into(),
        });
        self
    }

    /// Reads the AWS configuration, unless one was given, and checks every option in code. Sends nothing by itself;
    /// the AWS configuration may ask instance metadata for a region if none is configured.
    ///
    /// # Errors
    ///
    /// Options that are wrong or don't go together, all of one layer at once.
    pub async fn build(self) -> Result<Dynamo, AccessError> {
        if self.sdk_config.is_some() || self.local.is_some() {
            return self.build_with_config();
        }
        let http_client = self
            .http_client
            .clone()
            .unwrap_or_else(|| SharedHttpClient::new(PerRuntimeHttpClient::default()));
        let mut loader: ConfigLoader =
            aws_config::defaults(behavior_version()).http_client(http_client);
        // A region in code spares the search for one, which ends at instance metadata.
        if let Some(region) = self.default_region() {
            loader = loader.region(region);
        }
        if let Some(clock) = &self.clock {
            loader = loader.time_source(clock.clone()).sleep_impl(clock.clone());
        }
        let config = loader.load().await;
        let environment_problem = self.environment.half_written_keys();
        Self {
            sdk_config: Some(config),
            ..self
        }
        .finish(environment_problem)
    }

    fn default_region(&self) -> Option<Region> {
        let texts = &self.defaults.as_ref()?.0.texts;
        let region = &texts.get(&AccessOption::Region)?.value;
        dynamo_model_core::region::check(region).ok()?;
        Some(Region::new(region.to_string()))
    }

    /// The same where no configuration is to be read.
    pub(crate) fn build_with_config(self) -> Result<Dynamo, AccessError> {
        self.finish(None)
    }

    /// A handle on a configuration, with no option in code that could be wrong.
    pub(crate) fn of_config(config: &SdkConfig) -> Dynamo {
        Self::default()
            .sdk_config(config)
            .assemble(CheckedLayers::default(), None)
    }

    /// A handle that runs locally on a configuration: one dummy identity, and an endpoint known to be well-formed.
    #[cfg(feature = "embedded")]
    pub(crate) fn local_on(endpoint_url: &str, config: &SdkConfig) -> Dynamo {
        Self::default()
            .sdk_config(config)
            .local(endpoint_url)
            .assemble(CheckedLayers::default(), None)
    }

    fn finish(mut self, environment_problem: Option<&'static str>) -> Result<Dynamo, AccessError> {
        let check = |origin, name, access: Access| checked(origin, name, &access).map(Arc::new);
        let layers = CheckedLayers {
            overrides: std::mem::take(&mut self.overrides)
                .into_iter()
                .map(|(id, (name, access))| Ok((id, check(Origin::TypeOverride, name, access)?)))
                .collect::<Result<_, AccessError>>()?,
            override_all: self
                .override_all
                .take()
                .map(|access| check(Origin::Override, ALL_TYPES, access))
                .transpose()?,
            defaults: self
                .defaults
                .take()
                .map(|access| check(Origin::Default, ALL_TYPES, access))
                .transpose()?,
            tables: std::mem::take(&mut self.tables)
                .into_iter()
                .map(|(model, table)| match table_name::check(&table) {
                    Ok(()) => Ok((model, table.into())),
                    Err(violation) => {
                        let problem = Problem::new("table_name", violation);
                        Err(wrong(Origin::TypeOverride, model, vec![problem]))
                    }
                })
                .collect::<Result<_, AccessError>>()?,
        };
        if let Some(local) = &self.local {
            dynamo_model_core::endpoint_url::check(&local.endpoint_url).map_err(|violation| {
                let problem = Problem::new("endpoint_url", violation);
                wrong(Origin::Local, ALL_TYPES, vec![problem])
            })?;
        }
        Ok(self.assemble(layers, environment_problem))
    }

    fn assemble(self, layers: CheckedLayers, environment_problem: Option<&'static str>) -> Dynamo {
        let given = self
            .sdk_config
            .unwrap_or_else(|| SdkConfig::builder().build());
        let environment_provider = given.credentials_provider();
        let mut config = given.clone().into_builder();
        // Without credentials, so that a forgotten setter fails instead of falling back to another identity.
        config
            .set_credentials_provider(None)
            .set_token_provider(None)
            .set_identity_cache(None);
        if given.behavior_version().is_none() {
            config.set_behavior_version(Some(behavior_version()));
        }
        if let Some(client) = self.http_client {
            config.set_http_client(Some(client));
        } else if given.http_client().is_none() {
            let client = SharedHttpClient::new(PerRuntimeHttpClient::default());
            config.set_http_client(Some(client));
        }
        let clock = self.clock.unwrap_or_else(|| SharedClock::of(&given));
        config
            .set_time_source(Some(SharedTimeSource::new(clock.clone())))
            .set_sleep_impl(Some(SharedAsyncSleep::new(clock.clone())));
        Dynamo::new(Root {
            configured: Configured {
                overrides: layers.overrides,
                override_all: layers.override_all,
                defaults: layers.defaults,
                tables: layers.tables,
                environment: self.environment,
                environment_problem,
                local: self.local,
                mapped: self.mapped,
                sdk_config: config.build(),
            },
            environment: environment_provider,
            world: World {
                clock,
                random: Arc::new(Mutex::new(match self.seed {
                    Some(seed) => fastrand::Rng::with_seed(seed),
                    None => fastrand::Rng::new(),
                })),
                observers: Observers(self.observers.into()),
            },
            registry: Registry::default(),
            derived: DerivedCache::new(self.derived_handles.unwrap_or(DERIVED_HANDLES)),
        })
    }
}

/// The options in code, once they have been checked.
#[derive(Default)]
struct CheckedLayers {
    overrides: HashMap<TypeId, Arc<Layer>>,
    override_all: Option<Arc<Layer>>,
    defaults: Option<Arc<Layer>>,
    tables: HashMap<&'static str, Arc<str>>,
}

/// Stands for the name of a type where options are for all.
pub(crate) const ALL_TYPES: &str = "*";

/// The options of an [`Access`], checked.
pub(crate) fn checked(
    origin: Origin,
    name: &'static str,
    access: &Access,
) -> Result<Layer, AccessError> {
    Layer::check(&access.0).map_err(|problems| wrong(origin, name, problems))
}

pub(crate) fn wrong(origin: Origin, name: &'static str, problems: Vec<Problem>) -> AccessError {
    let models: Arc<[&'static str]> = if name == ALL_TYPES {
        [].into()
    } else {
        [name].into()
    };
    AccessError::Options(OptionsError {
        models,
        layer: origin.to_string().into(),
        problems: problems.into(),
    })
}
