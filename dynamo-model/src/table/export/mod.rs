//! The schema as documents for those who create tables otherwise. Each form is a file; [`json`] is what they are written in.

mod cloudformation;
pub(super) mod json;
mod terraform;
