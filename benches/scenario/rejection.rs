//! A session that DynamoDB stops to accept long before its end: a revoked one, or a clock gone wrong.

use behaviour::{Server, dynamodb};

use super::load::Requests;
use crate::contestants::{Contestant, Failure, Session};

pub const WHAT: &str =
    "20 times 50 requests at once, after the second time DynamoDB answers ExpiredToken";

pub async fn run(server: &Server, contestant: Contestant) -> Result<String, Failure> {
    let role = contestant.role("rejected");
    let model = contestant
        .model(server.sdk_config(), &role, Session::default())
        .await?;
    let (mut failed, mut all) = (0, 0);
    for round in 0..20 {
        if round == 2 {
            let issued = server.issued().into_iter();
            for session in issued.filter(|session| session.role_arn == role) {
                let signed = server.dynamodb().signed_by(&session.key_id);
                signed.always(dynamodb::expired_token());
            }
        }
        let requests = Requests::at_once(std::iter::repeat_n(model.clone(), 50)).await;
        failed += requests.failed();
        all += requests.0.len();
    }
    let calls = server.assume_role().for_role(&role).count();
    Ok(format!(
        "{failed} of {all} requests failed, STS calls: {calls}"
    ))
}
