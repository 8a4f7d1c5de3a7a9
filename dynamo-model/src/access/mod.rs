//! Who may touch an item: what a type says about it, and what the runtime makes of that.
//!
//! Data flows one way: what was written ([`AccessSpec`], `Access`) → a checked layer → precedence → an identity →
//! an entry that holds its credentials → a client.

mod same;
pub(crate) mod spec;

#[cfg(feature = "client")]
mod account;
#[cfg(feature = "client")]
mod base;
#[cfg(feature = "client")]
mod builder;
#[cfg(feature = "client")]
mod clients;
#[cfg(feature = "client")]
mod clock;
#[cfg(feature = "client")]
mod derived;
#[cfg(feature = "client")]
mod dynamo;
#[cfg(feature = "test-util")]
mod engine;
#[cfg(feature = "client")]
mod environment;
#[cfg(feature = "client")]
pub(crate) mod error;
#[cfg(feature = "client")]
mod events;
#[cfg(feature = "client")]
mod explain;
#[cfg(feature = "client")]
mod health;
#[cfg(feature = "client")]
mod identity;
#[cfg(feature = "client")]
mod layer;
#[cfg(feature = "client")]
mod layers;
#[cfg(feature = "client")]
mod model_ref;
#[cfg(feature = "client")]
mod options;
#[cfg(feature = "client")]
mod pool;
#[cfg(feature = "client")]
mod provider;
#[cfg(feature = "client")]
mod refresh;
#[cfg(feature = "client")]
mod registry;
#[cfg(feature = "client")]
mod rejected;
#[cfg(feature = "client")]
mod scope;
#[cfg(feature = "client")]
mod secret;
#[cfg(feature = "client")]
mod sts;
#[cfg(feature = "client")]
mod tag;
#[cfg(feature = "client")]
mod warm_up;

pub use same::{NoModelYet, SameAccess};
pub use spec::{AccessSpec, AwsAccess, DefaultAccess, Setting};

#[cfg(feature = "client")]
pub(crate) use model_ref::ModelRef;

#[cfg(feature = "client")]
pub(crate) use clock::{Moment, SharedClock};
#[cfg(feature = "client")]
pub use {
    builder::DynamoBuilder,
    dynamo::Dynamo,
    error::{
        AccessError, AccountError, BaseError, NoRuntimeError, OptionsError, Problem, StsError,
    },
    events::{AccessEvent, AccessObserver},
    explain::{Candidate, ExplainedOption, Explanation},
    health::IdentityHealth,
    layers::Origin,
    options::{Access, Base},
    scope::SessionScope,
    warm_up::ModelSet,
};
#[cfg(feature = "test-util")]
pub use {clock::Clock, engine::Engine};
