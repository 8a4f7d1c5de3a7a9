//! Generated code in hostile surroundings: the crate renamed, no prelude, every name shadowed, all lints denied, models
//! made by macros. Each file of `tests/` is one such place.

/// What a library that wraps dynamo-model would hand on.
pub use renamed_model as handed_on;

/// Defines a model for another crate, which need not know dynamo-model at all.
#[macro_export]
macro_rules! account_model {
    ($name:ident, $table:literal) => {
        #[derive($crate::handed_on::DynamoModel)]
        #[dynamo(crate = $crate::handed_on, meta(table_name = $table, region = $crate::REGION))]
        /// A model of this crate's making.
        pub struct $name {
            #[dynamo(partition_key)]
            /// Whose item.
            pub account: ::std::string::String,
        }
    };
}

/// The region of every such model.
pub const REGION: &str = "eu-west-1";
