//! Callers whose flights are lost, or bring what is of no use: how often they take part in another, and what they are
//! told in the end.

use std::{
    future::pending,
    ops::Range,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    task::{Context, Poll, Waker},
    thread,
    time::{Duration, SystemTime},
};

use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, future},
};
use behaviour::TestClock;
use dynamo_model::access::{AccessError, Clock, Engine};
use tokio::runtime::Runtime;

use crate::{
    manual_clock::{ManualClock, drive, runtime},
    scene::{HOUR, minutes, seconds},
};

/// Whoever tries for ever does so for longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sessions of an hour, a new one each time, after a while each; some calls are never answered.
#[derive(Debug)]
struct Sessions<C> {
    clock: C,
    after: Duration,
    unanswered: Range<usize>,
    asked: Arc<AtomicUsize>,
}

impl<C: Clock + Clone> Sessions<C> {
    fn engine(clock: C, after: Duration, unanswered: Range<usize>) -> (Engine, Arc<AtomicUsize>) {
        let asked = Arc::default();
        let sessions = Self {
            clock: clock.clone(),
            after,
            unanswered,
            asked: Arc::clone(&asked),
        };
        (Engine::new(sessions, clock, 1), asked)
    }
}

impl<C: Clock> ProvideCredentials for Sessions<C> {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let number = self.asked.fetch_add(1, Ordering::SeqCst);
        future::ProvideCredentials::new(async move {
            if self.unanswered.contains(&number) {
                return pending().await;
            }
            self.clock.sleep(self.after).await;
            let end: SystemTime = self.clock.now() + HOUR;
            let key = format!("session-{number}");
            Ok(Credentials::new(
                key,
                "fixture-secret",
                None,
                Some(end),
                "test",
            ))
        })
    }
}

/// A machine that stands still time and again during a request has lost its flights, and no runtime.
#[test]
fn r13_a_caller_outlasts_any_number_of_standstills() {
    // From so long on nobody joins a flight any more.
    for overdue in [25, 60] {
        outlasts_standstills_of(seconds(overdue));
    }
}

fn outlasts_standstills_of(standstill_of: Duration) {
    let clock = ManualClock::new();
    let (engine, asked) = Sessions::engine(clock.clone(), Duration::ZERO, 0..5);
    let runtime = runtime();
    let caller = runtime.spawn(async move { engine.credentials().await });
    for standstill in 1..=5 {
        drive(&runtime);
        assert!(!caller.is_finished(), "after {standstill}");
        assert_eq!(asked.load(Ordering::SeqCst), standstill);
        clock.advance(standstill_of);
    }
    let credentials = runtime.block_on(caller).unwrap().unwrap();
    assert_eq!(credentials.access_key_id(), "session-5");
}

/// A flight on a runtime that nobody drives is not waited for, and after 25 seconds it keeps nobody from another.
#[test]
fn r13_a_flight_that_nobody_drives_is_replaced_after_25_seconds() {
    let clock = ManualClock::new();
    let (engine, asked) = Sessions::engine(clock.clone(), Duration::ZERO, 1..2);
    let [parked, other] = [(); 2].map(|()| runtime());
    let served_on = |runtime: &Runtime| {
        runtime.block_on(async {
            let served = engine.ready().expect("what is good for minutes yet");
            // What was started begins.
            tokio::task::yield_now().await;
            served.access_key_id().to_owned()
        })
    };
    parked.block_on(engine.credentials()).unwrap();
    clock.advance(minutes(50));
    assert_eq!(served_on(&parked), "session-0");
    assert_eq!(asked.load(Ordering::SeqCst), 2);

    clock.advance(seconds(25) - Duration::from_millis(1));
    assert_eq!(served_on(&other), "session-0");
    assert_eq!(asked.load(Ordering::SeqCst), 2, "a moment too early");
    clock.advance(Duration::from_millis(1));
    assert_eq!(served_on(&other), "session-0");
    assert_eq!(asked.load(Ordering::SeqCst), 3);
    assert_eq!(served_on(&other), "session-2");
}

/// Whoever is inside a runtime that has shut down loses every flight at once, and is told so instead of trying for ever.
#[test]
fn r13_a_runtime_that_has_shut_down_is_no_runtime() {
    let (told, hear) = mpsc::channel();
    thread::spawn(move || {
        let (engine, asked) = Sessions::engine(ManualClock::new(), Duration::ZERO, 0..0);
        let runtime = runtime();
        let handle = runtime.handle().clone();
        drop(runtime);
        let _inside = handle.enter();
        let asking = pin!(engine.credentials());
        let answer = asking.poll(&mut Context::from_waker(Waker::noop()));
        told.send((answer, asked.load(Ordering::SeqCst))).unwrap();
    });
    let (answer, asked) = hear.recv_timeout(PATIENCE).expect("an answer");
    let Poll::Ready(Err(error)) = answer else {
        panic!("{answer:?}");
    };
    assert!(matches!(error, AccessError::NoRuntime(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "credentials can only be fetched within a tokio runtime; call this from one"
    );
    assert_eq!(asked, 0);
}

/// Each new session is rejected before most of those who waited for it can use it. They are told so in the end, and not
/// that there is no runtime.
#[tokio::test(start_paused = true)]
async fn a22_who_waits_for_sessions_that_are_all_rejected_is_told_so() {
    let clock = TestClock::new();
    let (engine, asked) = Sessions::engine(clock, seconds(12), 0..0);
    let callers: Vec<_> = (0..20)
        .map(|_| {
            let engine = engine.clone();
            tokio::spawn(async move {
                let credentials = engine.credentials().await?;
                // Whoever comes first; the others had not yet looked.
                let _ = engine.reject(credentials.access_key_id(), "UnrecognizedClientException");
                Ok::<_, AccessError>(())
            })
        })
        .collect();
    let mut errors = Vec::new();
    for caller in callers {
        errors.extend(caller.await.unwrap().err());
    }
    assert_eq!(asked.load(Ordering::SeqCst), 3);
    assert_eq!(errors.len(), 17, "{errors:?}");
    for error in errors {
        assert!(
            matches!(error, AccessError::NoBaseCredentials(_)),
            "{error:?}"
        );
        assert!(
            error.to_string().contains("`UnrecognizedClientException`"),
            "{error}"
        );
    }
}
