//! Clients of DynamoDB for one identity and transport.

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_dynamodb::{
    Client,
    config::{Builder, Region, retry::RetryConfig, timeout::TimeoutConfig},
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_types::SdkConfig;

use super::{
    layers::Transport,
    provider::{EntryIdentities, ModelProvider},
    rejected::{RejectedCredentials, RetryRejected},
};

/// Whether none but the library looks at what this client sends and gets. Somebody else's interceptor may want to see
/// the input and the output as the SDK has them.
pub(crate) fn is_unobserved(client: &Client) -> bool {
    let mut interceptors = client.config().interceptors();
    interceptors.all(|interceptor| interceptor.name() == RejectedCredentials::NAME)
}

/// A client that signs with what `provider` provides.
pub(crate) fn dynamodb(
    config: &SdkConfig,
    provider: &ModelProvider,
    transport: &Transport,
) -> Client {
    let shared = SharedCredentialsProvider::new(provider.clone());
    let mut builder = Builder::from(config)
        .region(Region::new(transport.region.to_string()))
        .identity_cache(EntryIdentities::new(provider.clone(), &shared))
        .retry_classifier(RetryRejected);
    // Permanent, as nobody can name it to disable it: whether it is disabled would be looked up at every hook.
    builder.push_interceptor(SharedInterceptor::permanent(
        RejectedCredentials::of_dynamodb(&provider.entry),
    ));
    builder.set_credentials_provider(Some(shared));
    if let Some(url) = &transport.endpoint_url {
        builder = builder.endpoint_url(url.as_ref());
    }
    if let Some(fips) = transport.use_fips {
        builder = builder.use_fips(fips);
    }
    if let Some(dual_stack) = transport.use_dual_stack {
        builder = builder.use_dual_stack(dual_stack);
    }
    if transport.connect_timeout.is_some() || transport.read_timeout.is_some() {
        let mut timeouts = TimeoutConfig::builder();
        timeouts
            .set_connect_timeout(transport.connect_timeout)
            .set_read_timeout(transport.read_timeout);
        let mut timeouts = timeouts.build();
        if let Some(below) = config.timeout_config() {
            timeouts.take_defaults_from(below);
        }
        builder = builder.timeout_config(timeouts);
    }
    if let Some(attempts) = transport.max_attempts {
        let below = config
            .retry_config()
            .cloned()
            .unwrap_or_else(RetryConfig::standard);
        builder = builder.retry_config(below.with_max_attempts(attempts));
    }
    Client::from_conf(builder.build())
}

#[cfg(test)]
mod tests {
    use aws_sdk_dynamodb::config::Intercept;

    use super::*;
    use crate::{DefaultAccess, Dynamo, DynamoModel, table::TableSpec};

    struct Model;

    impl DynamoModel for Model {
        type Access = DefaultAccess;
        const TABLE: &'static TableSpec = &TableSpec::new("Model");
    }

    #[derive(Debug)]
    struct Foreign;

    impl Intercept for Foreign {
        fn name(&self) -> &'static str {
            "Foreign"
        }
    }

    #[tokio::test]
    async fn w17_somebody_elses_interceptor_is_noticed() {
        let db = Dynamo::local("http://localhost:8000").unwrap();
        let client = Model::client(&db).await.unwrap();
        assert!(is_unobserved(&client));
        let observed = client.config().to_builder().interceptor(Foreign);
        assert!(!is_unobserved(&Client::from_conf(observed.build())));
    }
}
