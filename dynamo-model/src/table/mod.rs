//! What a table is: its name and the options used when it is created or compared.

#[cfg(feature = "client")]
pub(crate) mod name;
mod spec;

pub use spec::TableSpec;
