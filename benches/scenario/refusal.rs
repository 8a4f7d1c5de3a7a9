//! A role that the program may not assume, under load.

use std::time::Duration;

use behaviour::{Answer, Server, sts};

use super::load::Requests;
use crate::contestants::{Contestant, Failure, Session};

pub const WHAT: &str = "200 cold requests at once while STS refuses, 50 ms per answer of STS";

pub async fn run(server: &Server, contestant: Contestant) -> Result<String, Failure> {
    let role = contestant.role("refused");
    let refusal: Answer = sts::access_denied();
    let calls = server.assume_role().for_role(&role);
    calls.always(refusal.after(Duration::from_millis(50)));
    let model = contestant
        .model(server.sdk_config(), &role, Session::default())
        .await?;
    let requests = Requests::at_once(std::iter::repeat_n(model, 200)).await;
    Ok(format!(
        "STS calls: {}, errors: {}, the last after {:.2} s",
        calls.count(),
        requests.failed(),
        requests.longest().as_secs_f64()
    ))
}
