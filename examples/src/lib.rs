#![doc = include_str!("../../README.md")]
//!
//! The examples are the files beside `Cargo.toml`; this library only makes the README's snippets compile.
