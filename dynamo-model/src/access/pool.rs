//! One HTTP connection pool per tokio runtime. A pooled connection is driven by the runtime that opened it: used from
//! another, it hangs when that runtime is parked and fails when it is gone.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use aws_smithy_http_client::{
    Connector,
    proxy::ProxyConfig,
    tls::{Provider, rustls_provider::CryptoMode},
};
use aws_smithy_runtime_api::client::{
    connector_metadata::ConnectorMetadata,
    http::{HttpClient, HttpConnectorSettings, SharedHttpConnector},
    runtime_components::RuntimeComponents,
};
use tokio::runtime::{self, Handle};

/// Runtimes come and go (a test suite starts thousands); the pools of the least recently used leave first.
const MAX_POOLS: usize = 32;

/// What tells one pool from another: the runtime that drives its connections and the timeouts they were opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PoolKey {
    runtime: Option<runtime::Id>,
    connect_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
}

/// The SDK's default HTTPS client, with its connections kept apart by runtime.
#[derive(Debug, Clone, Default)]
pub(crate) struct PerRuntimeHttpClient {
    /// Most recently used last.
    pools: Arc<Mutex<Vec<(PoolKey, SharedHttpConnector)>>>,
}

impl HttpClient for PerRuntimeHttpClient {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let key = PoolKey {
            runtime: Handle::try_current().ok().map(|handle| handle.id()),
            connect_timeout: settings.connect_timeout(),
            read_timeout: settings.read_timeout(),
        };
        let mut pools = self.pools.lock().unwrap_or_else(PoisonError::into_inner);
        let pool = match pools.iter().position(|(known, _)| *known == key) {
            Some(found) => pools.remove(found).1,
            None => open(settings, components),
        };
        if pools.len() >= MAX_POOLS {
            pools.remove(0);
        }
        pools.push((key, pool.clone()));
        pool
    }

    // The provided implementation of `validate_base_client_config` does nothing, which is what we want: the SDK's own
    // client opens and drops a connector there, once per service client.

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        Some(ConnectorMetadata::new("hyper", Some("1.x".into())))
    }
}

/// The connector that the SDK builds by default: rustls, and the proxy named by the environment.
fn open(settings: &HttpConnectorSettings, components: &RuntimeComponents) -> SharedHttpConnector {
    let mut builder = Connector::builder()
        .connector_settings(settings.clone())
        .proxy_config(ProxyConfig::from_env());
    builder.set_sleep_impl(components.sleep_impl());
    SharedHttpConnector::new(
        builder
            .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
            .build(),
    )
}
