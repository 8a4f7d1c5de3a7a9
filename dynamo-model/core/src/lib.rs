//! The rules of dynamo-model. One rule, one file; each is a `const fn`, so that the derive, the compiler and the
//! runtime all read the same sentence.
#![no_std]
#![forbid(unsafe_code)]
extern crate alloc;
