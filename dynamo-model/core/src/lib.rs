//! The rules of [dynamo-model](https://docs.rs/dynamo-model): what AWS access options and table options must look like.
//!
//! One rule, one file; each is a `const fn` that answers with a [`Violation`], a predicate without its subject. The
//! derive asks while it reads a literal, the compiler while it evaluates a constant, the runtime while it reads an
//! environment variable, and all three say the same sentence.
//!
//! ```
//! use dynamo_model_core::{assert, session_name};
//!
//! // While compiling:
//! const _: () = assert("session_name", session_name::check("billing"));
//!
//! // At run time:
//! let typed = "ledger rw";
//! let violation = session_name::check(typed).unwrap_err();
//! assert_eq!(
//!     format!("`session_name` {violation}"),
//!     "`session_name` may contain only letters, digits and `_+=,.@-`, but has ' ' at byte 6",
//! );
//! ```
//!
//! | about | rules |
//! |---|---|
//! | who signs | [`credentials`], [`profile`], [`account_id`] |
//! | the role and its session | [`role_arn`], [`session_name`], [`session_duration`], [`external_id`], [`source_identity`], [`policy`], [`policy_arn`], [`tags`] |
//! | where requests go | [`region`], [`endpoint_url`], [`duration`], [`retry_attempts`] |
//! | the table | [`table_name`], [`billing_mode`], [`capacity_units`], [`stream_view_type`], [`table_class`], [`resource_tags`] |
//! | the item | [`attribute_name`], [`index_name`], [`key_template`] |
//! | values that come as text | [`env_name`], [`number`], [`flag`] |
//! | all options at once | [`options`] (the table of them), [`groups`] (the rules between them), [`suggestion`] ("did you mean") |
//! | bodies and policies | [`json`] |
//!
//! A rule knows what AWS documents, not what AWS decides: whether a role exists, trusts the caller and allows this
//! duration is seen only when it is assumed.
#![no_std]
#![forbid(unsafe_code)]
#![allow(
    clippy::result_large_err,
    reason = "a const function cannot allocate, so a violation carries its text; it is made only on the way out"
)]

mod arn;
mod line;
mod one_of;
#[doc(hidden)]
pub mod text;
mod violation;

pub mod account_id;
pub mod attribute_name;
pub mod billing_mode;
pub mod capacity_units;
pub mod credentials;
pub mod duration;
pub mod endpoint_url;
pub mod env_name;
pub mod external_id;
pub mod flag;
pub mod groups;
pub mod index_name;
pub mod json;
pub mod key_template;
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
