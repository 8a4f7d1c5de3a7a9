//! The scenarios, one a file: what is asked of a side (`WHAT`), and what was seen when it was asked (`run`).

mod load;
pub mod many_roles;
pub mod outage;
pub mod refresh;
pub mod refusal;
pub mod rejection;
pub mod shared_role;

use std::time::Duration;

use crate::contestants::Session;

/// An hour scaled down. The SDK's buffer is as long as the window in which this library renews such a session.
const SHORT: Session = Session {
    lifetime: Duration::from_secs(12),
    buffer: Duration::from_secs(4),
};
