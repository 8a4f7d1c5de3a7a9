//! How a client gets at what signs its requests, taken out of the client to be measured by itself.

use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::{
    Client,
    config::{
        ConfigBag, Intercept, ResolveCachedIdentity, RuntimeComponents,
        interceptors::BeforeTransmitInterceptorContextRef,
    },
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        auth::{AuthScheme, AuthSchemeId},
        identity::SharedIdentityResolver,
    },
};

use crate::contestants::Failure;

pub struct Signing {
    components: RuntimeComponents,
    resolver: SharedIdentityResolver,
    config: ConfigBag,
}

impl Signing {
    /// That of a client, which makes a request for it.
    pub async fn of(client: &Client) -> Result<Self, Failure> {
        let seen = Components::default();
        let request = client.list_tables().customize().interceptor(seen.clone());
        request.send().await?;
        let components = seen.0.lock().expect("no panic").take();
        let components = components.ok_or("no request was sent")?;
        let scheme = components.auth_scheme(AuthSchemeId::new("sigv4"));
        let resolver = scheme.and_then(|scheme| scheme.identity_resolver(&components));
        Ok(Self {
            resolver: resolver.ok_or("nobody signs")?,
            components,
            config: ConfigBag::base(),
        })
    }

    /// What the SDK does for each attempt before it signs.
    pub async fn resolve(&self) {
        let cache = self.components.identity_cache();
        let resolver = self.resolver.clone();
        let identity = cache.resolve_cached_identity(resolver, &self.components, &self.config);
        std::hint::black_box(identity.await.expect("the credentials are there"));
    }
}

/// Takes what a client has made of its configuration out of a request.
#[derive(Debug, Clone, Default)]
struct Components(Arc<Mutex<Option<RuntimeComponents>>>);

impl Intercept for Components {
    fn name(&self) -> &'static str {
        "Components"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        components: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        *self.0.lock().expect("no panic") = Some(components.clone());
        Ok(())
    }
}
