//! Who may touch an item: what a type says about it, and what the runtime makes of that.

mod spec;

pub use spec::{AccessSpec, AwsAccess, DefaultAccess, Setting};
