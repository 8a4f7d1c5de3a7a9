//! A17 and A26 where the environment is AWS's own, read by [`Dynamo::from_env`]: half a pair is nobody's identity.

use std::{fs, path::Path};

use behaviour::Server;
use dynamo_model::{Dynamo, access::AccessError, prelude::*};

use crate::{
    process,
    scene::{Plain, read},
};

/// Asks for a model that says nothing, and tells the parent who signed or why nobody did.
async fn ask_as_child() {
    let db = Dynamo::from_env().await.unwrap();
    match Plain::client(&db).await {
        Ok(client) => {
            read(&client, "a").await.unwrap();
            process::tell("let in");
        }
        Err(AccessError::Options(error)) => process::tell(&error.to_string()),
        Err(error) => panic!("{error}"),
    }
}

/// A server, and an environment whose profile leads there.
struct Surroundings {
    server: Server,
    profile: String,
}

impl Surroundings {
    /// `file` tells apart tests that run side by side.
    fn new(file: &str, profile: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
        fs::write(&path, profile).unwrap();
        Self {
            server: Server::start(),
            profile: path.to_str().unwrap().to_owned(),
        }
    }

    fn run(&self, test: &str, keys: &[(&str, &str)]) -> String {
        let url = self.server.url();
        let mut variables = vec![
            ("AWS_SHARED_CREDENTIALS_FILE", self.profile.as_str()),
            ("AWS_CONFIG_FILE", self.profile.as_str()),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ENDPOINT_URL", &url),
            ("AWS_EC2_METADATA_DISABLED", "true"),
        ];
        variables.extend(keys);
        process::run(test, &variables)
    }
}

const WHOLE_PROFILE: &str = "[default]
aws_access_key_id = profile_key_id
aws_secret_access_key = fixture-secret
";

#[tokio::test]
async fn a17_half_a_pair_in_the_environment_is_never_the_whole_profile() {
    if process::is_child() {
        return ask_as_child().await;
    }
    let test = "environment::a17_half_a_pair_in_the_environment_is_never_the_whole_profile";
    let surroundings = Surroundings::new("a17-whole-profile", WHOLE_PROFILE);
    let id = ("AWS_ACCESS_KEY_ID", "environment_key_id");
    let secret = ("AWS_SECRET_ACCESS_KEY", "fixture-secret");
    let token = ("AWS_SESSION_TOKEN", "fixture-token");
    for (keys, told) in [
        (&[id][..], "`AWS_SECRET_ACCESS_KEY` is not"),
        (&[id, token], "`AWS_SECRET_ACCESS_KEY` is not"),
        (
            &[id, ("AWS_SECRET_ACCESS_KEY", "")],
            "`AWS_SECRET_ACCESS_KEY` is not",
        ),
        (&[secret], "`AWS_ACCESS_KEY_ID` is not"),
        (
            &[("AWS_ACCESS_KEY_ID", " "), secret],
            "`AWS_ACCESS_KEY_ID` is not",
        ),
        (
            &[token],
            "`AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` are not",
        ),
    ] {
        let heard = surroundings.run(test, keys);
        assert!(
            heard.starts_with("`Plain`: in the AWS configuration: "),
            "{heard}"
        );
        assert!(heard.contains(told), "{heard}");
        assert!(!heard.contains("fixture"), "{heard}");
    }
    assert_eq!(surroundings.server.all().count(), 0);

    // Were the halves no halves, somebody would have signed.
    assert_eq!(surroundings.run(test, &[]), "let in");
    assert_eq!(surroundings.run(test, &[id, secret]), "let in");
    let signed = surroundings.server.all().key_ids();
    assert_eq!(signed, ["profile_key_id", "environment_key_id"]);
}

#[tokio::test]
async fn a26_half_a_pair_in_the_environment_is_not_completed_by_the_profile() {
    if process::is_child() {
        return ask_as_child().await;
    }
    let test = "environment::a26_half_a_pair_in_the_environment_is_not_completed_by_the_profile";
    let half = "[default]\naws_secret_access_key = fixture-secret\n";
    let surroundings = Surroundings::new("a26-half-profile", half);
    let heard = surroundings.run(test, &[("AWS_ACCESS_KEY_ID", "environment_key_id")]);
    assert!(heard.contains("`AWS_SECRET_ACCESS_KEY` is not"), "{heard}");
    assert_eq!(surroundings.server.all().count(), 0);
}
