//! Precedence: which layer decides who signs, where requests go and how. Nothing is fetched here; the outcome is a
//! value that says what to do and why.

use std::{any::TypeId, collections::HashMap, fmt, sync::Arc, time::Duration};

use aws_types::{SdkConfig, service_config::ServiceConfigKey};
use dynamo_model_core::{
    groups::{INLINE_ACCESS, OptionSet},
    options::{AccessOption as O, Group},
    region,
};

use super::{
    environment::Environment,
    error::{AccessError, OptionsError, Problem},
    explain::{Candidate, Explanation},
    identity::{Base, Identity, InAccount, Profile, Role, Session, StsTarget},
    layer::{Layer, LayerBase, RoleOptions},
    scope::SessionScope,
    spec::AccessSpec,
};

/// Where a setting comes from, most specific first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// [`Dynamo::local`](crate::Dynamo::local) and [`Dynamo::embedded`](crate::Dynamo): they stand above all.
    Local,
    /// [`Dynamo::with`](crate::Dynamo::with).
    Call,
    /// [`DynamoBuilder::access`](crate::DynamoBuilder::access).
    TypeOverride,
    /// [`DynamoBuilder::override_access`](crate::DynamoBuilder::override_access).
    Override,
    /// `#[dynamo(meta(...))]`.
    Meta,
    /// [`DynamoBuilder::default_access`](crate::DynamoBuilder::default_access).
    Default,
    /// The AWS configuration: environment, profile, or the `SdkConfig` given.
    Environment,
    /// Nobody said anything.
    BuiltIn,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Local => "local mode",
            Self::Call => "this handle's override",
            Self::TypeOverride => "the builder's override for this type",
            Self::Override => "the builder's override for all",
            Self::Meta => "`#[dynamo(meta(...))]`",
            Self::Default => "the builder's default",
            Self::Environment => "the AWS configuration",
            Self::BuiltIn => "built in",
        })
    }
}

/// Everything that was configured, apart from single types' `meta` and derived handles.
#[derive(Debug)]
pub(crate) struct Configured {
    pub(crate) overrides: HashMap<TypeId, Arc<Layer>>,
    pub(crate) override_all: Option<Arc<Layer>>,
    pub(crate) defaults: Option<Arc<Layer>>,
    /// Table names that code puts in the place of models' own, by the models' type names.
    pub(crate) tables: HashMap<&'static str, Arc<str>>,
    pub(crate) environment: Environment,
    /// What is wrong with the environment's own keys; told when they are needed.
    pub(crate) environment_problem: Option<&'static str>,
    pub(crate) local: Option<Local>,
    /// Whether items always go through the SDK's maps.
    pub(crate) mapped: bool,
    /// Without credentials: a forgotten setter shall fail rather than fall back.
    pub(crate) sdk_config: SdkConfig,
}

/// Everything runs locally, with one dummy identity.
#[derive(Debug, Clone)]
pub(crate) struct Local {
    pub(crate) endpoint_url: Arc<str>,
}

/// What a derived handle changes.
#[derive(Debug)]
pub(crate) enum Change {
    With(Arc<Layer>),
    Scope {
        type_id: TypeId,
        scope: SessionScope,
    },
}

/// How one access type's requests are made.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub(crate) identity: Identity,
    pub(crate) transport: Transport,
    /// Whether a derived handle has its say in it.
    pub(crate) derived: bool,
}

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

/// What counts of a type's options where everything runs locally. A region is taken if there is one, and not missed.
const SETTINGS_OF_LOCAL_MODE: OptionSet =
    OptionSet::of(&[O::ConnectTimeout, O::ReadTimeout, O::MaxRetryAttempts]);

/// Resolves types against what was configured and what this handle changes.
#[derive(Clone, Copy)]
pub(crate) struct Resolver<'a> {
    pub(crate) configured: &'a Configured,
    /// The handle's changes, the latest first.
    pub(crate) changes: &'a [&'a Change],
}

/// The layers of one type, most specific first.
struct Stack {
    layers: Vec<(Origin, Arc<Layer>)>,
}

/// Who decided about the identity.
struct Decision<'a> {
    stack: &'a Stack,
    /// Position of the deciding layer; none when the AWS configuration does.
    at: Option<usize>,
    role: Option<&'a RoleOptions>,
    base: Option<(usize, &'a LayerBase)>,
    /// Whether layers below those that were looked at can name no role any more.
    settled: bool,
}

impl Resolver<'_> {
    /// How requests of `spec`'s models are made.
    pub(crate) fn resolve(&self, spec: &'static AccessSpec) -> Result<Resolved, AccessError> {
        let stack = self.stack(spec, true)?;
        let transport = self.transport(&stack, spec)?;
        if self.configured.local.is_some() {
            return Ok(Resolved {
                identity: Identity::Base {
                    base: Base::Local,
                    derived: false,
                },
                transport,
                derived: false,
            });
        }
        let identity = self.identity(spec, &stack, &transport.region, &mut Vec::new())?;
        let identity = match stack.decide().expected_account() {
            Some(expected) => {
                let sts = self.sts_target(spec, &stack, &transport.region)?;
                in_account(identity, expected, sts)
            }
            None => identity,
        };
        let derived = identity.is_derived()
            || stack
                .layers
                .iter()
                .any(|(origin, _)| *origin == Origin::Call);
        Ok(Resolved {
            identity,
            transport,
            derived,
        })
    }

    /// What every option of a type is, who said so and who lost.
    pub(crate) fn explain(
        &self,
        model: &'static str,
        spec: &'static AccessSpec,
    ) -> Result<Explanation, AccessError> {
        let resolved = self.resolve(spec)?;
        let stack = self.stack(spec, true)?;
        let decision = stack.decide();
        let mut explanation =
            Explanation::new(model, spec.type_name, resolved.identity.to_string());
        let origin = match (&self.configured.local, decision.at) {
            (Some(_), _) => Origin::Local,
            (None, Some(at)) => stack.layers[at].0,
            (None, None) => Origin::Environment,
        };
        explanation.decided_by(origin);
        for (at, (origin, layer)) in stack.layers.iter().enumerate() {
            for (option, value) in &layer.shown {
                let counts = self.configured.local.is_none()
                    && decision.takes(at, *option, layer.keeps_role);
                explanation.add(*option, Candidate::new(*origin, value.clone()), counts);
            }
        }
        self.explain_transport(&resolved.transport, &mut explanation);
        self.explain_session(&resolved.identity, &mut explanation);
        Ok(explanation)
    }

    fn explain_transport(&self, transport: &Transport, explanation: &mut Explanation) {
        let config = &self.configured.sdk_config;
        let local = self.configured.local.as_ref();
        let region = match local {
            Some(_) => Some((Origin::Local, transport.region.to_string())),
            None => config
                .region()
                .map(|region| (Origin::Environment, region.to_string())),
        };
        if let Some((origin, region)) = region {
            explanation.add_last(O::Region, Candidate::new(origin, region));
        }
        let endpoint = match local {
            Some(local) => Some((Origin::Local, local.endpoint_url.to_string())),
            None => configured_endpoint(config, DYNAMODB).map(|url| (Origin::Environment, url)),
        };
        match endpoint {
            Some((origin, url)) => {
                explanation.add_last(O::EndpointUrl, Candidate::new(origin, url));
            }
            None => explanation.add_last(
                O::EndpointUrl,
                Candidate::new(Origin::BuiltIn, "AWS's own".to_owned()),
            ),
        }
        if local.is_none()
            && let Some(url) = configured_endpoint(config, STS)
        {
            explanation.add_last(O::StsEndpointUrl, Candidate::new(Origin::Environment, url));
        }
    }

    fn explain_session(&self, identity: &Identity, explanation: &mut Explanation) {
        let Some(role) = identity.role() else {
            return;
        };
        let session = &role.session;
        for change in self.changes {
            if let Change::Scope { scope, .. } = change {
                explanation.note(format!("narrowed by {scope:?}"));
            }
        }
        let built_in = |text: String| Candidate::new(Origin::BuiltIn, text);
        explanation.add_last(O::SessionName, built_in(session.name.to_string()));
        explanation.add_last(
            O::Expiration,
            built_in(session.duration.as_secs().to_string()),
        );
        if session.duration > Duration::from_secs(dynamo_model_core::session_duration::MAX_CHAINED)
            && role.base.is_session()
        {
            explanation.expiration_lowered();
        }
    }

    /// The layers of a type. As a base it is not touched by what was said of the models above it.
    fn stack(&self, spec: &'static AccessSpec, signs: bool) -> Result<Stack, AccessError> {
        let mut stack = self.above_meta(spec, signs);
        let meta = self
            .meta(spec, &stack)
            .map_err(|problems| self.wrong_meta(spec, signs, problems))?;
        stack.layers.push((Origin::Meta, Arc::new(meta)));
        if let Some(layer) = &self.configured.defaults {
            stack.layers.push((Origin::Default, Arc::clone(layer)));
        }
        Ok(stack)
    }

    fn above_meta(&self, spec: &AccessSpec, signs: bool) -> Stack {
        let configured = self.configured;
        let mut layers = Vec::new();
        if signs {
            for change in self.changes {
                if let Change::With(layer) = change {
                    layers.push((Origin::Call, Arc::clone(layer)));
                }
            }
        }
        if let Some(layer) = configured.overrides.get(&spec.type_id) {
            layers.push((Origin::TypeOverride, Arc::clone(layer)));
        }
        if let (true, Some(layer)) = (signs, &configured.override_all) {
            layers.push((Origin::Override, Arc::clone(layer)));
        }
        Stack { layers }
    }

    /// What a type says, if nothing is wrong with what counts under the layers above.
    fn meta(&self, spec: &AccessSpec, above: &Stack) -> Result<Layer, Vec<Problem>> {
        Layer::read(spec, &self.configured.environment, self.left_open(above))
    }

    fn left_open(&self, above: &Stack) -> OptionSet {
        match self.configured.local {
            Some(_) => SETTINGS_OF_LOCAL_MODE,
            None => above.left_open(),
        }
    }

    /// What is wrong with a type, and with those that it is based on, so that all can be mended at once.
    fn wrong_meta(&self, spec: &AccessSpec, signs: bool, problems: Vec<Problem>) -> AccessError {
        let mut told = Vec::new();
        let mut tell = |of: &AccessSpec, is_base: bool, problems: Vec<Problem>| {
            // The error is about the model that asks; of any other type it must be said whose options these are.
            told.extend(problems.into_iter().map(|problem| {
                if is_base {
                    problem.of_type(of.type_name)
                } else {
                    problem
                }
            }));
        };
        tell(spec, !signs, problems);
        let mut above = self.above_meta(spec, signs);
        let mut next = spec.base;
        while let Some(base) = next.filter(|_| self.left_open(&above).contains(O::Base)) {
            above = self.above_meta(base, false);
            let below = self.meta(base, &above);
            tell(base, true, below.err().unwrap_or_default());
            next = base.base;
        }
        wrong(spec, Origin::Meta, told)
    }

    /// Who signs for a type. `above` are the types whose base this one is.
    fn identity(
        &self,
        spec: &'static AccessSpec,
        stack: &Stack,
        region: &Arc<str>,
        above: &mut Vec<&'static AccessSpec>,
    ) -> Result<Identity, AccessError> {
        if above.iter().any(|known| known.type_id == spec.type_id) {
            let problem = Problem::new(
                "base",
                format_args!(
                    "leads from `{}` back to itself; break the circle",
                    spec.type_name
                ),
            );
            return Err(wrong(spec, Origin::TypeOverride, vec![problem]));
        }
        above.push(spec);
        let decision = stack.decide();
        let sts = || self.sts_target(spec, stack, region);
        let base = match decision.base {
            Some((_, LayerBase::Type(below))) => {
                let stack = self.stack(below, false)?;
                let region = self.region(&stack).unwrap_or_else(|| Arc::clone(region));
                let base = self.identity(below, &stack, &region, above)?;
                // Defaults are for the models above.
                let expected = stack.decide().expected_account();
                match expected.filter(|(origin, _)| *origin != Origin::Default) {
                    Some(expected) => in_account(base, expected, sts()?),
                    None => base,
                }
            }
            Some((at, base)) => Identity::Base {
                base: self.base(spec, base, stack, region)?,
                derived: stack.origin(Some(at)) == Origin::Call,
            },
            None => Identity::Base {
                base: self.base(spec, &LayerBase::Environment, stack, region)?,
                derived: false,
            },
        };
        above.pop();
        let Some(role) = decision.role else {
            return self.unscoped(spec, base);
        };
        let sts = sts()?;
        if let Err(violation) = region::check_arn(&sts.region, &role.arn) {
            let problem = Problem::new("aws_sts_role_arn", violation);
            return Err(wrong(spec, stack.origin(decision.at), vec![problem]));
        }
        let chosen_here = stack.origin(decision.at) == Origin::Call;
        let (session, narrowed) = self.narrow(spec, session(role))?;
        Ok(Identity::Role(Arc::new(Role {
            base,
            session,
            sts,
            derived: narrowed || chosen_here,
        })))
    }

    fn base(
        &self,
        spec: &AccessSpec,
        base: &LayerBase,
        stack: &Stack,
        region: &Arc<str>,
    ) -> Result<Base, AccessError> {
        match base {
            LayerBase::Keys(keys) => Ok(Base::Keys(keys.clone())),
            LayerBase::Profile(name) => Ok(Base::Profile(Profile {
                name: Arc::clone(name),
                region: stack.sts_region(region),
            })),
            LayerBase::Provider(provider) => Ok(Base::Provider(provider.clone())),
            LayerBase::Environment | LayerBase::Type(_) => {
                match self.configured.environment_problem {
                    None => Ok(Base::Environment),
                    Some(told) => {
                        let problem = Problem {
                            option: "aws_access_key_id",
                            text: told.to_owned(),
                        };
                        Err(wrong(spec, Origin::Environment, vec![problem]))
                    }
                }
            }
        }
    }

    /// An identity without a role can't be narrowed.
    fn unscoped(&self, spec: &'static AccessSpec, base: Identity) -> Result<Identity, AccessError> {
        if self.scopes(spec).next().is_none() {
            return Ok(base);
        }
        let problem = Problem::new(
            "aws_sts_role_arn",
            "is needed to narrow a session, but no role is assumed for this type",
        );
        Err(wrong(spec, Origin::Call, vec![problem]))
    }

    /// The session as the handle's scopes narrow it, the first scope first.
    fn narrow(
        &self,
        spec: &'static AccessSpec,
        mut session: Session,
    ) -> Result<(Session, bool), AccessError> {
        let scopes: Vec<_> = self.scopes(spec).collect();
        for scope in scopes.iter().rev() {
            session = scope
                .narrow(&session)
                .map_err(|problems| wrong(spec, Origin::Call, problems))?;
        }
        Ok((session, !scopes.is_empty()))
    }

    fn scopes(&self, spec: &AccessSpec) -> impl Iterator<Item = &SessionScope> {
        let wanted = spec.type_id;
        self.changes.iter().filter_map(move |change| match change {
            Change::Scope { type_id, scope } if *type_id == wanted => Some(scope),
            _ => None,
        })
    }

    fn region(&self, stack: &Stack) -> Option<Arc<str>> {
        stack.first(|layer| layer.region.clone()).or_else(|| {
            let region = self.configured.sdk_config.region()?;
            Some(region.as_ref().into())
        })
    }

    fn sts_target(
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

    fn transport(
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

impl Stack {
    fn first<T>(&self, pick: impl Fn(&Layer) -> Option<T>) -> Option<T> {
        self.layers.iter().find_map(|(_, layer)| pick(layer))
    }

    /// STS's region, where DynamoDB's is `region`.
    fn sts_region(&self, region: &Arc<str>) -> Arc<str> {
        self.first(|layer| layer.sts_region.clone())
            .unwrap_or_else(|| Arc::clone(region))
    }

    fn origin(&self, at: Option<usize>) -> Origin {
        at.and_then(|at| self.layers.get(at))
            .map_or(Origin::Environment, |(origin, _)| *origin)
    }

    /// The most specific layer that names a role or a base decides. Its role is assumed over its own base, or the
    /// first base below; a base alone signs without a role. `Access::base` on the way only replaces the base.
    fn decide(&self) -> Decision<'_> {
        let mut replaced = None;
        for (at, (_, layer)) in self.layers.iter().enumerate() {
            let base = layer.base.as_ref().map(|base| (at, base));
            if layer.keeps_role && layer.role.is_none() {
                replaced = replaced.or(base);
                continue;
            }
            if let Some(role) = &layer.role {
                return Decision {
                    stack: self,
                    at: Some(at),
                    role: Some(role),
                    base: replaced.or(base).or_else(|| self.base_below(at)),
                    settled: true,
                };
            }
            if base.is_some()
                && let Some(base) = replaced.or(base)
            {
                return Decision {
                    stack: self,
                    at: Some(base.0),
                    role: None,
                    base: Some(base),
                    settled: true,
                };
            }
        }
        Decision {
            stack: self,
            at: replaced.map(|(at, _)| at),
            role: None,
            base: replaced,
            settled: false,
        }
    }

    /// The options in which a layer below these has a say.
    fn left_open(&self) -> OptionSet {
        let decision = self.decide();
        let mut closed = OptionSet::new();
        if decision.base.is_some() {
            let identity = OptionSet::of_group(Group::Identity);
            closed = closed.union(identity.remove(O::ExpectedAccount));
        }
        if decision.settled {
            closed = closed.union(OptionSet::of_group(Group::Role));
            closed = closed.insert(O::ExpectedAccount);
        }
        let stated = self.layers.iter().flat_map(|(_, layer)| &layer.shown);
        for (option, _) in stated.filter(|(option, _)| option.group() == Group::Transport) {
            closed = closed.insert(*option);
        }
        INLINE_ACCESS.difference(closed)
    }

    fn base_below(&self, at: usize) -> Option<(usize, &LayerBase)> {
        self.layers
            .iter()
            .enumerate()
            .skip(at + 1)
            .find_map(|(at, (_, layer))| layer.base.as_ref().map(|base| (at, base)))
    }
}

impl Decision<'_> {
    /// The account that whoever signs must belong to, and who says so. A layer below the one that decides speaks of
    /// another identity.
    fn expected_account(&self) -> Option<(Origin, Arc<str>)> {
        let layers = &self.stack.layers;
        let speaking = self.at.map_or(layers.len(), |at| at + 1);
        layers[..speaking]
            .iter()
            .find_map(|(origin, layer)| Some((*origin, layer.expected_account.clone()?)))
    }

    /// Whether an option of the layer at `at` has an effect, if nobody above states it.
    fn takes(&self, at: usize, option: O, keeps_role: bool) -> bool {
        match option {
            O::StsRegion | O::StsEndpointUrl => true,
            O::ExpectedAccount => self.at.is_none_or(|decided| at <= decided),
            _ => match option.group() {
                Group::Role => self.at == Some(at) && self.role.is_some(),
                Group::Identity => {
                    self.base.is_some_and(|(base, _)| base == at)
                        && (self.at.is_none_or(|decided| at >= decided) || keeps_role)
                }
                Group::Transport | Group::Table | Group::Sharing => true,
            },
        }
    }
}

/// An identity on condition of its account, which `expected` names; and who says so.
fn in_account(
    identity: Identity,
    (origin, expected): (Origin, Arc<str>),
    sts: StsTarget,
) -> Identity {
    match &identity {
        Identity::InAccount(known) if known.expected == expected => identity,
        _ => Identity::InAccount(Arc::new(InAccount {
            of: identity,
            expected,
            sts,
            derived: origin == Origin::Call,
        })),
    }
}

fn session(role: &RoleOptions) -> Session {
    Session {
        role_arn: Arc::clone(&role.arn),
        name: Arc::clone(&role.session_name),
        duration: role.expiration,
        external_id: role.external_id.clone(),
        source_identity: role.source_identity.clone(),
        policy: role.policy.clone(),
        policy_arns: role.policy_arns.clone(),
        tags: role.tags.clone(),
        transitive_tags: role.transitive_tags.clone(),
    }
}

fn wrong(spec: &AccessSpec, origin: Origin, problems: Vec<Problem>) -> AccessError {
    AccessError::Options(OptionsError {
        models: [spec.type_name].into(),
        layer: origin.to_string().into(),
        problems: problems.into(),
    })
}

const DYNAMODB: &str = "DynamoDB";
const STS: &str = "STS";

/// The endpoint that the SDK takes from its configuration for a service: as its service clients do it, which keep the
/// outcome to themselves.
fn configured_endpoint(config: &SdkConfig, service_id: &str) -> Option<String> {
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
