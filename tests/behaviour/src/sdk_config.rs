//! The base configuration a test hands to the library: nothing in it comes from the process environment.

use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_smithy_runtime_api::client::behavior_version::BehaviorVersion;
use aws_types::{SdkConfig, region::Region, sdk_config};

use crate::{FakeAws, Server};

/// The region of the base configuration.
pub const REGION: &str = "eu-west-1";

/// The key id of the base configuration, which stands for the environment's.
pub const ENVIRONMENT_KEY_ID: &str = "environment_key_id";

/// Static keys: no token, no end.
#[must_use]
pub fn credentials(key_id: &str) -> Credentials {
    Credentials::new(key_id, "fixture-secret", None, None, "fixture")
}

/// Keys of a session, without a known end.
#[must_use]
pub fn session_credentials(key_id: &str, token: &str) -> Credentials {
    Credentials::new(
        key_id,
        "fixture-secret",
        Some(token.to_owned()),
        None,
        "fixture",
    )
}

/// What stands for the environment's keys.
#[must_use]
pub fn environment_credentials() -> Credentials {
    credentials(ENVIRONMENT_KEY_ID)
}

fn base() -> sdk_config::Builder {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(REGION))
        .credentials_provider(SharedCredentialsProvider::new(environment_credentials()))
}

impl FakeAws {
    /// A base configuration that reaches this stand-in inside the process, at AWS's own host names: region
    /// [`REGION`], keys [`environment_credentials`].
    #[must_use]
    pub fn sdk_config(&self) -> sdk_config::Builder {
        base().http_client(self.http_client())
    }
}

impl Server {
    /// A base configuration whose endpoint, for both services, is this server: region [`REGION`], keys
    /// [`environment_credentials`].
    #[must_use]
    pub fn sdk_config(&self) -> sdk_config::Builder {
        base().endpoint_url(self.url())
    }
}
