//! The options of one layer as they were given: by `meta` and the environment variables it names, or by an [`Access`]
//! in code. Both end in one map, so that one check serves both.

use std::{collections::BTreeMap, fmt, sync::Arc, time::Duration};

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use dynamo_model_core::{flag, groups::OptionSet, number, options::AccessOption as O};

use super::{
    AwsAccess,
    environment::Environment,
    error::Problem,
    identity::{Fingerprint, Provider},
    secret::Secret,
    spec::{AccessSpec, Setting},
};

/// The value of an option, and where it was found.
#[derive(Clone)]
pub(crate) struct Given<T> {
    pub(crate) value: T,
    found: Found,
}

#[derive(Clone, Copy)]
enum Found {
    InCode,
    InVariable(&'static str),
    /// In code, for when this variable is not set.
    WithoutVariable(&'static str),
}

impl<T> Given<T> {
    fn in_code(value: T) -> Self {
        Self {
            value,
            found: Found::InCode,
        }
    }

    fn map<U>(self, into: impl FnOnce(T) -> U) -> Given<U> {
        Given {
            value: into(self.value),
            found: self.found,
        }
    }

    /// The environment variable that it came from.
    pub(crate) fn variable(&self) -> Option<&'static str> {
        match self.found {
            Found::InVariable(name) => Some(name),
            Found::InCode | Found::WithoutVariable(_) => None,
        }
    }

    /// What `explain` shows of it, with a word about its variable.
    pub(crate) fn shown(&self, value: impl fmt::Display) -> String {
        match self.found {
            Found::InCode => value.to_string(),
            Found::InVariable(name) => format!("{value} (from `{name}`)"),
            Found::WithoutVariable(name) => format!("{value} (`{name}` is not set)"),
        }
    }
}

/// The options of one layer, as given.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) texts: BTreeMap<O, Given<Arc<str>>>,
    pub(crate) secrets: BTreeMap<O, Given<Secret>>,
    pub(crate) numbers: BTreeMap<O, Given<u64>>,
    pub(crate) flags: BTreeMap<O, Given<bool>>,
    pub(crate) policy_arns: Vec<Given<Arc<str>>>,
    pub(crate) tags: Vec<(Arc<str>, Given<Arc<str>>)>,
    pub(crate) transitive_tags: Vec<Arc<str>>,
    pub(crate) base: Option<BaseOption>,
    /// `Access::base`: what is under a role changes, the role stays.
    pub(crate) keeps_role: bool,
    /// `Access::over`: there must be a role.
    pub(crate) is_over: bool,
    /// A test's session may be shorter than the rule allows.
    pub(crate) any_expiration: bool,
}

/// A base that is not keys and not a profile.
#[derive(Clone)]
pub(crate) enum BaseOption {
    Type(&'static AccessSpec),
    Provider(Provider),
    Environment,
}

impl Options {
    /// What a type says, with the environment variables that it names, as far as they can be read; and what is wrong
    /// with those that can't.
    pub(crate) fn read(spec: &AccessSpec, environment: &Environment) -> (Self, Vec<Problem>) {
        let mut reader = Reader {
            environment,
            options: Self::default(),
            problems: Vec::new(),
        };
        reader.spec(spec);
        (reader.options, reader.problems)
    }

    /// Which options are given; a flag that is `false` counts as given, but not as on.
    pub(crate) fn given(&self) -> OptionSet {
        let mut set = OptionSet::new();
        let texts = self.texts.keys().chain(self.secrets.keys());
        for option in texts.chain(self.numbers.keys()) {
            set = set.insert(*option);
        }
        for (option, flag) in &self.flags {
            set = if flag.value {
                set.insert(*option)
            } else {
                set.insert_off(*option)
            };
        }
        for (option, is_given) in [
            (O::PolicyArns, !self.policy_arns.is_empty()),
            (O::Tags, !self.tags.is_empty()),
            (O::TransitiveTags, !self.transitive_tags.is_empty()),
            (O::Base, self.base.is_some()),
        ] {
            if is_given {
                set = set.insert(option);
            }
        }
        set
    }

    /// Adds these options to a key under which a derived handle is found again.
    pub(crate) fn fingerprint(&self, fingerprint: &mut Fingerprint) {
        fingerprint.count(self.texts.len());
        for (option, given) in &self.texts {
            fingerprint.text(option.name()).text(&given.value);
        }
        fingerprint.count(self.secrets.len());
        for (option, given) in &self.secrets {
            fingerprint.text(option.name()).text(given.value.reveal());
        }
        fingerprint.count(self.numbers.len());
        for (option, given) in &self.numbers {
            fingerprint
                .text(option.name())
                .part(&given.value.to_be_bytes());
        }
        fingerprint.count(self.flags.len());
        for (option, given) in &self.flags {
            fingerprint.text(option.name()).part(&[given.value.into()]);
        }
        fingerprint.count(self.policy_arns.len());
        for given in &self.policy_arns {
            fingerprint.text(&given.value);
        }
        fingerprint.count(self.tags.len());
        for (key, given) in &self.tags {
            fingerprint.text(key).text(&given.value);
        }
        fingerprint.count(self.transitive_tags.len());
        for key in &self.transitive_tags {
            fingerprint.text(key);
        }
        match &self.base {
            None => fingerprint.text("none"),
            Some(BaseOption::Type(spec)) => fingerprint
                .text("type")
                .text(&format!("{:?}", spec.type_id)),
            Some(BaseOption::Provider(provider)) => fingerprint
                .text("provider")
                .part(&provider.serial.to_be_bytes()),
            Some(BaseOption::Environment) => fingerprint.text("environment"),
        };
        fingerprint.part(&[
            self.keeps_role.into(),
            self.is_over.into(),
            self.any_expiration.into(),
        ]);
    }

    fn text(&mut self, option: O, value: impl Into<Arc<str>>) {
        self.texts.insert(option, Given::in_code(value.into()));
    }

    fn secret(&mut self, option: O, value: String) {
        let secret = Secret::new(value);
        self.secrets.insert(option, Given::in_code(secret));
    }
}

/// Reads the settings of a type into options.
struct Reader<'a> {
    environment: &'a Environment,
    options: Options,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn spec(&mut self, spec: &AccessSpec) {
        for (option, setting) in [
            (O::AwsAccessKeyId, spec.aws_access_key_id),
            (O::Profile, spec.profile),
            (O::AwsStsRoleArn, spec.aws_sts_role_arn),
            (O::SessionName, spec.session_name),
            (O::ExternalId, spec.external_id),
            (O::SourceIdentity, spec.source_identity),
            (O::Policy, spec.policy),
            (O::StsRegion, spec.sts_region),
            (O::StsEndpointUrl, spec.sts_endpoint_url),
            (O::ExpectedAccount, spec.expected_account),
            (O::Region, spec.region),
            (O::EndpointUrl, spec.endpoint_url),
            (O::ConnectTimeout, spec.connect_timeout),
            (O::ReadTimeout, spec.read_timeout),
        ] {
            if let Some(given) = setting.and_then(|setting| self.text(option, setting)) {
                self.options.texts.insert(option, given.map(Arc::from));
            }
        }
        for (option, setting) in [
            (O::AwsSecretAccessKey, spec.aws_secret_access_key),
            (O::AwsSessionToken, spec.aws_session_token),
        ] {
            if let Some(given) = setting.and_then(|setting| self.text(option, setting)) {
                self.options.secrets.insert(option, given.map(Secret::new));
            }
        }
        for (option, setting) in [
            (O::Expiration, spec.expiration),
            (O::MaxRetryAttempts, spec.max_retry_attempts),
        ] {
            let read = setting.and_then(|s| self.parsed(option, s, number::parse));
            if let Some(given) = read {
                self.options.numbers.insert(option, given);
            }
        }
        for (option, setting) in [
            (O::UseFips, spec.use_fips),
            (O::UseDualStack, spec.use_dual_stack),
        ] {
            if let Some(given) = setting.and_then(|s| self.parsed(option, s, flag::parse)) {
                self.options.flags.insert(option, given);
            }
        }
        for setting in spec.policy_arns {
            if let Some(given) = self.text(O::PolicyArns, *setting) {
                self.options.policy_arns.push(given.map(Arc::from));
            }
        }
        for (key, setting) in spec.tags {
            if let Some(given) = self.text(O::Tags, *setting) {
                let given = given.map(Arc::from);
                self.options.tags.push(((*key).into(), given));
            }
        }
        for key in spec.transitive_tags {
            self.options.transitive_tags.push((*key).into());
        }
        self.options.base = spec.base.map(BaseOption::Type);
    }

    fn text(&mut self, option: O, setting: Setting<&'static str>) -> Option<Given<String>> {
        match setting {
            Setting::Value(value) => Some(Given::in_code(value.into())),
            Setting::Env { name, default } => self.variable(option, name, default),
        }
    }

    fn parsed<T>(
        &mut self,
        option: O,
        setting: Setting<T>,
        parse: impl FnOnce(&str) -> Result<T, dynamo_model_core::Violation>,
    ) -> Option<Given<T>> {
        let (name, default) = match setting {
            Setting::Value(value) => return Some(Given::in_code(value)),
            Setting::Env { name, default } => (name, default),
        };
        let text = self.variable(option, name, default)?;
        match parse(&text.value) {
            Ok(value) => Some(text.map(|_| value)),
            Err(violation) => {
                self.problems.push(Problem::of_variable(
                    option.name(),
                    text.variable(),
                    violation,
                ));
                None
            }
        }
    }

    fn variable(
        &mut self,
        option: O,
        name: &'static str,
        default: Option<&'static str>,
    ) -> Option<Given<String>> {
        match (self.environment.read(name), default) {
            (Some(value), _) if !value.is_empty() => Some(Given {
                value,
                found: Found::InVariable(name),
            }),
            (None, Some(default)) => Some(Given {
                value: default.into(),
                found: Found::WithoutVariable(name),
            }),
            (found, _) => {
                let state = if found.is_some() { "empty" } else { "not set" };
                self.problems.push(Problem::new(
                    option.name(),
                    format_args!("needs the environment variable `{name}`, which is {state}"),
                ));
                None
            }
        }
    }
}

/// Access options in code: the same that `#[dynamo(meta(...))]` knows, checked by the same rules, for
/// [overrides](crate::DynamoBuilder), [defaults](crate::DynamoBuilder::default_access) and
/// [single calls](crate::Dynamo::with).
///
/// ```
/// use dynamo_model::access::{Access, Base};
///
/// // A role, assumed with whatever identity lies below.
/// let access = Access::assume_role("arn:aws:iam::123456789012:role/orders")
///     .session_name("nightly")
///     .expiration(std::time::Duration::from_secs(900));
///
/// // The same, assumed with a profile's identity.
/// let access = access.over(Base::profile("hub"));
///
/// // Other credentials under whatever role the model names.
/// let access = Access::base(Base::profile("hub"));
/// ```
#[derive(Clone, Default)]
#[must_use = "options do nothing until they are given to a `Dynamo`"]
pub struct Access(pub(crate) Options);

/// A base identity: what signs where no role is named, and what assumes a role where one is.
#[derive(Clone)]
#[must_use = "a base does nothing until it is given to an `Access`"]
pub struct Base(Options);

/// What a base says in texts that are no secrets.
const BASE_TEXTS: [O; 2] = [O::AwsAccessKeyId, O::Profile];

impl Base {
    /// A static key pair.
    pub fn keys(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        let mut options = Options::default();
        options.text(O::AwsAccessKeyId, access_key_id.into());
        options.secret(O::AwsSecretAccessKey, secret_access_key.into());
        Self(options)
    }

    /// Static session credentials.
    pub fn session(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: impl Into<String>,
    ) -> Self {
        let Self(mut options) = Self::keys(access_key_id, secret_access_key);
        options.secret(O::AwsSessionToken, session_token.into());
        Self(options)
    }

    /// A profile of the AWS config and credentials files, and nothing else.
    pub fn profile(name: impl Into<String>) -> Self {
        let mut options = Options::default();
        options.text(O::Profile, name.into());
        Self(options)
    }

    /// A provider of your own. It is asked when credentials are needed and its answers are cached and renewed like
    /// all others; the [recipes](crate::recipes#credentials-from-elsewhere) show one.
    ///
    /// An answer that does not come within 20 seconds, an error and a panic are all
    /// [`AccessError::NoBaseCredentials`](super::AccessError::NoBaseCredentials) to whoever needs credentials; those
    /// that are valid stay in use. Credentials with an end that a service rejects ahead of it are asked for anew, and
    /// the request is repeated once, as for a session. For those without an end the provider is asked again as well,
    /// but the request is not repeated.
    pub fn provider(provider: impl ProvideCredentials + 'static) -> Self {
        let provider = Provider::new(SharedCredentialsProvider::new(provider));
        Self(Options {
            base: Some(BaseOption::Provider(provider)),
            ..Options::default()
        })
    }

    /// The access of a type: its role or keys, with the overrides that hold for it.
    pub fn of<A: AwsAccess>() -> Self {
        Self(Options {
            base: Some(BaseOption::Type(A::ACCESS)),
            ..Options::default()
        })
    }

    /// What the AWS configuration provides, whatever the layers below say.
    pub fn environment() -> Self {
        Self(Options {
            base: Some(BaseOption::Environment),
            ..Options::default()
        })
    }
}

/// Setters that store text as it is; the rules are applied when the options are put to use.
macro_rules! texts {
    ($($(#[$doc:meta])* $method:ident: $option:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $method(mut self, value: impl Into<String>) -> Self {
                self.0.text(O::$option, value.into());
                self
            }
        )*
    };
}

impl Access {
    /// No option: for settings of transport only.
    pub fn new() -> Self {
        Self::default()
    }

    /// Assume this role, over its own base ([`Access::over`]) or the first that a layer below names.
    pub fn assume_role(role_arn: impl Into<String>) -> Self {
        let mut access = Self::new();
        access.0.text(O::AwsStsRoleArn, role_arn.into());
        access
    }

    /// Sign with this base; no role applies.
    pub fn sign_with(base: Base) -> Self {
        Self(base.0)
    }

    /// Sign with a static key pair; no role applies.
    pub fn keys(access_key_id: impl Into<String>, secret_access_key: impl Into<String>) -> Self {
        Self::sign_with(Base::keys(access_key_id, secret_access_key))
    }

    /// Replace the base identity and keep the role that a layer below names.
    pub fn base(base: Base) -> Self {
        let mut access = Self(base.0);
        access.0.keeps_role = true;
        access
    }

    /// The base that the role of [`Access::assume_role`] is assumed with, in the place of any base given before. Without
    /// that role it is an error; [`Access::base`] is for the role of a layer below.
    pub fn over(mut self, base: Base) -> Self {
        let Base(base) = base;
        for option in BASE_TEXTS {
            self.0.texts.remove(&option);
        }
        self.0.texts.extend(base.texts);
        // All that are secret are the base's.
        self.0.secrets = base.secrets;
        self.0.base = base.base;
        self.0.is_over = true;
        self
    }

    texts! {
        /// The session's name: 2 to 64 of `[A-Za-z0-9_+=,.@-]`. It shows in `CloudTrail`.
        session_name: SessionName;
        /// The external id that the role's trust policy asks for.
        external_id: ExternalId;
        /// The source identity: 2 to 64 of `[A-Za-z0-9_+=,.@-]`.
        source_identity: SourceIdentity;
        /// A session policy, as JSON of at most 2,048 characters.
        policy: Policy;
        /// STS's region, where it is not the region of DynamoDB.
        sts_region: StsRegion;
        /// STS's endpoint.
        sts_endpoint_url: StsEndpointUrl;
        /// The 12-digit account that the credentials must belong to.
        expected_account: ExpectedAccount;
        /// The region of DynamoDB, and of STS where nothing else is said.
        region: Region;
        /// DynamoDB's endpoint. It never reaches STS.
        endpoint_url: EndpointUrl;
    }

    /// How long a session lasts, in whole seconds: 15 minutes to 12 hours.
    pub fn expiration(mut self, duration: Duration) -> Self {
        self.0
            .numbers
            .insert(O::Expiration, Given::in_code(duration.as_secs()));
        self
    }

    /// A session of any length, for tests against a server that grants it.
    #[cfg(feature = "test-util")]
    pub fn any_expiration(self, duration: Duration) -> Self {
        let mut access = self.expiration(duration);
        access.0.any_expiration = true;
        access
    }

    /// Adds the ARN of a managed session policy; at most 10.
    pub fn policy_arn(mut self, arn: impl Into<String>) -> Self {
        self.0.policy_arns.push(Given::in_code(arn.into().into()));
        self
    }

    /// Adds a session tag; at most 50.
    pub fn tag(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        let value = Given::in_code(Arc::from(value.into()));
        self.0.tags.push((key.into().into(), value));
        self
    }

    /// Makes a session tag transitive: it goes on to the sessions of a role chain.
    pub fn transitive_tag(mut self, key: impl Into<String>) -> Self {
        self.0.transitive_tags.push(key.into().into());
        self
    }

    /// Use FIPS endpoints.
    pub fn use_fips(mut self, on: bool) -> Self {
        self.0.flags.insert(O::UseFips, Given::in_code(on));
        self
    }

    /// Use dual-stack endpoints.
    pub fn use_dual_stack(mut self, on: bool) -> Self {
        self.0.flags.insert(O::UseDualStack, Given::in_code(on));
        self
    }

    /// How long connecting may take.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.0
            .text(O::ConnectTimeout, format!("{}ms", timeout.as_millis()));
        self
    }

    /// How long reading the first byte of an answer may take.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.0
            .text(O::ReadTimeout, format!("{}ms", timeout.as_millis()));
        self
    }

    /// How often a request is sent again at the most; 0 sends it once.
    pub fn max_retry_attempts(mut self, retries: u32) -> Self {
        self.0
            .numbers
            .insert(O::MaxRetryAttempts, Given::in_code(retries.into()));
        self
    }
}

/// Names the options that are given, and no value: some are secrets.
impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Access ")?;
        f.debug_set()
            .entries(
                self.0
                    .given()
                    .iter()
                    .map(dynamo_model_core::options::AccessOption::name),
            )
            .finish()
    }
}

/// Names the options that are given, and no value: some are secrets.
impl fmt::Debug for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Base ")?;
        f.debug_set()
            .entries(
                self.0
                    .given()
                    .iter()
                    .map(dynamo_model_core::options::AccessOption::name),
            )
            .finish()
    }
}
