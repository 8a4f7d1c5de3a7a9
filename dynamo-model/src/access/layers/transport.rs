//! Where requests go and how: region, endpoints and time-outs of DynamoDB, and what of them holds for STS.

use std::{sync::Arc, time::Duration};

use aws_types::{SdkConfig, service_config::ServiceConfigKey};

use super::{Origin, Resolver, stack::Stack, wrong};
use crate::access::{
    error::{AccessError, Problem},
    identity::StsTarget,
    spec::AccessSpec,
};

/// Where requests go, and how long they may take.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Transport {
    pub(crate) region: Arc<str>,
    pub(crate) endpoint_url: Option<Arc<str>>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) max_attempts: Option<u32>,
}

/// The region of a handle that runs locally and was told none.
const LOCAL_REGION: &str = "us-east-1";

impl Resolver<'_> {
    pub(super) fn region(&self, stack: &Stack) -> Option<Arc<str>> {
        stack.first(|layer| layer.region.clone()).or_else(|| {
            let region = self.configured.sdk_config.region()?;
            Some(region.as_ref().into())
        })
    }

    pub(super) fn sts_target(
        &self,
        spec: &'static AccessSpec,
        stack: &Stack,
        region: &Arc<str>,
    ) -> Result<StsTarget, AccessError> {
        let target = StsTarget {
            region: stack.sts_region(region),
            endpoint_url: stack.first(|layer| layer.sts_endpoint_url.clone()),
            use_fips: stack.first(|layer| layer.use_fips),
            use_dual_stack: stack.first(|layer| layer.use_dual_stack),
        };
        self.check_endpoint(
            spec,
            STS,
            target.endpoint_url.as_ref(),
            [target.use_fips, target.use_dual_stack],
        )?;
        Ok(target)
    }

    pub(super) fn transport(
        &self,
        stack: &Stack,
        spec: &'static AccessSpec,
    ) -> Result<Transport, AccessError> {
        let local = self.configured.local.as_ref();
        let region = match (self.region(stack), local) {
            (Some(region), _) => region,
            (None, Some(_)) => LOCAL_REGION.into(),
            (None, None) => {
                let problem = Problem::new(
                    "region",
                    "is stated nowhere; set it on the model, in code, or in the AWS configuration (`AWS_REGION`)",
                );
                return Err(wrong(spec, Origin::Environment, vec![problem]));
            }
        };
        let mut transport = Transport {
            region,
            endpoint_url: stack.first(|layer| layer.endpoint_url.clone()),
            use_fips: stack.first(|layer| layer.use_fips),
            use_dual_stack: stack.first(|layer| layer.use_dual_stack),
            connect_timeout: stack.first(|layer| layer.connect_timeout),
            read_timeout: stack.first(|layer| layer.read_timeout),
            max_attempts: stack.first(|layer| layer.max_attempts),
        };
        if let Some(local) = local {
            transport.endpoint_url = Some(Arc::clone(&local.endpoint_url));
            transport.use_fips = None;
            transport.use_dual_stack = None;
            return Ok(transport);
        }
        self.check_endpoint(
            spec,
            DYNAMODB,
            transport.endpoint_url.as_ref(),
            [transport.use_fips, transport.use_dual_stack],
        )?;
        Ok(transport)
    }

    /// An endpoint and a kind of endpoint can't both be asked for, whoever asks for them.
    fn check_endpoint(
        &self,
        spec: &'static AccessSpec,
        service: &str,
        endpoint: Option<&Arc<str>>,
        [fips, dual_stack]: [Option<bool>; 2],
    ) -> Result<(), AccessError> {
        let config = &self.configured.sdk_config;
        let endpoint = endpoint
            .map(ToString::to_string)
            .or_else(|| configured_endpoint(config, service));
        let Some(endpoint) = endpoint else {
            return Ok(());
        };
        let fips = fips.or(config.use_fips());
        let dual_stack = dual_stack.or(config.use_dual_stack());
        let problems: Vec<Problem> = [("use_fips", fips), ("use_dual_stack", dual_stack)]
            .into_iter()
            .filter(|(_, flag)| *flag == Some(true))
            .map(|(option, _)| {
                Problem::new(
                    option,
                    format_args!(
                        "cannot be combined with the endpoint `{endpoint}` of {service}; drop one of the two"
                    ),
                )
            })
            .collect();
        if problems.is_empty() {
            Ok(())
        } else {
            Err(wrong(spec, Origin::Environment, problems))
        }
    }
}

pub(super) const DYNAMODB: &str = "DynamoDB";
pub(super) const STS: &str = "STS";

/// The endpoint that the SDK takes from its configuration for a service: as its service clients do it, which keep the
/// outcome to themselves.
pub(super) fn configured_endpoint(config: &SdkConfig, service_id: &str) -> Option<String> {
    let general = config.endpoint_url().map(str::to_owned);
    if config.get_origin("endpoint_url").is_client_config() {
        return general;
    }
    let key = ServiceConfigKey::builder()
        .service_id(service_id)
        .env("AWS_ENDPOINT_URL")
        .profile("endpoint_url")
        .build()
        .ok()?;
    config
        .service_config()
        .and_then(|services| services.load_config(key))
        .or(general)
}
