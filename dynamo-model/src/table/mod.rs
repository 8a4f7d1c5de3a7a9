//! What a table is: its name and the options used when it is created or compared.

mod spec;

pub use spec::TableSpec;
