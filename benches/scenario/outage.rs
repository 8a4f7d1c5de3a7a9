//! STS fails when a session is due for renewal and still good.

use std::time::Duration;

use behaviour::{Server, sts};

use super::{
    SHORT,
    load::{self, Requests},
};
use crate::contestants::{Contestant, Failure};

pub const WHAT: &str =
    "10 loops of requests to the end of a 12-second session while STS refuses to renew it";

const PAUSE: Duration = Duration::from_millis(50);

pub async fn run(server: &Server, contestant: Contestant) -> Result<String, Failure> {
    let role = contestant.role("renewed");
    let model = contestant.model(server.sdk_config(), &role, SHORT).await?;
    load::get(&model).await?;
    server
        .assume_role()
        .for_role(&role)
        .always(sts::access_denied());
    let mut issued = server.issued().into_iter();
    let session = issued
        .find(|session| session.role_arn == role)
        .ok_or("one session was issued")?;

    let left = session.expires_at.duration_since(server.now())?;
    let requests = Requests::in_loops(&model, 10, PAUSE, left).await;
    let good = requests
        .0
        .iter()
        .filter(|request| request.ended < session.expires_at);
    let (failed, all) = good.fold((0, 0), |(failed, all), request| {
        (failed + usize::from(request.result.is_err()), all + 1)
    });
    Ok(format!(
        "{failed} of {all} requests failed while the session was good"
    ))
}
