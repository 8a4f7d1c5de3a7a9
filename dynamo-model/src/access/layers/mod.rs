//! Precedence: the layers of a type, and what becomes of them. Nothing is fetched here; the outcome is a value that says
//! what to do and why. Which layer decides is in `stack`, who signs then in `signer`, where requests go in `transport`.

mod explained;
mod signer;
mod stack;
mod transport;

use std::{any::TypeId, collections::HashMap, fmt, sync::Arc};

use aws_types::SdkConfig;
use dynamo_model_core::{groups::OptionSet, options::AccessOption as O};

pub(crate) use self::transport::Transport;
use self::{signer::in_account, stack::Stack};
use super::{
    environment::Environment,
    error::{AccessError, OptionsError, Problem},
    identity::{Base, Identity},
    layer::Layer,
    scope::SessionScope,
    spec::AccessSpec,
};

/// Where a setting comes from, most specific first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// [`Dynamo::local`](crate::Dynamo::local) and [`Dynamo::embedded`](crate::Dynamo): they stand above all.
    Local,
    /// [`Dynamo::scoped`](crate::Dynamo::scoped). It changes the session of a role, whoever names the role.
    Scope,
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
            Self::Scope => "this handle's scope",
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

/// What is asked of a type's options where everything runs locally.
const SETTINGS_OF_LOCAL_MODE: OptionSet =
    OptionSet::of(&[O::ConnectTimeout, O::ReadTimeout, O::MaxRetryAttempts]);

/// Whether an option counts where everything runs locally. A region is taken if there is one, and not missed.
fn counts_locally(option: O) -> bool {
    option == O::Region || SETTINGS_OF_LOCAL_MODE.contains(option)
}

/// Resolves types against what was configured and what this handle changes.
#[derive(Clone, Copy)]
pub(crate) struct Resolver<'a> {
    pub(crate) configured: &'a Configured,
    /// The handle's changes, the latest first.
    pub(crate) changes: &'a [&'a Change],
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
}

fn wrong(spec: &AccessSpec, origin: Origin, problems: Vec<Problem>) -> AccessError {
    AccessError::Options(OptionsError {
        models: [spec.type_name].into(),
        layer: origin.to_string().into(),
        problems: problems.into(),
    })
}
