//! What the targets share: an item, and the derives as a library, which a crate of macros cannot be: the same sources,
//! module by module.
#![forbid(unsafe_code)]
#![allow(
    dead_code,
    clippy::result_large_err,
    reason = "as in the crate whose modules these are"
)]

#[path = "../../../dynamo-model-derive/src/attr/mod.rs"]
mod attr;
#[path = "../../../dynamo-model-derive/src/case.rs"]
mod case;
#[path = "../../../dynamo-model-derive/src/check/mod.rs"]
mod check;
#[path = "../../../dynamo-model-derive/src/ctxt.rs"]
mod ctxt;
#[path = "../../../dynamo-model-derive/src/expand/mod.rs"]
mod expand;
#[path = "../../../dynamo-model-derive/src/fallback.rs"]
mod fallback;
#[path = "../../../dynamo-model-derive/src/generics.rs"]
mod generics;
#[path = "../../../dynamo-model-derive/src/keys.rs"]
mod keys;
#[path = "../../../dynamo-model-derive/src/model/mod.rs"]
pub mod model;
pub mod order;
#[path = "../../../dynamo-model-derive/src/pipeline.rs"]
pub mod pipeline;
#[path = "../../../dynamo-model-derive/src/place.rs"]
mod place;

/// Words that may stand in an input of the derives, right and wrong, one a line.
pub const WORDS: &str = include_str!("../../../dynamo-model-derive/src/tests/words.txt");
