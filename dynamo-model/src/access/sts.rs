//! AWS STS: `AssumeRole` as a source of credentials, and `GetCallerIdentity` to learn whose an account is. One request
//! per question; caching, deadlines and retries of whole refreshes are the engine's.

use std::{
    error::Error,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use aws_credential_types::Credentials;
use aws_sdk_sts::{
    Client,
    config::{
        IdentityCache, Region,
        interceptors::{
            BeforeDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
        },
        retry::{RetryPartition, TokenBucket},
    },
    error::{ProvideErrorMetadata, SdkError},
    operation::{RequestId, assume_role::AssumeRoleOutput},
    types::{PolicyDescriptorType, Tag},
};
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{interceptors::Intercept, runtime_components::RuntimeComponents},
};
use aws_smithy_types::{
    DateTime, config_bag::ConfigBag, date_time::Format, retry::RetryConfig, timeout::TimeoutConfig,
};
use aws_types::SdkConfig;

use super::{
    clock::{Moment, SharedClock},
    error::{AccessError, Cause, StsAnswer, StsError, StsFailure},
    identity::{Session, StsTarget, key_label},
    provider::EntryProvider,
    refresh::{BoxFuture, Entry, Issued, Source, Unusable, provider_label},
    rejected,
};

/// STS limits a session that was assumed from another session to one hour.
/// Source: IAM user guide, "Methods to assume a role" (role chaining).
const CHAINED_LIMIT: Duration =
    Duration::from_secs(dynamo_model_core::session_duration::MAX_CHAINED);

/// A client of STS that the base identity signs for. It gives up early, so that a flight's deadline leaves room for
/// another attempt, and has a retry quota of its own: what one region's bad days use up is nobody else's. The quota
/// refills with time, because refreshes are too rare to earn it back by succeeding.
pub(crate) fn client(config: &SdkConfig, base: &Arc<Entry>, target: &StsTarget) -> Client {
    let mut builder = aws_sdk_sts::config::Builder::from(config)
        .region(Region::new(target.region.to_string()))
        .identity_cache(IdentityCache::no_cache())
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(Duration::from_millis(3_100))
                .operation_attempt_timeout(Duration::from_secs(5))
                .build(),
        )
        .retry_config(RetryConfig::standard().with_max_attempts(3))
        .retry_partition(
            RetryPartition::custom("dynamo-model-sts")
                .token_bucket(TokenBucket::builder().refill_rate(1.0).build())
                .build(),
        )
        .interceptor(rejected::RejectedCredentials::of_sts(base))
        .retry_classifier(rejected::RetryRejected);
    builder.set_credentials_provider(Some(EntryProvider::shared(base)));
    if let Some(url) = &target.endpoint_url {
        builder = builder.endpoint_url(url.as_ref());
    }
    if let Some(fips) = target.use_fips {
        builder = builder.use_fips(fips);
    }
    if let Some(dual_stack) = target.use_dual_stack {
        builder = builder.use_dual_stack(dual_stack);
    }
    Client::from_conf(builder.build())
}

/// A role over a base identity.
#[derive(Debug)]
pub(crate) struct RoleSource {
    pub(crate) client: Client,
    pub(crate) base: Arc<Entry>,
    pub(crate) session: Session,
    pub(crate) clock: SharedClock,
}

impl RoleSource {
    async fn assume(&self) -> Result<Issued, AccessError> {
        // The base's own errors say more than what the SDK would make of them.
        let base = self.base.credentials().await?;
        let limited = base.session_token().is_some() && self.session.duration > CHAINED_LIMIT;
        let duration = if limited {
            CHAINED_LIMIT
        } else {
            self.session.duration
        };
        let date = ServerDate::new(self.clock.clone());
        let answer = self
            .request(duration)
            .customize()
            .interceptor(date.clone())
            .send()
            .await;
        match answer {
            Ok(output) => self.issued(&output, &date, limited),
            Err(error) => Err(self.refusal(&error, Some(&base))),
        }
    }

    fn request(
        &self,
        duration: Duration,
    ) -> aws_sdk_sts::operation::assume_role::builders::AssumeRoleFluentBuilder {
        let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
        let session = &self.session;
        let tag = |(key, value): &(Arc<str>, Arc<str>)| {
            Tag::builder()
                .key(key.as_ref())
                .value(value.as_ref())
                .build()
        };
        // A key without a value is all that building a tag can fail for.
        let tags: Vec<Tag> = session.tags.iter().filter_map(|t| tag(t).ok()).collect();
        let arns: Vec<PolicyDescriptorType> = session
            .policy_arns
            .iter()
            .map(|arn| PolicyDescriptorType::builder().arn(arn.as_ref()).build())
            .collect();
        let transitive: Vec<String> = session
            .transitive_tags
            .iter()
            .map(|key| key.as_ref().to_owned())
            .collect();
        self.client
            .assume_role()
            .role_arn(session.role_arn.as_ref())
            .role_session_name(session.name.as_ref())
            // The rule allows 43,200 at the most.
            .duration_seconds(i32::try_from(duration.as_secs()).unwrap_or(i32::MAX))
            .set_external_id(text(&session.external_id))
            .set_source_identity(text(&session.source_identity))
            .set_policy(text(&session.policy))
            .set_policy_arns((!arns.is_empty()).then_some(arns))
            .set_tags((!tags.is_empty()).then_some(tags))
            .set_transitive_tag_keys((!transitive.is_empty()).then_some(transitive))
    }

    fn issued(
        &self,
        output: &AssumeRoleOutput,
        date: &ServerDate,
        limited: bool,
    ) -> Result<Issued, AccessError> {
        let answer = output.credentials();
        let end = answer.and_then(|answer| SystemTime::try_from(*answer.expiration()).ok());
        let (Some(answer), Some(end)) = (answer, end) else {
            return Err(self.error(StsFailure::ServiceFailed));
        };
        let lifetime = end.duration_since(date.server_now()).unwrap_or_default();
        let mut credentials = Credentials::builder()
            .access_key_id(answer.access_key_id())
            .secret_access_key(answer.secret_access_key())
            .session_token(answer.session_token())
            .expiry(self.clock.now() + lifetime)
            .provider_name("dynamo-model");
        let account = output
            .assumed_role_user()
            .and_then(|user| user.arn().split(':').nth(4))
            .filter(|account| !account.is_empty());
        credentials.set_account_id(account.map(Into::into));
        Ok(Issued {
            credentials: credentials.build(),
            lifetime: Some(lifetime),
            expiration_lowered: limited,
        })
    }

    fn refusal<E>(&self, error: &SdkError<E>, base: Option<&Credentials>) -> AccessError
    where
        E: ProvideErrorMetadata + Error + 'static,
        SdkError<E>: RequestId,
    {
        let role = Some(Arc::clone(&self.session.role_arn));
        let sent = self.session.external_id.is_some();
        refusal(error, role, identity_label(&self.base, base), sent)
    }

    fn error(&self, what: StsFailure) -> AccessError {
        AccessError::StsUnavailable(StsError::new(StsAnswer {
            what,
            role: Some(Arc::clone(&self.session.role_arn)),
            base: Arc::clone(self.base.label()),
            code: None,
            request_id: None,
            external_id_sent: self.session.external_id.is_some(),
            cause: None,
        }))
    }
}

impl Source for RoleSource {
    fn fetch(&self) -> BoxFuture<'_, Result<Issued, AccessError>> {
        Box::pin(self.assume())
    }

    fn silent(&self, limit: Duration) -> AccessError {
        let base = self.base.silence(limit);
        base.unwrap_or_else(|| self.error(StsFailure::Silent(limit)))
    }

    fn unusable(&self, issued: Unusable) -> AccessError {
        match issued {
            Unusable::Expired | Unusable::Repeated => self.error(StsFailure::Expired),
        }
    }
}

/// The account that an entry's credentials belong to.
pub(crate) async fn caller_account(
    client: &Client,
    entry: &Entry,
    credentials: &Credentials,
) -> Result<Option<Arc<str>>, AccessError> {
    match client.get_caller_identity().send().await {
        Ok(output) => Ok(output.account().map(Into::into)),
        Err(error) => {
            let base = identity_label(entry, Some(credentials));
            Err(refusal(&error, None, base, false))
        }
    }
}

/// What STS says when it refuses whoever asks, whatever they ask for.
/// Source: STS API reference, "Common errors".
const BASE_REFUSED: [&str; 10] = [
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "MissingAuthenticationToken",
    "NotAuthorized",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
];

fn refusal<E>(
    error: &SdkError<E>,
    role: Option<Arc<str>>,
    base: Arc<str>,
    external_id_sent: bool,
) -> AccessError
where
    E: ProvideErrorMetadata + Error + 'static,
    SdkError<E>: RequestId,
{
    // The base has failed since it was last looked at: its own words are better than the SDK's about them.
    if let Some(own) = AccessError::find_in(error) {
        return own.clone();
    }
    let code = error.code();
    let status = error.raw_response().map(|raw| raw.status().as_u16());
    let throttled =
        code.is_some_and(|code| code.contains("Throttl") || code == "RequestLimitExceeded");
    let what = match (code, status) {
        (Some(code), _) if BASE_REFUSED.contains(&code) => StsFailure::BaseRefused,
        (_, Some(500..)) => StsFailure::ServiceFailed,
        _ if throttled => StsFailure::ServiceFailed,
        (Some(code), _) if code.starts_with("AccessDenied") => StsFailure::RoleRefused,
        (_, Some(_)) => StsFailure::RequestRefused,
        (_, None) => StsFailure::Unreachable,
    };
    let told = StsError::new(StsAnswer {
        what,
        role,
        base,
        code: code.map(Into::into),
        request_id: error.request_id().map(Into::into),
        external_id_sent,
        cause: Some(match error.message() {
            Some(message) => Cause(first_sentence(message)),
            None => Cause::chain(error),
        }),
    });
    match what {
        StsFailure::BaseRefused => AccessError::BaseRefused(told),
        StsFailure::RoleRefused | StsFailure::RequestRefused => AccessError::RoleRefused(told),
        _ => AccessError::StsUnavailable(told),
    }
}

/// STS explains a wrong signature by printing the whole canonical request, session token included, from the second
/// line on.
fn first_sentence(message: &str) -> String {
    const LONGEST: usize = 400;
    let line = message.lines().next().unwrap_or_default();
    line.chars().take(LONGEST).collect()
}

/// `profile "x", key ending …ABCD`: for people.
fn identity_label(entry: &Entry, credentials: Option<&Credentials>) -> Arc<str> {
    let label = entry.label();
    match credentials {
        Some(credentials) if !label.contains("key") => {
            let key = key_label(credentials.access_key_id());
            match provider_label(credentials) {
                Some(provider) => format!("{label} ({provider}, {key})").into(),
                None => format!("{label} ({key})").into(),
            }
        }
        _ => Arc::clone(label),
    }
}

/// The time at STS: credentials end by its clock, which may be hours from ours.
#[derive(Debug, Clone)]
struct ServerDate {
    clock: SharedClock,
    read: Arc<Mutex<Reading>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Reading {
    sent: Option<Moment>,
    date: Option<SystemTime>,
}

impl ServerDate {
    fn new(clock: SharedClock) -> Self {
        Self {
            clock,
            read: Arc::default(),
        }
    }

    /// The latest that it may be at STS now. The answer may have lain unread in a frozen machine, but is no older
    /// than its request. Without a `Date` our clock must do.
    fn server_now(&self) -> SystemTime {
        let now = self.clock.moment();
        match *self.reading() {
            Reading {
                sent: Some(sent),
                date: Some(date),
            } => date + now.since(sent),
            _ => now.wall,
        }
    }

    fn reading(&self) -> MutexGuard<'_, Reading> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Intercept for ServerDate {
    fn name(&self) -> &'static str {
        "ServerDate"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        *self.reading() = Reading {
            sent: Some(self.clock.moment()),
            date: None,
        };
        Ok(())
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.reading().date = context
            .response()
            .headers()
            .get("date")
            .and_then(|date| DateTime::from_str(date, Format::HttpDate).ok())
            .and_then(|date| SystemTime::try_from(date).ok());
        Ok(())
    }
}
