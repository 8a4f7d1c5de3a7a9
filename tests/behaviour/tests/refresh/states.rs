//! The state table: whatever there is, and whatever STS answers, what a caller gets, whether STS was asked, and when
//! it is asked next.

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use aws_credential_types::provider::ProvideCredentials;
use behaviour::{Answer, sts};
use dynamo_model::{
    DynamoModel,
    access::{AccessError, Clock},
};

use self::{Given::*, Next::*, Start::*, Sts::*};
use crate::{
    manual_clock::runtime,
    scene::{Entry, Scene, by_hand, minutes, seconds},
};

/// What there is when the request comes.
#[derive(Debug, Clone, Copy)]
enum Start {
    Nothing,
    Valid,
    Advisory,
    Mandatory,
    Expired,
}

/// What STS answers, 100 ms after it was asked unless it is slow.
#[derive(Debug, Clone, Copy)]
enum Sts {
    Fresh,
    Unavailable,
    Denies,
    Slow,
    Ended,
}

/// What the caller gets.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Given {
    Old,
    New,
    IsUnavailable,
    IsDenied,
    Other,
}

/// When STS is asked again.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Next {
    /// In the window of the credentials in use: 15 minutes before the end of an hour, less the jitter.
    InWindow,
    /// After so many seconds, less the jitter.
    After(u64),
    Never,
    Surprise(Duration),
}

#[derive(Debug, PartialEq)]
struct Cell {
    given: Given,
    waits: bool,
    asks: bool,
    next: Next,
}

#[rustfmt::skip]
const TABLE: [(Start, Sts, Given, bool, bool, Next); 25] = [
    // there is   STS             caller gets    waits  asks   next try
    (Nothing,     Fresh,          New,           true,  true,  InWindow),
    (Nothing,     Unavailable,    IsUnavailable, true,  true,  After(1)),
    (Nothing,     Denies,         IsDenied,      true,  true,  After(1)),
    (Nothing,     Slow,           New,           true,  true,  InWindow),
    (Nothing,     Ended,          IsUnavailable, true,  true,  After(1)),
    (Valid,       Fresh,          Old,           false, false, InWindow),
    (Valid,       Unavailable,    Old,           false, false, InWindow),
    (Valid,       Denies,         Old,           false, false, InWindow),
    (Valid,       Slow,           Old,           false, false, InWindow),
    (Valid,       Ended,          Old,           false, false, InWindow),
    (Advisory,    Fresh,          Old,           false, true,  InWindow),
    (Advisory,    Unavailable,    Old,           false, true,  After(5)),
    (Advisory,    Denies,         Old,           false, true,  After(5)),
    (Advisory,    Slow,           Old,           false, true,  InWindow),
    (Advisory,    Ended,          Old,           false, true,  After(5)),
    (Mandatory,   Fresh,          New,           true,  true,  InWindow),
    (Mandatory,   Unavailable,    Old,           true,  true,  After(5)),
    (Mandatory,   Denies,         Old,           true,  true,  After(5)),
    (Mandatory,   Slow,           New,           true,  true,  InWindow),
    (Mandatory,   Ended,          Old,           true,  true,  After(5)),
    (Expired,     Fresh,          New,           true,  true,  InWindow),
    (Expired,     Unavailable,    IsUnavailable, true,  true,  After(1)),
    (Expired,     Denies,         IsDenied,      true,  true,  After(1)),
    (Expired,     Slow,           New,           true,  true,  InWindow),
    (Expired,     Ended,          IsUnavailable, true,  true,  After(1)),
];

impl Start {
    /// Brings a scene here: its machine sleeps, so that no timer has run when the request comes.
    async fn set(self, scene: &Scene) {
        if !matches!(self, Nothing) {
            scene.at_once().await;
        }
        scene.clock.jump(match self {
            Nothing => 0,
            Valid => 10 * 60,
            Advisory => 50 * 60,
            Mandatory => 59 * 60 + 20,
            Expired => 61 * 60,
        });
    }
}

impl Sts {
    fn answer(self) -> Answer {
        let moment = Duration::from_millis(100);
        match self {
            Fresh => Answer::from(sts::session()).after(moment),
            Unavailable => sts::unavailable().after(moment),
            Denies => sts::access_denied().after(moment),
            Slow => Answer::from(sts::session()).after(seconds(4)),
            Ended => Answer::from(sts::session().expired(minutes(1))).after(moment),
        }
    }
}

fn next(scene: &Scene) -> Next {
    let health = scene.health();
    let Some(next) = health.next_refresh_in() else {
        return Never;
    };
    let jittered = |most: Duration| (most.mul_f64(0.75)..=most).contains(&next);
    let renewed_before_end = health.is_usable().then(|| {
        let left = health.valid_until().unwrap().duration_since(now(scene));
        left.unwrap().saturating_sub(next)
    });
    match renewed_before_end {
        Some(before) if (minutes(11)..=minutes(15)).contains(&before) => InWindow,
        _ if jittered(seconds(1)) => After(1),
        _ if jittered(seconds(5)) => After(5),
        _ => Surprise(next),
    }
}

fn now(scene: &Scene) -> std::time::SystemTime {
    aws_smithy_async::time::TimeSource::now(&scene.clock)
}

/// One cell, lived through.
async fn observe(start: Start, answer: Sts) -> Cell {
    let scene = Scene::new().await;
    start.set(&scene).await;
    let (old, ended) = (scene.fake.issued(), scene.events.ended());
    let asked = scene.asked();
    scene.assume_role().always(answer.answer());

    let started = scene.clock.elapsed();
    let given = scene.request().await;
    let waits = scene.clock.elapsed() > started;
    tokio::time::sleep(Duration::from_millis(1)).await;
    let asks = scene.asked() > asked;
    if asks {
        scene.events.when_ended(ended + 1).await;
    }
    Cell {
        given: match given {
            Ok(served) if old.iter().any(|old| old.key_id == served.key_id) => Old,
            Ok(_) => New,
            Err(AccessError::StsUnavailable(_)) => IsUnavailable,
            Err(AccessError::RoleRefused(_)) => IsDenied,
            Err(_) => Other,
        },
        waits,
        asks,
        next: next(&scene),
    }
}

#[tokio::test(start_paused = true)]
async fn r_state_table_holds_in_every_cell() {
    let mut wrong = Vec::new();
    for (start, answer, given, waits, asks, next) in TABLE {
        let expected = Cell {
            given,
            waits,
            asks,
            next,
        };
        let seen = observe(start, answer).await;
        if seen != expected {
            wrong.push(format!(
                "{start:?} x {answer:?}: {seen:?}\n  instead of {expected:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The next try is when `health` says, by a request or, where credentials are in use, by a timer.
#[tokio::test(start_paused = true)]
async fn r_state_table_keeps_its_appointments() {
    let moment = Duration::from_millis(10);
    for (start, answer, _, _, asks, next) in TABLE {
        let cell = format!("{start:?} x {answer:?}");
        let scene = Scene::new().await;
        start.set(&scene).await;
        let ended = scene.events.ended();
        scene.assume_role().always(answer.answer());
        let _ = scene.request().await;
        if asks {
            scene.events.when_ended(ended + 1).await;
        }
        let flights = scene.events.started();
        let appointed = scene.clock.elapsed() + scene.next_try();
        for early in [scene.clock.elapsed(), appointed - 2 * moment] {
            scene.until(early).await;
            let _ = scene.request().await;
            tokio::time::sleep(moment).await;
            assert_eq!(scene.events.started(), flights, "{cell}: asked too early");
        }
        scene.until(appointed + moment).await;
        let has_timer = asks && (next == InWindow || !matches!(start, Nothing));
        if !has_timer {
            let _ = scene.request().await;
        }
        tokio::time::sleep(moment).await;
        assert_eq!(scene.events.started(), flights + 1, "{cell}: not asked");
    }
}

/// Outside of a tokio runtime there is nobody to refresh for, but what can sign is served.
#[test]
fn r_state_outside_of_a_runtime_serves_what_is_good() {
    let (clock, fake, builder) = by_hand();
    let runtime = runtime();
    let db = runtime.block_on(async {
        let db = builder.build().await.unwrap();
        Entry::client(&db).await.unwrap();
        db
    });
    drop(runtime);

    let served = || {
        let provider = db.credentials_for::<Entry>().unwrap();
        let mut answer = pin!(provider.provide_credentials());
        match answer
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(answer) => answer,
            Poll::Pending => panic!("waits for nobody"),
        }
    };
    for minute in [0, 50, 59] {
        clock.advance((minutes(minute) + seconds(30)).saturating_sub(clock.monotonic()));
        let credentials = served().unwrap();
        assert_eq!(credentials.access_key_id(), sts::session_key_id(1));
    }
    clock.advance(minutes(1));
    let error = served().unwrap_err();
    let error = AccessError::find_in(&error).unwrap();
    assert!(matches!(error, AccessError::NoRuntime(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "`Entry`: credentials can only be fetched within a tokio runtime; call this from one"
    );
    assert_eq!(fake.assume_role().count(), 1);
}
