//! Which identity signs (cases A1 to A16, A24, A25, A31, A32, and M1 on the wire), asked of the stand-in. One module
//! per noun; a test's models stand beside it.
#![allow(dead_code, reason = "nobody reads the items of these models")]

mod chain;
mod child;
mod endpoint;
mod handle;
mod no_base;
mod precedence;
mod profile;
mod read;
mod refusal;
mod region;
mod role;
mod sharing;
mod static_keys;
mod table;
mod twins;
mod warm_up;
