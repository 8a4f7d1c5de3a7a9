//! What can go wrong between a model and its credentials. Each error says which model, which role, which base identity,
//! what was seen and what to do; it is cheap to clone, because one flight answers many waiters.

use std::{error::Error, fmt, sync::Arc, time::Duration};

/// Why a model has no credentials.
///
/// The SDK wraps it in its own errors when a request of a raw client fails; [`AccessError::find_in`] digs it out.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum AccessError {
    /// Options are wrong or missing; all of them are named. Nothing was sent.
    Options(OptionsError),
    /// The base identity has no credentials: nothing is configured, or what is configured did not answer.
    NoBaseCredentials(BaseError),
    /// STS does not accept the base credentials, whatever the role: they are unknown, expired or wrongly signed.
    BaseRefused(StsError),
    /// STS accepts the base credentials, but does not let them assume the role.
    RoleRefused(StsError),
    /// STS could not be reached, did not answer in time, throttled, or failed by itself.
    StsUnavailable(StsError),
    /// The credentials belong to another account than `expected_account`.
    WrongAccount(AccountError),
    /// Credentials are only fetched within a tokio runtime, and there is none.
    NoRuntime(NoRuntimeError),
}

impl AccessError {
    /// The error of access in a chain of causes: in an error of the SDK, or in an [`Error`](crate::Error).
    ///
    /// ```
    /// use dynamo_model::access::AccessError;
    /// # fn f(error: &aws_sdk_dynamodb::error::SdkError<aws_sdk_dynamodb::operation::get_item::GetItemError>) {
    /// if let Some(access) = AccessError::find_in(error) {
    ///     eprintln!("{access}");
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn find_in<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(found) = error.downcast_ref() {
                return Some(found);
            }
            // It speaks with this one's words, and names this one's cause.
            if let Some(crate::Error::Access(found)) = error.downcast_ref() {
                return Some(found);
            }
            next = error.source();
        }
        None
    }

    /// The models whose credentials these are. The first is the one that asked; the others share its identity.
    #[must_use]
    pub fn models(&self) -> &[&'static str] {
        match self {
            Self::Options(e) => &e.models,
            Self::NoBaseCredentials(e) => &e.models,
            Self::BaseRefused(e) | Self::RoleRefused(e) | Self::StsUnavailable(e) => &e.models,
            Self::WrongAccount(e) => &e.models,
            Self::NoRuntime(e) => &e.models,
        }
    }

    /// The error code that STS answered, such as `AccessDenied`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::BaseRefused(e) | Self::RoleRefused(e) | Self::StsUnavailable(e) => e.code(),
            _ => None,
        }
    }

    /// Whether an identity is known but not allowed: STS refused the base credentials or the role.
    #[must_use]
    pub fn is_access_denied(&self) -> bool {
        matches!(self, Self::BaseRefused(_) | Self::RoleRefused(_))
    }

    /// Whether STS throttled.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        matches!(self, Self::StsUnavailable(e) if matches!(e.code(), Some("Throttling" | "ThrottlingException" | "RequestLimitExceeded" | "TooManyRequestsException")))
    }

    /// Whether the same call may succeed later with nothing changed.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::StsUnavailable(_) => true,
            Self::NoBaseCredentials(e) => e.retryable,
            _ => false,
        }
    }

    /// The same error, said of these models.
    #[must_use]
    pub(crate) fn of_models(mut self, models: impl Into<Arc<[&'static str]>>) -> Self {
        let slot = match &mut self {
            Self::Options(e) => &mut e.models,
            Self::NoBaseCredentials(e) => &mut e.models,
            Self::BaseRefused(e) | Self::RoleRefused(e) | Self::StsUnavailable(e) => &mut e.models,
            Self::WrongAccount(e) => &mut e.models,
            Self::NoRuntime(e) => &mut e.models,
        };
        *slot = models.into();
        self
    }

    /// The same error, with the rejection that made the refresh necessary.
    #[must_use]
    pub(crate) fn after_rejection(mut self, code: &Arc<str>) -> Self {
        match &mut self {
            Self::BaseRefused(e) | Self::RoleRefused(e) | Self::StsUnavailable(e) => {
                e.rejected_as = Some(Arc::clone(code));
            }
            Self::NoBaseCredentials(e) => e.rejected_as = Some(Arc::clone(code)),
            Self::Options(_) | Self::WrongAccount(_) | Self::NoRuntime(_) => {}
        }
        self
    }
}

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Options(e) => e.fmt(f),
            Self::NoBaseCredentials(e) => e.fmt(f),
            Self::BaseRefused(e) | Self::RoleRefused(e) | Self::StsUnavailable(e) => e.fmt(f),
            Self::WrongAccount(e) => e.fmt(f),
            Self::NoRuntime(e) => e.fmt(f),
        }
    }
}

impl Error for AccessError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NoBaseCredentials(e) => e.cause.as_deref().map(|cause| cause as _),
            Self::BaseRefused(e) | Self::RoleRefused(e) | Self::StsUnavailable(e) => {
                e.told.cause.as_ref().map(|cause| cause as _)
            }
            Self::Options(_) | Self::WrongAccount(_) | Self::NoRuntime(_) => None,
        }
    }
}

/// Begins a message with the models it concerns.
fn write_models(f: &mut fmt::Formatter<'_>, models: &[&'static str]) -> fmt::Result {
    for (i, model) in models.iter().enumerate() {
        write!(f, "{}`{model}`", if i == 0 { "" } else { ", " })?;
    }
    if models.is_empty() {
        Ok(())
    } else {
        f.write_str(": ")
    }
}

/// What another layer said. Only its words are kept: its own error may hold what must not be shown.
#[derive(Debug, Clone)]
pub(crate) struct Cause(pub(crate) String);

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Cause {}

/// Options that are wrong, missing, or don't go together.
#[derive(Debug, Clone)]
pub struct OptionsError {
    pub(crate) models: Arc<[&'static str]>,
    pub(crate) layer: Arc<str>,
    pub(crate) problems: Arc<[Problem]>,
}

/// One wrong option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub(crate) option: &'static str,
    pub(crate) text: String,
}

impl Problem {
    pub(crate) fn new(option: &'static str, predicate: impl fmt::Display) -> Self {
        Self::of_variable(option, None, predicate)
    }

    /// Names the environment variable that the value came from, if any.
    pub(crate) fn of_variable(
        option: &'static str,
        variable: Option<&'static str>,
        predicate: impl fmt::Display,
    ) -> Self {
        Self::of_part(option, format_args!("`{option}`"), variable, predicate)
    }

    /// Speaks of a part of the option, such as one of its tags.
    pub(crate) fn of_part(
        option: &'static str,
        part: impl fmt::Display,
        variable: Option<&'static str>,
        predicate: impl fmt::Display,
    ) -> Self {
        Self {
            option,
            text: match variable {
                None => format!("{part} {predicate}"),
                Some(name) => {
                    format!("{part} (from the environment variable `{name}`) {predicate}")
                }
            },
        }
    }

    /// Names the type that states the option, where it is not the one that the error is about.
    pub(crate) fn of_type(self, name: &'static str) -> Self {
        Self {
            text: format!("`{name}`: {}", self.text),
            ..self
        }
    }

    /// The option's name.
    #[must_use]
    pub fn option(&self) -> &'static str {
        self.option
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl OptionsError {
    /// Every problem found, in the order of the options.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The same error with the problems of the table in front, if both are of one layer.
    pub(crate) fn beside(mut self, table: &Self) -> Self {
        if self.layer == table.layer {
            self.problems = [&*table.problems, &*self.problems].concat().into();
        }
        self
    }
}

impl fmt::Display for OptionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_models(f, &self.models)?;
        write!(f, "in {}: ", self.layer)?;
        for (i, problem) in self.problems.iter().enumerate() {
            write!(f, "{}{problem}", if i == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl From<OptionsError> for AccessError {
    fn from(error: OptionsError) -> Self {
        Self::Options(error)
    }
}

/// A base identity without credentials.
#[derive(Debug, Clone)]
pub struct BaseError {
    pub(crate) models: Arc<[&'static str]>,
    pub(crate) base: Arc<str>,
    pub(crate) what: BaseFailure,
    pub(crate) advice: &'static str,
    pub(crate) retryable: bool,
    pub(crate) rejected_as: Option<Arc<str>>,
    pub(crate) cause: Option<Arc<Cause>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BaseFailure {
    NothingConfigured,
    Failed,
    Panicked,
    Silent(Duration),
    Expired,
    NoProgress,
}

impl BaseError {
    /// The base identity: `environment`, `profile "x"` and the like.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }
}

impl fmt::Display for BaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_models(f, &self.models)?;
        let base = &self.base;
        match self.what {
            BaseFailure::NothingConfigured => {
                write!(f, "no base credentials: {base} has none; {}", self.advice)?;
            }
            BaseFailure::Failed => {
                write!(f, "no base credentials: {base} failed to provide them")?;
            }
            BaseFailure::Panicked => {
                write!(f, "no base credentials: {base} panicked; {}", self.advice)?;
            }
            BaseFailure::Silent(limit) => write!(
                f,
                "no base credentials: {base} did not answer within {} s",
                limit.as_secs()
            )?,
            BaseFailure::Expired => write!(
                f,
                "no base credentials: {base} provided credentials that have expired already; \
                 renew them (for example `aws sso login`), or set this machine's clock"
            )?,
            BaseFailure::NoProgress => write!(
                f,
                "{base} provides the same credentials again, although they were refused or have expired; renew them"
            )?,
        }
        write_rejection(f, self.rejected_as.as_deref())
    }
}

fn write_rejection(f: &mut fmt::Formatter<'_>, code: Option<&str>) -> fmt::Result {
    match code {
        Some(code) => write!(
            f,
            "; the credentials before were rejected as `{code}` ahead of their expiry"
        ),
        None => Ok(()),
    }
}

/// A refusal or failure of STS.
#[derive(Debug, Clone)]
pub struct StsError {
    models: Arc<[&'static str]>,
    rejected_as: Option<Arc<str>>,
    told: Arc<StsAnswer>,
}

/// What is known of a request to STS that failed.
#[derive(Debug)]
pub(crate) struct StsAnswer {
    pub(crate) what: StsFailure,
    pub(crate) role: Option<Arc<str>>,
    pub(crate) base: Arc<str>,
    pub(crate) code: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) external_id_sent: bool,
    pub(crate) cause: Option<Cause>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StsFailure {
    BaseRefused,
    RoleRefused,
    /// STS does not accept what was sent: another reason than who sent it.
    RequestRefused,
    Unreachable,
    ServiceFailed,
    Silent(Duration),
    Expired,
}

impl StsError {
    pub(crate) fn new(told: StsAnswer) -> Self {
        Self {
            models: [].into(),
            rejected_as: None,
            told: Arc::new(told),
        }
    }

    /// The ARN of the role that was to be assumed; none when the caller's account was asked for.
    #[must_use]
    pub fn role_arn(&self) -> Option<&str> {
        self.told.role.as_deref()
    }

    /// The identity that asked STS, such as `environment, key ending …ABCD`.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.told.base
    }

    /// The error code of STS.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.told.code.as_deref()
    }

    /// The request id of STS, for AWS support and `CloudTrail`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.told.request_id.as_deref()
    }
}

impl fmt::Display for StsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_models(f, &self.models)?;
        let base = &self.told.base;
        let goal = match &self.told.role {
            Some(role) => format!("assume `{role}`"),
            None => "tell the caller's account".to_owned(),
        };
        match self.told.what {
            StsFailure::BaseRefused => {
                write!(
                    f,
                    "STS refused the base credentials ({base}) that were to {goal}"
                )?;
            }
            StsFailure::RoleRefused => write!(f, "STS refused to let {base} {goal}")?,
            StsFailure::RequestRefused => write!(f, "STS refused the request of {base} to {goal}")?,
            StsFailure::Unreachable => write!(f, "STS could not be reached for {base} to {goal}")?,
            StsFailure::ServiceFailed => write!(f, "STS failed when {base} was to {goal}")?,
            StsFailure::Silent(limit) => write!(
                f,
                "STS did not answer within {} s when {base} was to {goal}",
                limit.as_secs()
            )?,
            StsFailure::Expired => write!(
                f,
                "STS answered with credentials that have expired already when {base} was to {goal}"
            )?,
        }
        match (self.code(), self.request_id()) {
            (Some(code), Some(id)) => write!(f, " (`{code}`, request id `{id}`)")?,
            (Some(code), None) => write!(f, " (`{code}`)")?,
            (None, Some(id)) => write!(f, " (request id `{id}`)")?,
            (None, None) => {}
        }
        match self.told.what {
            StsFailure::BaseRefused => f.write_str("; check those credentials, not the role")?,
            StsFailure::RoleRefused => {
                f.write_str(
                    "; allow that identity `sts:AssumeRole` on the role, and let the role's trust policy name it",
                )?;
                f.write_str(if self.told.external_id_sent {
                    " (an external id was sent)"
                } else {
                    " (no external id was sent)"
                })?;
            }
            StsFailure::Unreachable => {
                f.write_str("; check the network, `sts_region` and `sts_endpoint_url`")?;
            }
            StsFailure::RequestRefused
            | StsFailure::ServiceFailed
            | StsFailure::Silent(_)
            | StsFailure::Expired => {}
        }
        write_rejection(f, self.rejected_as.as_deref())
    }
}

/// Credentials of another account than expected.
#[derive(Debug, Clone)]
pub struct AccountError {
    pub(crate) models: Arc<[&'static str]>,
    pub(crate) identity: Arc<str>,
    pub(crate) expected: Arc<str>,
    pub(crate) found: Option<Arc<str>>,
}

impl AccountError {
    /// The account that `expected_account` names.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The account that the credentials belong to, where STS told one.
    #[must_use]
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }
}

impl fmt::Display for AccountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_models(f, &self.models)?;
        let Self {
            identity, expected, ..
        } = self;
        match &self.found {
            Some(found) => write!(
                f,
                "`expected_account` is `{expected}`, but the credentials of {identity} belong to account `{found}`"
            ),
            None => write!(
                f,
                "`expected_account` is `{expected}`, but STS did not tell the account of {identity}"
            ),
        }
    }
}

/// No tokio runtime where one is needed.
#[derive(Debug, Clone)]
pub struct NoRuntimeError {
    pub(crate) models: Arc<[&'static str]>,
}

impl fmt::Display for NoRuntimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_models(f, &self.models)?;
        f.write_str("credentials can only be fetched within a tokio runtime; call this from one")
    }
}
