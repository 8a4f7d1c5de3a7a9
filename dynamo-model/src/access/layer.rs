//! One checked layer of settings. Each layer is checked alone, by the rules of `dynamo-model-core`: half a key pair in
//! one and the other half in another is an error, not a pair.

use std::{sync::Arc, time::Duration};

use dynamo_model_core::{
    self as core, Violation,
    groups::{self, OptionSet},
    options::AccessOption as O,
    region, role_arn,
};

use super::{
    environment::Environment,
    error::Problem,
    identity::{self, Keys, Provider},
    options::{BaseOption, Given, Options},
    spec::AccessSpec,
    tag,
};

/// The settings of one layer, in order.
#[derive(Debug, Default)]
pub(crate) struct Layer {
    pub(crate) base: Option<LayerBase>,
    /// The base is for under whatever role a layer below names.
    pub(crate) keeps_role: bool,
    pub(crate) role: Option<RoleOptions>,
    pub(crate) expected_account: Option<Arc<str>>,
    pub(crate) region: Option<Arc<str>>,
    pub(crate) endpoint_url: Option<Arc<str>>,
    pub(crate) sts_region: Option<Arc<str>>,
    pub(crate) sts_endpoint_url: Option<Arc<str>>,
    pub(crate) use_fips: Option<bool>,
    pub(crate) use_dual_stack: Option<bool>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    /// As the SDK counts: the first attempt included.
    pub(crate) max_attempts: Option<u32>,
    /// Every option as it may be shown, for `explain`.
    pub(crate) shown: Vec<(O, String)>,
}

/// The base identity of a layer.
#[derive(Debug, Clone)]
pub(crate) enum LayerBase {
    Keys(Keys),
    Profile(Arc<str>),
    Type(&'static AccessSpec),
    Provider(Provider),
    Environment,
}

/// The role of a layer, with what was said about its session.
#[derive(Debug, Clone)]
pub(crate) struct RoleOptions {
    pub(crate) arn: Arc<str>,
    pub(crate) session_name: Arc<str>,
    pub(crate) expiration: Duration,
    pub(crate) external_id: Option<Arc<str>>,
    pub(crate) source_identity: Option<Arc<str>>,
    pub(crate) policy: Option<Arc<str>>,
    pub(crate) policy_arns: Vec<Arc<str>>,
    pub(crate) tags: Vec<(Arc<str>, Arc<str>)>,
    pub(crate) transitive_tags: Vec<Arc<str>>,
}

impl Layer {
    /// What a type says. All that is missing or wrong is told, apart from options that have no say.
    pub(crate) fn read(
        spec: &AccessSpec,
        environment: &Environment,
        have_a_say: OptionSet,
    ) -> Result<Self, Vec<Problem>> {
        let matters = |problem: &Problem| {
            core::options::find(problem.option).is_none_or(|option| have_a_say.contains(option))
        };
        let (options, mut problems) = Options::read(spec, environment);
        problems.retain(matters);
        let complete = problems.is_empty();
        check_each(&options, &mut problems);
        // What is missing would break rules between options as well, and be told twice.
        if complete {
            check_together(&options, &mut problems);
        }
        problems.retain(matters);
        Self::unless_wrong(&options, problems)
    }

    /// Checks options alone and together. All that is wrong is told.
    pub(crate) fn check(options: &Options) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        check_each(options, &mut problems);
        check_together(options, &mut problems);
        Self::unless_wrong(options, problems)
    }

    fn unless_wrong(options: &Options, problems: Vec<Problem>) -> Result<Self, Vec<Problem>> {
        if problems.is_empty() {
            Ok(Self::of_checked(options))
        } else {
            Err(in_order(problems))
        }
    }

    fn of_checked(options: &Options) -> Self {
        let shown = show(options);
        let text = |option| {
            options
                .texts
                .get(&option)
                .map(|given| Arc::clone(&given.value))
        };
        let flag = |option| options.flags.get(&option).map(|given| given.value);
        let duration = |option| text(option).and_then(|text| core::duration::parse(&text).ok());
        let secret = |option| {
            let given = options.secrets.get(&option);
            given.map(|given| given.value.clone())
        };
        let keys = text(O::AwsAccessKeyId)
            .zip(secret(O::AwsSecretAccessKey))
            .map(|(id, secret_access_key)| Keys {
                id,
                secret: secret_access_key,
                token: secret(O::AwsSessionToken),
            });
        let base = match (keys, text(O::Profile), options.base.clone()) {
            (Some(keys), ..) => Some(LayerBase::Keys(keys)),
            (_, Some(profile), _) => Some(LayerBase::Profile(profile)),
            (.., Some(BaseOption::Type(spec))) => Some(LayerBase::Type(spec)),
            (.., Some(BaseOption::Provider(provider))) => Some(LayerBase::Provider(provider)),
            (.., Some(BaseOption::Environment)) => Some(LayerBase::Environment),
            (None, None, None) => None,
        };
        let expiration = options
            .numbers
            .get(&O::Expiration)
            .map_or(core::session_duration::DEFAULT, |given| given.value);
        let role = text(O::AwsStsRoleArn).map(|arn| RoleOptions {
            arn,
            session_name: text(O::SessionName)
                .unwrap_or_else(|| core::session_name::DEFAULT.into()),
            expiration: Duration::from_secs(expiration),
            external_id: text(O::ExternalId),
            source_identity: text(O::SourceIdentity),
            policy: text(O::Policy),
            policy_arns: values(&options.policy_arns),
            tags: options
                .tags
                .iter()
                .map(|(key, value)| (Arc::clone(key), Arc::clone(&value.value)))
                .collect(),
            transitive_tags: options.transitive_tags.clone(),
        });
        Self {
            base,
            keeps_role: options.keeps_role,
            role,
            expected_account: text(O::ExpectedAccount),
            region: text(O::Region),
            endpoint_url: text(O::EndpointUrl),
            sts_region: text(O::StsRegion),
            sts_endpoint_url: text(O::StsEndpointUrl),
            use_fips: flag(O::UseFips),
            use_dual_stack: flag(O::UseDualStack),
            connect_timeout: duration(O::ConnectTimeout),
            read_timeout: duration(O::ReadTimeout),
            max_attempts: options
                .numbers
                .get(&O::MaxRetryAttempts)
                .map(|given| core::retry_attempts::sdk_max_attempts(given.value)),
            shown,
        }
    }
}

/// In the order of the reference.
pub(super) fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| core::options::find(problem.option));
    problems
}

fn values(given: &[Given<Arc<str>>]) -> Vec<Arc<str>> {
    given.iter().map(|given| Arc::clone(&given.value)).collect()
}

type Rule = fn(&str) -> Result<(), Violation>;

/// The rule of each text option.
fn text_rule(option: O) -> Option<Rule> {
    Some(match option {
        O::AwsAccessKeyId => core::credentials::check_access_key_id,
        O::AwsSecretAccessKey => core::credentials::check_secret_access_key,
        O::AwsSessionToken => core::credentials::check_session_token,
        O::Profile => core::profile::check,
        O::AwsStsRoleArn => core::role_arn::check,
        O::SessionName => core::session_name::check,
        O::ExternalId => core::external_id::check,
        O::SourceIdentity => core::source_identity::check,
        O::Policy => core::policy::check,
        O::ExpectedAccount => core::account_id::check,
        O::Region | O::StsRegion => core::region::check,
        O::EndpointUrl | O::StsEndpointUrl => core::endpoint_url::check,
        O::ConnectTimeout | O::ReadTimeout => core::duration::check,
        // The other options are not text; their rules are called by name below.
        _ => return None,
    })
}

/// Each option by its own rule.
fn check_each(options: &Options, problems: &mut Vec<Problem>) {
    let mut tell = |option: O, variable, result: Result<(), Violation>| {
        if let Err(violation) = result {
            problems.push(Problem::of_variable(option.name(), variable, violation));
        }
    };
    for (option, given) in &options.texts {
        if let Some(rule) = text_rule(*option) {
            tell(*option, given.variable(), rule(&given.value));
        }
    }
    for (option, given) in &options.secrets {
        if let Some(rule) = text_rule(*option) {
            tell(*option, given.variable(), rule(given.value.reveal()));
        }
    }
    for (option, given) in &options.numbers {
        let result = match option {
            O::Expiration if options.any_expiration => Ok(()),
            O::Expiration => core::session_duration::check(given.value),
            _ => core::retry_attempts::check(given.value),
        };
        tell(*option, given.variable(), result);
    }
    for given in &options.policy_arns {
        tell(
            O::PolicyArns,
            given.variable(),
            core::policy_arn::check(&given.value),
        );
    }
    let count = core::policy_arn::check_count(options.policy_arns.len());
    tell(O::PolicyArns, None, count);
    let keys: Vec<&str> = options.tags.iter().map(|(key, _)| &**key).collect();
    tell(O::Tags, None, core::tags::check_count(keys.len()));
    tell(O::Tags, None, core::tags::check_distinct(&keys));
    let transitive: Vec<&str> = options.transitive_tags.iter().map(|key| &**key).collect();
    // Without any tag the rule between the two options says it better.
    if !keys.is_empty() {
        let result = core::tags::check_transitive(&keys, &transitive);
        tell(O::TransitiveTags, None, result);
    }
    for (key, given) in &options.tags {
        problems.extend(tag::problems(key, &given.value, given.variable()));
    }
}

/// Rules between the options of one layer.
fn check_together(options: &Options, problems: &mut Vec<Problem>) {
    for rule in groups::violations(options.given()) {
        problems.push(Problem::new(rule.subject.name(), rule.predicate));
    }
    if options.is_over && !options.texts.contains_key(&O::AwsStsRoleArn) {
        problems.push(Problem::new(
            "base",
            "is given by `over`, but there is no role here that it could be under; use `Access::base` to put it under \
             the role of a layer below, or `Access::sign_with` to sign with it",
        ));
    }
    check_values_together(options, problems);
}

/// Rules that look at two values of one layer.
fn check_values_together(options: &Options, problems: &mut Vec<Problem>) {
    let text = |option| options.texts.get(&option);
    let mut tell = |option: O, result: Result<(), Violation>| {
        if let Err(violation) = result {
            problems.push(Problem::new(option.name(), violation));
        }
    };
    let has_secret = |option| options.secrets.contains_key(&option);
    if let Some(id) = text(O::AwsAccessKeyId).filter(|_| has_secret(O::AwsSecretAccessKey)) {
        let has_token = has_secret(O::AwsSessionToken);
        let result = core::credentials::check_token_given(&id.value, has_token);
        tell(O::AwsAccessKeyId, result);
    }
    let Some(role) = text(O::AwsStsRoleArn).filter(|arn| role_arn::check(&arn.value).is_ok())
    else {
        return;
    };
    for option in [O::Region, O::StsRegion] {
        if let Some(at) = text(option).filter(|at| region::check(&at.value).is_ok()) {
            tell(O::AwsStsRoleArn, region::check_arn(&at.value, &role.value));
        }
    }
    if let Some(expected) = text(O::ExpectedAccount)
        && core::account_id::check(&expected.value).is_ok()
    {
        let result = core::account_id::check_role(&expected.value, &role.value);
        tell(O::ExpectedAccount, result);
    }
    if let Some(expiration) = options.numbers.get(&O::Expiration)
        && has_secret(O::AwsSessionToken)
        && core::session_duration::check(expiration.value).is_ok()
    {
        let result = core::session_duration::check_chained(expiration.value);
        tell(O::Expiration, result);
    }
}

/// What `explain` may show of each option.
fn show(options: &Options) -> Vec<(O, String)> {
    let mut shown = Vec::new();
    for (option, given) in &options.texts {
        let value = match option {
            O::AwsAccessKeyId => given.shown(identity::key_label(&given.value)),
            _ => given.shown(&given.value),
        };
        shown.push((*option, value));
    }
    for (option, given) in &options.secrets {
        shown.push((*option, given.shown(format_args!("{:?}", given.value))));
    }
    for (option, given) in &options.numbers {
        shown.push((*option, given.shown(given.value)));
    }
    for (option, given) in &options.flags {
        shown.push((*option, given.shown(given.value)));
    }
    if !options.policy_arns.is_empty() {
        let arns = options.policy_arns.iter();
        let arns: Vec<_> = arns.map(|given| given.shown(&given.value)).collect();
        shown.push((O::PolicyArns, arns.join(", ")));
    }
    if !options.tags.is_empty() {
        let tags = options.tags.iter();
        let tag = |(key, given): &(Arc<str>, Given<Arc<str>>)| {
            given.shown(format_args!("{key}={}", given.value))
        };
        let tags: Vec<_> = tags.map(tag).collect();
        shown.push((O::Tags, tags.join(", ")));
    }
    if !options.transitive_tags.is_empty() {
        shown.push((O::TransitiveTags, options.transitive_tags.join(", ")));
    }
    match &options.base {
        Some(BaseOption::Type(spec)) => shown.push((O::Base, spec.type_name.to_owned())),
        Some(BaseOption::Provider(_)) => {
            shown.push((O::Base, "a provider given in code".to_owned()));
        }
        Some(BaseOption::Environment) => shown.push((O::Base, "the environment".to_owned())),
        None => {}
    }
    shown.sort_by_key(|(option, _)| *option);
    shown
}
