//! What compiles and what does not, without the AWS SDK: run `cargo test -p ui`. The cases are in `fail/<class>/` (one
//! mistake per file, beside it what the compiler says) and `pass/`.
