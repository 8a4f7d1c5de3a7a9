//! The words in which an identity says how it is.

use behaviour::{session_credentials, sts};
use dynamo_model::access::{Access, Base};

use crate::scene::{Entry, HOUR, ROLE, Scene};

const LABEL: &str = "role `arn:aws:iam::123456789012:role/clerk` (session `DynamoModel`) over";

#[tokio::test(start_paused = true)]
async fn r_health_tells_what_there_is_and_when_it_is_renewed() {
    let scene = Scene::new().await;
    let label = format!("{LABEL} the environment's AWS configuration");
    scene.db.credentials_for::<Entry>().unwrap();
    assert_eq!(
        scene.health().to_string(),
        format!("{label}: no credentials")
    );
    scene.at_once().await;
    let wait = scene.next_try().as_secs();
    assert_eq!(
        scene.health().to_string(),
        format!("{label}: usable, next refresh in {wait} s")
    );
}

#[tokio::test(start_paused = true)]
async fn r_health_tells_why_there_is_nothing_new() {
    let (scene, _) = Scene::before_the_window().await;
    scene.assume_role().always(sts::access_denied());
    while scene.health().last_error().is_none() {
        tokio::time::sleep(scene.next_try()).await;
    }
    let health = scene.health();
    let (wait, error) = (scene.next_try().as_secs(), health.last_error().unwrap());
    assert_eq!(
        health.to_string(),
        format!(
            "{LABEL} the environment's AWS configuration: usable, next refresh in {wait} s, last error: {error}"
        )
    );
}

#[tokio::test(start_paused = true)]
async fn r_health_tells_that_sessions_are_shorter_than_asked_for() {
    let base = Base::provider(session_credentials("session_key_id", "fixture-token"));
    let clerk = Access::assume_role(ROLE)
        .over(base)
        .any_expiration(2 * HOUR);
    let scene = Scene::with_role(clerk).await;
    scene.at_once().await;
    let wait = scene.next_try().as_secs();
    assert_eq!(
        scene.health().to_string(),
        format!(
            "{LABEL} a credentials provider given in code: usable, next refresh in {wait} s, sessions of one hour because \
             the base is a session"
        )
    );
}
