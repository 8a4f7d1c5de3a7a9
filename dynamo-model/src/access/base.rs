//! Base identities as sources: credential providers of the AWS SDK, asked only when the engine says so.

use std::{
    error::Error,
    future::poll_fn,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use aws_credential_types::provider::{
    ProvideCredentials, SharedCredentialsProvider, error::CredentialsError,
};
use aws_smithy_async::time::TimeSource;
use aws_types::{SdkConfig, region::Region};

use super::{
    clock::SharedClock,
    error::{AccessError, BaseError, BaseFailure, Cause},
    identity::{Base, Profile},
    refresh::{BoxFuture, Issued, Source, Unusable},
};

/// A provider of the AWS SDK.
#[derive(Debug)]
pub(crate) struct ProviderSource {
    label: Arc<str>,
    advice: &'static str,
    provider: SharedCredentialsProvider,
    clock: SharedClock,
}

impl ProviderSource {
    pub(crate) fn new(
        base: &Base,
        provider: SharedCredentialsProvider,
        clock: SharedClock,
    ) -> Self {
        Self {
            label: base.to_string().into(),
            advice: match base {
                Base::Profile(_) => "define it in the AWS config or credentials file",
                Base::Provider(_) => "see to what that provider needs",
                _ => {
                    "set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, configure a profile, \
                     or state keys, a profile or a base on the model"
                }
            },
            provider,
            clock,
        }
    }

    fn error(&self, what: BaseFailure, cause: Option<&CredentialsError>) -> AccessError {
        let retryable = match cause {
            Some(cause) => matches!(
                cause,
                CredentialsError::ProviderTimedOut(_)
                    | CredentialsError::ProviderError(_)
                    | CredentialsError::Unhandled(_)
            ),
            None => matches!(what, BaseFailure::Silent(_)),
        };
        AccessError::NoBaseCredentials(BaseError {
            models: [].into(),
            base: Arc::clone(&self.label),
            what,
            advice: self.advice,
            retryable,
            rejected_as: None,
            cause: cause.map(|cause| Arc::new(Cause::chain(cause))),
        })
    }
}

impl Source for ProviderSource {
    fn fetch(&self) -> BoxFuture<'_, Result<Issued, AccessError>> {
        Box::pin(async {
            let asked = unless_it_panics(async { self.provider.provide_credentials().await }).await;
            let Some(answer) = asked else {
                return Err(self.error(BaseFailure::Panicked, None));
            };
            match answer {
                Ok(credentials) => Ok(Issued {
                    lifetime: credentials
                        .expiry()
                        .map(|end| end.duration_since(self.clock.now()).unwrap_or_default()),
                    credentials,
                    expiration_lowered: false,
                }),
                Err(error) => {
                    let what = match &error {
                        CredentialsError::CredentialsNotLoaded(_) => BaseFailure::NothingConfigured,
                        _ => BaseFailure::Failed,
                    };
                    Err(self.error(what, Some(&error)))
                }
            }
        })
    }

    fn silent(&self, limit: Duration) -> AccessError {
        self.error(BaseFailure::Silent(limit), None)
    }

    fn unusable(&self, issued: Unusable) -> AccessError {
        self.error(
            match issued {
                Unusable::Expired => BaseFailure::Expired,
                Unusable::Repeated => BaseFailure::NoProgress,
            },
            None,
        )
    }
}

/// A provider may be a user's own. Whoever needs its credentials does not run it, so no panic would reach them.
async fn unless_it_panics<T>(asked: impl Future<Output = T>) -> Option<T> {
    let mut asked = pin!(asked);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| asked.as_mut().poll(context)));
        polled.map_or(Poll::Ready(None), |poll| poll.map(Some))
    })
    .await
}

impl Cause {
    /// The words of an error and of its causes, each once.
    pub(crate) fn chain(error: &(dyn Error + 'static)) -> Self {
        let mut text = error.to_string();
        let mut next = error.source();
        while let Some(cause) = next {
            let words = cause.to_string();
            if !text.ends_with(&words) {
                text.push_str(": ");
                text.push_str(&words);
            }
            next = cause.source();
        }
        Self(text)
    }
}

/// The provider of a named profile, and nothing else: the SDK's own default chain would prefer keys in the
/// environment.
pub(crate) fn profile_provider(profile: &Profile, config: &SdkConfig) -> SharedCredentialsProvider {
    let mut settings = aws_config::provider_config::ProviderConfig::without_region()
        .with_region(Some(Region::new(profile.region.to_string())))
        .with_behavior_version(config.behavior_version());
    if let Some(client) = config.http_client() {
        settings = settings.with_http_client(client);
    }
    if let Some(time) = config.time_source() {
        settings = settings.with_time_source(time);
    }
    if let Some(sleep) = config.sleep_impl() {
        settings = settings.with_sleep_impl(sleep);
    }
    SharedCredentialsProvider::new(
        aws_config::profile::ProfileFileCredentialsProvider::builder()
            .configure(&settings)
            .profile_name(&*profile.name)
            .build(),
    )
}
