//! `MiniStack`, an emulator of AWS that checks signatures and enforces IAM policies: installed, started and ended
//! here ([`MiniStack`]), with users, roles and tables as a test needs them ([`Account`]). The tests are in `tests/`.

mod account;
mod http;
mod install;
mod ministack;

pub use account::{AccessKey, Account};
pub use ministack::{MiniStack, REGION};
