//! What `#[dynamo(meta(...))]` says about access, as constant data. No rule and no default lives here: rules are
//! in `dynamo-model-core`, defaults and precedence in `layers`.

use core::{any::TypeId, fmt};

/// A type that says who signs: a model with access options of its own, or a marker shared by several models.
///
/// Implemented by `#[derive(AwsAccess)]` and, for a model with access options, by `#[derive(DynamoModel)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who signs",
    label = "does not implement `AwsAccess`",
    note = "a type that says who signs derives `AwsAccess`; a model does so when it states access options of its own, \
            and otherwise names such a type by `access = ...`"
)]
pub trait AwsAccess: Sized + 'static {
    /// The options as written on the type.
    const ACCESS: &'static AccessSpec;
}

/// The access of every model that says nothing about it: the environment's ordinary AWS configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultAccess {}

impl AwsAccess for DefaultAccess {
    const ACCESS: &'static AccessSpec = &AccessSpec::new::<Self>("DefaultAccess");
}

/// The value of one option: known while compiling, or read from an environment variable at run time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Setting<T> {
    /// A literal or a constant expression, checked while compiling.
    Value(T),
    /// `env("NAME")` or `env("NAME", default = "...")`, read when the type is first used and checked by the same rule.
    Env {
        /// The variable's name.
        name: &'static str,
        /// What stands in when the variable is not set.
        default: Option<&'static str>,
    },
}

/// Names the variable and shows no value: a setting can't know whether its option is a secret.
impl<T> fmt::Debug for Setting<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(_) => f.write_str("Value(..)"),
            Self::Env { name, .. } => f
                .debug_struct("Env")
                .field("name", name)
                .finish_non_exhaustive(),
        }
    }
}

type Text = Setting<&'static str>;

/// The access options of one type, as written on it.
#[derive(Clone, Copy)]
pub struct AccessSpec {
    pub(crate) type_name: &'static str,
    #[cfg_attr(
        not(feature = "client"),
        allow(dead_code, reason = "only what runs looks for a type")
    )]
    pub(crate) type_id: TypeId,

    pub(crate) aws_access_key_id: Option<Text>,
    pub(crate) aws_secret_access_key: Option<Text>,
    pub(crate) aws_session_token: Option<Text>,
    pub(crate) profile: Option<Text>,
    pub(crate) base: Option<&'static AccessSpec>,

    pub(crate) aws_sts_role_arn: Option<Text>,
    pub(crate) session_name: Option<Text>,
    pub(crate) expiration: Option<Setting<u64>>,
    pub(crate) external_id: Option<Text>,
    pub(crate) source_identity: Option<Text>,
    pub(crate) policy: Option<Text>,
    pub(crate) policy_arns: &'static [Text],
    pub(crate) tags: &'static [(&'static str, Text)],
    pub(crate) transitive_tags: &'static [&'static str],
    pub(crate) sts_region: Option<Text>,
    pub(crate) sts_endpoint_url: Option<Text>,
    pub(crate) expected_account: Option<Text>,

    pub(crate) region: Option<Text>,
    pub(crate) endpoint_url: Option<Text>,
    pub(crate) use_fips: Option<Setting<bool>>,
    pub(crate) use_dual_stack: Option<Setting<bool>>,
    pub(crate) connect_timeout: Option<Text>,
    pub(crate) read_timeout: Option<Text>,
    pub(crate) max_retry_attempts: Option<Setting<u64>>,
}

/// One constant setter per option, so that the derive emits calls named like the options themselves.
macro_rules! setters {
    ($($option:ident: $type:ty),* $(,)?) => {
        $(
            #[doc = concat!("Sets `", stringify!($option), "`.")]
            #[must_use]
            pub const fn $option(mut self, value: $type) -> Self {
                self.$option = Some(value);
                self
            }
        )*
    };
}

impl AccessSpec {
    /// No option set. `type_name` is the type's name as the user wrote it.
    #[must_use]
    pub const fn new<T: AwsAccess>(type_name: &'static str) -> Self {
        Self {
            type_name,
            type_id: TypeId::of::<T>(),
            aws_access_key_id: None,
            aws_secret_access_key: None,
            aws_session_token: None,
            profile: None,
            base: None,
            aws_sts_role_arn: None,
            session_name: None,
            expiration: None,
            external_id: None,
            source_identity: None,
            policy: None,
            policy_arns: &[],
            tags: &[],
            transitive_tags: &[],
            sts_region: None,
            sts_endpoint_url: None,
            expected_account: None,
            region: None,
            endpoint_url: None,
            use_fips: None,
            use_dual_stack: None,
            connect_timeout: None,
            read_timeout: None,
            max_retry_attempts: None,
        }
    }

    setters! {
        aws_access_key_id: Text,
        aws_secret_access_key: Text,
        aws_session_token: Text,
        profile: Text,
        base: &'static AccessSpec,
        aws_sts_role_arn: Text,
        session_name: Text,
        expiration: Setting<u64>,
        external_id: Text,
        source_identity: Text,
        policy: Text,
        sts_region: Text,
        sts_endpoint_url: Text,
        expected_account: Text,
        region: Text,
        endpoint_url: Text,
        use_fips: Setting<bool>,
        use_dual_stack: Setting<bool>,
        connect_timeout: Text,
        read_timeout: Text,
        max_retry_attempts: Setting<u64>,
    }

    /// Sets `policy_arns`.
    #[must_use]
    pub const fn policy_arns(mut self, value: &'static [Text]) -> Self {
        self.policy_arns = value;
        self
    }

    /// Sets `tags`, as key and value.
    #[must_use]
    pub const fn tags(mut self, value: &'static [(&'static str, Text)]) -> Self {
        self.tags = value;
        self
    }

    /// Sets `transitive_tags`, as keys of `tags`.
    #[must_use]
    pub const fn transitive_tags(mut self, value: &'static [&'static str]) -> Self {
        self.transitive_tags = value;
        self
    }

    /// The name of the type that carries these options.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// Whether the credentials of this type are a session: it assumes a role, holds a session token, or is based
    /// on a type that does. STS limits a role assumed from a session to one hour.
    #[must_use]
    pub const fn is_session(&self) -> bool {
        if self.aws_sts_role_arn.is_some() || self.aws_session_token.is_some() {
            return true;
        }
        match self.base {
            Some(base) => base.is_session(),
            None => false,
        }
    }
}

/// Tells which type this is and nothing of its options, some of which are secrets.
impl fmt::Debug for AccessSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessSpec")
            .field("type_name", &self.type_name)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Setting;

    #[test]
    fn a23_a_setting_prints_its_variable_and_no_value() {
        let value = Setting::Value("fixture-secret");
        assert_eq!(format!("{value:?}"), "Value(..)");
        let variable = Setting::<&str>::Env {
            name: "LEDGER_SECRET",
            default: Some("fixture-secret"),
        };
        assert_eq!(
            format!("{variable:?}"),
            r#"Env { name: "LEDGER_SECRET", .. }"#
        );
    }
}
