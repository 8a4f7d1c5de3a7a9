//! The rules of dynamo-model. One rule, one file; each is a `const fn`, so that the derive, the compiler and the
//! runtime all read the same sentence.
#![no_std]
#![forbid(unsafe_code)]
#![allow(
    clippy::result_large_err,
    reason = "a const function cannot allocate, so a violation carries its text; it is made only on the way out"
)]

mod arn;
mod one_of;
mod text;
mod violation;

pub mod account_id;
pub mod billing_mode;
pub mod capacity_units;
pub mod credentials;
pub mod duration;
pub mod endpoint_url;
pub mod env_name;
pub mod external_id;
pub mod flag;
pub mod groups;
pub mod json;
pub mod number;
pub mod options;
pub mod policy;
pub mod policy_arn;
pub mod profile;
pub mod region;
pub mod resource_tags;
pub mod retry_attempts;
pub mod role_arn;
pub mod session_duration;
pub mod session_name;
pub mod source_identity;
pub mod stream_view_type;
pub mod suggestion;
pub mod table_class;
pub mod table_name;
pub mod tags;

pub use violation::{Violation, assert};
