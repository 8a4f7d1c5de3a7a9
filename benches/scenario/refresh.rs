//! A service that runs while its sessions end.

use std::time::Duration;

use behaviour::{Answer, Server, sts};

use super::{
    SHORT,
    load::{self, Requests},
};
use crate::contestants::{Contestant, Failure};

pub const WHAT: &str =
    "50 loops of requests over the refreshes of 12-second sessions, 500 ms per answer of STS";

const STS: Duration = Duration::from_millis(500);

/// A loop's request is at rest for this time, so that a refresh meets one of each loop.
const PAUSE: Duration = Duration::from_millis(100);

/// Long enough for two refreshes.
const TIME: Duration = Duration::from_secs(22);

pub async fn run(server: &Server, contestant: Contestant) -> Result<String, Failure> {
    let role = contestant.role("refreshed");
    let calls = server.assume_role().for_role(&role);
    calls.always(Answer::from(sts::session()).after(STS));
    let model = contestant.model(server.sdk_config(), &role, SHORT).await?;
    // The first session is the refreshes' business no more than a cold start is.
    load::get(&model).await?;
    let requests = Requests::in_loops(&model, 50, PAUSE, TIME)
        .await
        .succeeded()?;
    Ok(format!(
        "{} refreshes, {} of {} requests waited for one, the longest took {} ms",
        calls.count() - 1,
        // Nothing else here takes nearly as long.
        requests.count(|request| request.took > STS * 4 / 5),
        requests.0.len(),
        requests.longest().as_millis()
    ))
}
