//! Everything that can happen to credentials, with all that is printed and logged of it: static keys, variables, assumed
//! sessions, tenants, refusals of every kind, rejected credentials, wrong options. Each secret is `sealed`.

use std::{
    pin::pin,
    sync::{Arc, Mutex, MutexGuard},
    task::{Context, Waker},
    thread,
    time::Duration,
};

use aws_credential_types::Credentials;
use behaviour::{Answer, TestClock, dynamodb, sts};
use dynamo_model::{
    Dynamo, DynamoBuilder,
    access::{
        Access, AccessError, AccessEvent, AccessObserver, AwsAccess, Base, Engine, SessionScope,
        Setting,
    },
    prelude::*,
};

use super::{
    cast::{
        Assumed, BASE_TOKEN, Literal, Provider, Variable, base, whole_environment,
        wrong_signature_explained,
    },
    log::Log,
    sweep::Sweep,
};
use crate::scene::{Paused, ROLE, read, refusal};

/// Prints what it is told.
#[derive(Debug, Clone, Default)]
struct Listener(Arc<Mutex<Sweep>>);

impl AccessObserver for Listener {
    fn event(&self, identity: &str, event: &AccessEvent<'_>) {
        self.0.lock().unwrap().event(identity, event);
    }
}

/// What was printed and logged, and which secrets STS handed out.
pub struct Story {
    pub sweep: Sweep,
    pub log: Log,
    issued: Vec<String>,
}

impl Story {
    /// On a paused runtime of a single thread, whose log this is.
    pub async fn told() -> Self {
        let log = Log::default();
        let logging = tracing::subscriber::set_default(log.clone());
        let teller = Teller {
            scene: Paused::new(),
            listener: Listener::default(),
        };
        Box::pin(teller.tells_all()).await;
        drop(logging);
        let sessions = teller.scene.aws.issued();
        let mut issued: Vec<_> = sessions.into_iter().map(|session| session.token).collect();
        issued.push(sts::SESSION_SECRET.to_owned());
        Self {
            sweep: std::mem::take(&mut teller.sweep()),
            log,
            issued,
        }
    }

    #[track_caller]
    pub fn assert_holds_no_secret(&self, what: &str, text: &str) {
        let sealed = text.contains("sealed");
        let issued = self.issued.iter().any(|secret| text.contains(secret));
        assert!(!sealed && !issued, "{what} shows a secret: {text}");
    }
}

struct Teller {
    scene: Paused,
    listener: Listener,
}

impl Teller {
    fn sweep(&self) -> MutexGuard<'_, Sweep> {
        self.listener.0.lock().unwrap()
    }

    fn builder(&self) -> DynamoBuilder {
        let builder = self.scene.builder();
        builder
            .environment(whole_environment)
            .observer(self.listener.clone())
    }

    async fn dynamo(&self, access: Access) -> Dynamo {
        self.sweep().debug(&access);
        let builder = self.builder().override_access(access);
        self.sweep().debug(&builder);
        builder.build().await.unwrap()
    }

    /// What a handle has to say of itself and of a model.
    fn ask<M: DynamoModel>(&self, db: &Dynamo) {
        let mut sweep = self.sweep();
        sweep.debug(db);
        for health in db.health() {
            sweep.display(&health);
            if let Some(error) = health.last_error() {
                sweep.access_error(error);
            }
        }
        sweep.debug(<M::Access as AwsAccess>::ACCESS);
        sweep.debug(M::TABLE);
        sweep.explanation(&db.explain::<M>().unwrap());
        sweep.debug(&db.credentials_for::<M>().unwrap());
    }

    async fn refused<M: DynamoModel>(&self, db: &Dynamo) -> AccessError {
        let error = refusal::<M>(db).await;
        self.sweep().access_error(&error);
        self.ask::<M>(db);
        error
    }

    async fn tells_all(&self) {
        self.all_goes_well().await;
        self.services_reject_credentials().await;
        self.sts_refuses().await;
        self.bases_fail().await;
        self.accounts_differ().await;
        self.nobody_runs();
        self.options_are_wrong().await;
        self.the_engine_works_alone().await;
        self.values_are_printed();
    }

    async fn all_goes_well(&self) {
        let db = self.dynamo(Access::new()).await;
        db.warm_up::<(Literal, Variable, Assumed)>().await.unwrap();
        self.works::<Literal>(&db).await;
        self.works::<Variable>(&db).await;
        self.works::<Assumed>(&db).await;

        let scope = SessionScope::new("tenant").tag("tenant", "t").policy("{}");
        self.sweep().debug(&scope);
        self.works::<Assumed>(&db.scoped::<Assumed>(scope).unwrap())
            .await;

        // A session under a role, found at run time: STS is asked for an hour only.
        let (id, secret) = ("base_key_id", "sealed-base-secret");
        let session = Credentials::new(id, secret, Some(BASE_TOKEN.into()), None, "test");
        let access = Access::assume_role(ROLE)
            .over(Base::provider(session))
            .expiration(Duration::from_hours(12));
        self.works::<Literal>(&self.dynamo(access).await).await;
    }

    async fn works<M: DynamoModel>(&self, db: &Dynamo) {
        let client = M::client(db).await.unwrap();
        read(&client, "a").await.unwrap();
        self.sweep().debug(&client);
        self.ask::<M>(db);
    }

    async fn services_reject_credentials(&self) {
        let aws = &self.scene.aws;
        let db = self.dynamo(Access::new()).await;
        self.is_rejected::<Literal>(&db).await;
        self.is_rejected::<Variable>(&db).await;
        let client = Assumed::client(&db).await.unwrap();
        aws.dynamodb().next(dynamodb::expired_token());
        read(&client, "a").await.unwrap();
        self.ask::<Assumed>(&db);

        // Rejected once more, and not renewed.
        tokio::time::advance(Duration::from_mins(1)).await;
        aws.dynamodb().next(dynamodb::unrecognized_client());
        aws.assume_role().always(sts::access_denied());
        let failed = read(&client, "a").await.unwrap_err();
        let mut sweep = self.sweep();
        sweep.access_error(AccessError::find_in(&failed).unwrap());
        sweep.causes(&failed);
        drop(sweep);
        self.ask::<Assumed>(&db);
        aws.clear_script();
    }

    async fn is_rejected<M: DynamoModel>(&self, db: &Dynamo) {
        let client = M::client(db).await.unwrap();
        self.scene.aws.dynamodb().next(dynamodb::expired_token());
        let failed = read(&client, "a").await.unwrap_err();
        self.sweep().causes(&failed);
        self.ask::<M>(db);
    }

    async fn sts_refuses(&self) {
        let aws = &self.scene.aws;
        for answer in [
            sts::access_denied(),
            sts::expired_token(),
            sts::invalid_client_token_id(),
            wrong_signature_explained(),
            sts::error(400, "MalformedPolicyDocument", "Syntax errors in policy."),
            sts::throttling(),
            sts::unavailable(),
            sts::session().expired(Duration::from_mins(1)).into(),
            Answer::xml(200, "<AssumeRoleResponse/>"),
            Answer::connection_dropped(),
            Answer::silence(),
        ] {
            aws.assume_role().always(answer);
            let db = self.dynamo(Access::assume_role(ROLE).over(base())).await;
            self.refused::<Literal>(&db).await;
            self.refused::<Assumed>(&db).await;
        }
        aws.clear_script();
    }

    async fn bases_fail(&self) {
        let long_ago = Some(std::time::SystemTime::UNIX_EPOCH);
        let token = Some(BASE_TOKEN.to_owned());
        let expired = Credentials::new("id", "sealed-base-secret", token, long_ago, "test");
        for provider in [Provider(None), Provider(Some(expired))] {
            let access = Access::sign_with(Base::provider(provider));
            let error = self.refused::<Literal>(&self.dynamo(access).await).await;
            assert!(
                matches!(error, AccessError::NoBaseCredentials(_)),
                "{error}"
            );
        }
    }

    async fn accounts_differ(&self) {
        let aws = &self.scene.aws;
        let elsewhere = sts::session().account("999999999999");
        aws.assume_role().always(elsewhere);
        aws.set_account("999999999999");
        let expecting = Access::new().expected_account("123456789012");
        let db = self.dynamo(expecting).await;
        for error in [
            self.refused::<Assumed>(&db).await,
            self.refused::<Variable>(&db).await,
        ] {
            assert!(matches!(error, AccessError::WrongAccount(_)), "{error}");
        }
        aws.clear_script();
    }

    /// Asked outside of any runtime.
    fn nobody_runs(&self) {
        let config = self.scene.aws.sdk_config().build();
        let outside = thread::spawn(move || {
            let db = Dynamo::from_sdk_config(&config);
            let asked = pin!(crate::scene::Entry::client(&db));
            let polled = asked.poll(&mut Context::from_waker(Waker::noop()));
            assert!(polled.is_ready());
            polled.map(Result::unwrap_err)
        });
        let std::task::Poll::Ready(error) = outside.join().unwrap() else {
            panic!("nobody would ever wake this");
        };
        assert!(matches!(error, AccessError::NoRuntime(_)), "{error}");
        self.sweep().access_error(&error);
    }

    async fn options_are_wrong(&self) {
        for access in [
            Access::keys("my_key_id", "sealed with blanks"),
            Access::keys("sealed/misplaced", "sealed-secret"),
            Access::keys("", "sealed-secret"),
            Access::sign_with(Base::session("my_key_id", "sealed", "sealed\n")),
            Access::sign_with(base())
                .session_name("x")
                .region("EU_WEST_1"),
        ] {
            self.sweep().debug(&access);
            let built = self.builder().override_access(access).build().await;
            self.sweep().access_error(&built.unwrap_err());
        }
        for (wrong, value) in [
            ("KEY_ID", "sealed/misplaced"),
            ("SECRET", " sealed"),
            ("TOKEN", ""),
        ] {
            let environment = move |name: &str| {
                if name == wrong {
                    Some(value.to_owned())
                } else {
                    whole_environment(name)
                }
            };
            let db = self.builder().environment(environment).build().await;
            let error = refusal::<Variable>(&db.unwrap()).await;
            self.sweep().access_error(&error);
        }
    }

    async fn the_engine_works_alone(&self) {
        let keys = Credentials::new("engine_key_id", "sealed-engine-secret", None, None, "test");
        let engine = Engine::new(Provider(Some(keys)), TestClock::new(), 1);
        engine.credentials().await.unwrap();
        self.sweep().debug(&engine);
    }

    fn values_are_printed(&self) {
        let mut sweep = self.sweep();
        sweep.debug(&base());
        sweep.debug(&Setting::Value("sealed-literal-secret"));
        sweep.debug(&Setting::Env::<&str> {
            name: "SECRET",
            default: Some("sealed-default-secret"),
        });
    }
}
