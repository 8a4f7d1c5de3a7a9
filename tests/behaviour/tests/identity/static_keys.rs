//! Static keys in `meta`: they sign, and nothing of the environment's identity does.

use std::sync::{Arc, Barrier};

use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use behaviour::{FakeAws, REGION, Server, session_credentials};
use dynamo_model::{Dynamo, prelude::*};

use crate::{
    child::{Child, is_child},
    read::{key, read, session},
};

#[allow(deprecated, reason = "the secret is a fixture's")]
#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_access_key_id = "meta_key_id",
    aws_secret_access_key = "meta-secret"
))]
struct Literal {
    #[dynamo(partition_key)]
    pk: String,
}

const KEY_ID: &str = "meta_key_id";
const SECRET: &str = "meta-secret";

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_access_key_id = KEY_ID,
    aws_secret_access_key = SECRET
))]
struct Constant {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_access_key_id = env("LEDGER_KEY_ID"),
    aws_secret_access_key = env("LEDGER_SECRET")
))]
struct FromVariables {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_access_key_id = KEY_ID,
    aws_secret_access_key = SECRET,
    aws_session_token = concat!("meta", "-token")
))]
struct Triple {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "orders",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/orders"
))]
struct Assumed {
    #[dynamo(partition_key)]
    pk: String,
}

/// A handle whose environment holds another triple, and the variables of `FromVariables`.
async fn dynamo(fake: &FakeAws) -> Dynamo {
    let triple = session_credentials("environment_session_id", "environment-token");
    let config = fake
        .sdk_config()
        .credentials_provider(SharedCredentialsProvider::new(triple))
        .build();
    Dynamo::builder()
        .sdk_config(&config)
        .environment(|name| match name {
            "LEDGER_KEY_ID" => Some(KEY_ID.to_owned()),
            "LEDGER_SECRET" => Some(SECRET.to_owned()),
            _ => None,
        })
        .build()
        .await
        .unwrap()
}

#[tokio::test]
async fn a1_a_pair_in_meta_signs_without_the_environments_token() {
    let fake = FakeAws::new();
    let db = dynamo(&fake).await;
    read::<Literal>(&db).await.unwrap();
    read::<Constant>(&db).await.unwrap();
    read::<FromVariables>(&db).await.unwrap();
    let by_meta = Some(key("meta_key_id", "dynamodb"));
    assert_eq!(fake.all().signers(), [(); 3].map(|()| by_meta.clone()));
}

#[tokio::test]
async fn a1_a_pair_in_meta_signs_in_a_process_that_has_another_triple() {
    if is_child() {
        let db = Dynamo::from_env().await.unwrap();
        read::<Literal>(&db).await.unwrap();
        read::<FromVariables>(&db).await.unwrap();
        return;
    }
    let server = Server::start();
    Child::of("static_keys::a1_a_pair_in_meta_signs_in_a_process_that_has_another_triple")
        .keys()
        .set("AWS_SESSION_TOKEN", "environment-token")
        .set("AWS_REGION", REGION)
        .set("AWS_ENDPOINT_URL", server.url())
        .set("LEDGER_KEY_ID", "variable_key_id")
        .set("LEDGER_SECRET", "variable-secret")
        .run();
    assert_eq!(
        server.all().signers(),
        [
            Some(key("meta_key_id", "dynamodb")),
            Some(key("variable_key_id", "dynamodb")),
        ]
    );
}

#[tokio::test]
async fn a2_the_token_of_a_triple_in_meta_is_sent() {
    let fake = FakeAws::new();
    let db = dynamo(&fake).await;
    read::<Triple>(&db).await.unwrap();
    let signer = fake.all().only().signer().unwrap();
    assert_eq!(signer.key_id, "meta_key_id");
    assert_eq!(signer.token.as_deref(), Some("meta-token"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a3_eight_tasks_have_the_same_identity() {
    let server = Server::start();
    let db = Dynamo::from_sdk_config(&server.sdk_config().build());
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                read::<Literal>(&db).await.unwrap();
                read::<Assumed>(&db).await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(server.assume_role().count(), 1);
    signed_by_meta_and_by_the_session(&server);
}

/// What one thread has assumed, the others use: identity belongs to the process.
#[test]
fn a3_eight_threads_with_runtimes_of_their_own_have_the_same_identity() {
    let server = Server::start();
    let db = Dynamo::from_sdk_config(&server.sdk_config().build());
    let both = async |db: &Dynamo| {
        read::<Literal>(db).await.unwrap();
        read::<Assumed>(db).await.unwrap();
    };
    on_threads(1, &db, both);
    on_threads(7, &db, both);
    assert_eq!(server.assume_role().count(), 1);
    signed_by_meta_and_by_the_session(&server);
}

/// No thread waits for another one's runtime, so each may ask STS itself; nobody gets another identity for it.
#[test]
fn a3_eight_cold_threads_use_sessions_of_the_one_role() {
    let server = Server::start();
    let db = Dynamo::from_sdk_config(&server.sdk_config().build());
    on_threads(8, &db, async |db: &Dynamo| {
        read::<Assumed>(db).await.unwrap();
    });
    let issued = server.issued();
    assert!((1..=8).contains(&issued.len()), "{} sessions", issued.len());
    for read in server.dynamodb().requests() {
        let signer = read.signer().unwrap();
        let session = issued
            .iter()
            .find(|session| session.key_id == signer.key_id);
        let session = session.expect("a session of the role signs");
        assert_eq!(session.role_arn, "arn:aws:iam::123456789012:role/orders");
        assert_eq!(Some(&session.token), signer.token.as_ref());
    }
    assert_eq!(server.dynamodb().count(), 8);
}

#[tokio::test]
async fn a3_other_services_are_given_the_same_identity() {
    let fake = FakeAws::new();
    let db = dynamo(&fake).await;
    read::<Assumed>(&db).await.unwrap();
    let assumed = db.credentials_for::<Assumed>().unwrap();
    let keys = db.credentials_for::<Literal>().unwrap();
    let assumed = assumed.provide_credentials().await.unwrap();
    let keys = keys.provide_credentials().await.unwrap();
    let issued = &fake.issued()[0];
    assert_eq!(assumed.access_key_id(), issued.key_id);
    assert_eq!(assumed.session_token(), Some(&*issued.token));
    assert_eq!((keys.access_key_id(), keys.session_token()), (KEY_ID, None));
    assert_eq!(fake.assume_role().count(), 1);
}

/// Runs `work` on so many threads at once, each with a runtime of its own.
fn on_threads<F>(threads: usize, db: &Dynamo, work: F)
where
    F: AsyncFn(&Dynamo) + Copy + Send + 'static,
{
    let start = Arc::new(Barrier::new(threads));
    let threads: Vec<_> = (0..threads)
        .map(|_| {
            let (db, start) = (db.clone(), Arc::clone(&start));
            std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .unwrap();
                start.wait();
                runtime.block_on(work(&db));
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

fn signed_by_meta_and_by_the_session(server: &Server) {
    for (table, signer) in [
        ("ledger", key("meta_key_id", "dynamodb")),
        ("orders", session(1, "dynamodb")),
    ] {
        let signers = server.dynamodb().on_table(table).signers();
        assert_eq!(signers, vec![Some(signer); 8], "{table}");
    }
}
