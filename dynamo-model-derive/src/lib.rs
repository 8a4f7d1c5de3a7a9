//! The derive macros of dynamo-model.
#![forbid(unsafe_code)]
