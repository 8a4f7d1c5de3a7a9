//! Expressions as a request carries them, from models whose derived part is written by hand.

mod conditions;
#[cfg(feature = "embedded")]
mod engine;
mod errors;
mod limits;
mod models;
mod names;
mod projections;
mod properties;
mod rendered;
mod updates;
