//! `read_capacity_units`, `write_capacity_units`: the throughput of a `PROVISIONED` table.

use crate::violation::Violation;

// DynamoDB API reference, data type `ProvisionedThroughput`: a long of at least 1. The account's quota is below the
// maximum, but can be raised, so only AWS knows it.
const MIN: u64 = 1;
const MAX: u64 = i64::MAX as u64;

/// Capacity units: at least 1.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check(units: u64) -> Result<(), Violation> {
    if units < MIN {
        return Err(Violation::new()
            .text("must be at least ")
            .number(MIN)
            .text(", but is ")
            .number(units));
    }
    if units > MAX {
        return Err(Violation::new()
            .text("must be at most ")
            .number(MAX)
            .text(", but is ")
            .number(units));
    }
    Ok(())
}
