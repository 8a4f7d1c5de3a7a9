//! `billing_mode`: how a table is paid for, and which capacity goes with it.

use crate::{one_of, text, violation::Violation};

/// DynamoDB API reference, `CreateTable`, parameter `BillingMode`.
pub const VALUES: &[&str] = &["PROVISIONED", "PAY_PER_REQUEST"];
/// The mode when the model says none.
pub const DEFAULT: &str = "PAY_PER_REQUEST";

/// A billing mode: `PROVISIONED` or `PAY_PER_REQUEST`.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::billing_mode;
///
/// assert!(billing_mode::check("PROVISIONED").is_ok());
/// assert_eq!(
///     billing_mode::check("provisioned").unwrap_err().as_str(),
///     "must be `PROVISIONED` or `PAY_PER_REQUEST`, but is `provisioned`; write `PROVISIONED`",
/// );
/// ```
pub const fn check(value: &str) -> Result<(), Violation> {
    one_of::check(value, VALUES)
}

/// `PROVISIONED` comes with both capacities and any other mode with none (DynamoDB API reference, `CreateTable`,
/// parameter `ProvisionedThroughput`). The subject of the predicate is `billing_mode`.
///
/// # Errors
///
/// The predicate that tells what to add or remove.
pub const fn check_capacity(
    value: &str,
    read_units: bool,
    write_units: bool,
) -> Result<(), Violation> {
    let what = match (text::eq(value, "PROVISIONED"), read_units, write_units) {
        (true, true, true) | (false, false, false) => return Ok(()),
        (true, false, false) => {
            "needs `read_capacity_units` and `write_capacity_units` when it is `PROVISIONED`"
        }
        (true, false, true) => "needs `read_capacity_units` when it is `PROVISIONED`",
        (true, true, false) => "needs `write_capacity_units` when it is `PROVISIONED`",
        (false, true, _) => "must be `PROVISIONED` when `read_capacity_units` is set",
        (false, false, true) => "must be `PROVISIONED` when `write_capacity_units` is set",
    };
    Err(Violation::new().text(what))
}
