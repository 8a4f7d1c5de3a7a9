//! A29: one `Dynamo` over several tokio runtimes. Connections and refreshes are driven by the runtime that began them,
//! so nobody may depend on another's.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Barrier,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use aws_sdk_dynamodb::Client;
use behaviour::{FakeAws, Server, TestClock, sts::session_key_id};
use dynamo_model::{Dynamo, prelude::*};
use tokio::runtime::{Builder, Runtime};

use crate::scene::{Entry, ROLE, read};

/// Whoever waits for a runtime that nobody drives waits longer.
const PATIENCE: Duration = Duration::from_secs(30);

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn dynamo(server: &Server) -> Dynamo {
    Dynamo::from_sdk_config(&server.sdk_config().build())
}

/// One operation, which names its runtime in its key.
async fn operate(db: &Dynamo, name: &str) {
    let work = async {
        let client = Entry::client(db).await.unwrap();
        read(&client, name).await.unwrap();
    };
    let done = tokio::time::timeout(PATIENCE, work).await;
    assert!(done.is_ok(), "`{name}` waits for somebody else's runtime");
}

/// The connections that carried the operations of a runtime.
fn connections(server: &Server, name: &str) -> BTreeSet<u64> {
    server
        .dynamodb()
        .requests()
        .iter()
        .filter(|request| request.json()["Key"]["pk"]["S"] == name)
        .filter_map(|request| request.connection())
        .collect()
}

#[test]
fn a29_runtimes_one_after_the_other() {
    let server = Server::start();
    let db = dynamo(&server);
    let mut first: Option<Client> = None;
    for _ in 0..3 {
        runtime().block_on(async {
            operate(&db, "a").await;
            operate(&db, "a").await;
            // A client made on a runtime that is gone works as well.
            match &first {
                Some(client) => drop(read(client, "a").await.unwrap()),
                None => first = Some(Entry::client(&db).await.unwrap()),
            }
        });
    }
    assert_eq!(server.assume_role().count(), 1);
    assert_eq!(server.dynamodb().count(), 8);
}

#[test]
fn a29_runtimes_at_once() {
    const RUNTIMES: usize = 8;
    let server = Server::start();
    let db = dynamo(&server);
    let all_here = Arc::new(Barrier::new(RUNTIMES));
    let threads: Vec<_> = (0..RUNTIMES)
        .map(|number| {
            let (db, all_here) = (db.clone(), Arc::clone(&all_here));
            thread::spawn(move || {
                let mut builder = match number % 2 {
                    0 => Builder::new_current_thread(),
                    _ => Builder::new_multi_thread(),
                };
                let runtime = builder.worker_threads(2).enable_all().build().unwrap();
                all_here.wait();
                runtime.block_on(async {
                    let tasks: Vec<_> = (0..8)
                        .map(|_| {
                            let db = db.clone();
                            tokio::spawn(async move {
                                for _ in 0..5 {
                                    operate(&db, &number.to_string()).await;
                                }
                            })
                        })
                        .collect();
                    for task in tasks {
                        task.await.unwrap();
                    }
                });
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(server.dynamodb().count(), RUNTIMES * 8 * 5);
    let sessions = server.assume_role().count();
    assert!(sessions <= RUNTIMES, "{sessions} sessions");
    let shared = (0..RUNTIMES).map(|number| connections(&server, &number.to_string()));
    let mut seen = BTreeSet::new();
    for connection in shared.flatten() {
        assert!(seen.insert(connection), "two runtimes share a connection");
    }
}

#[test]
fn a29_a_parked_runtime_holds_up_nobody() {
    let server = Server::start();
    let db = dynamo(&server);
    let parked = runtime();
    parked.block_on(async {
        operate(&db, "parked").await;
        // Let its connections come to rest, where anybody who shares them would find them.
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
    });
    let other = runtime();
    other.block_on(operate(&db, "other"));
    parked.block_on(operate(&db, "parked"));
    other.block_on(operate(&db, "other"));
    assert_eq!(server.assume_role().count(), 1);
    assert_eq!(connections(&server, "parked").len(), 1);
    assert_eq!(connections(&server, "other").len(), 1);
    assert_eq!(server.dynamodb().count(), 4);
}

/// Begins an operation on `runtime` and leaves it alone while STS is to answer.
fn leave_in_flight(server: &Server, db: &Dynamo, runtime: &Runtime) -> tokio::task::JoinHandle<()> {
    let hold = server.assume_role().hold();
    let db = db.clone();
    let task = runtime.spawn(async move { operate(&db, "left").await });
    runtime.block_on(server.assume_role().arrived(1));
    hold.release();
    task
}

#[test]
fn a29_two_flights_at_once_lead_to_no_third() {
    let server = Server::start();
    let db = dynamo(&server);
    let runtimes = [runtime(), runtime()];
    let hold = server.assume_role().hold();
    let mut flights = Vec::new();
    for (number, runtime) in runtimes.iter().enumerate() {
        let db = db.clone();
        flights.push(runtime.spawn(async move { operate(&db, "a").await }));
        runtime.block_on(server.assume_role().arrived(number + 1));
    }
    hold.release();
    for (runtime, flight) in runtimes.iter().zip(flights) {
        runtime.block_on(flight).unwrap();
    }
    assert_eq!(server.assume_role().count(), 2);
    let health = db.health();
    let role = health.iter().find(|it| it.identity().contains(ROLE));
    let wait = role.unwrap().next_refresh_in().unwrap();
    assert!(wait > Duration::from_mins(40), "asks again in {wait:?}");
}

#[test]
fn a29_a_flight_of_a_parked_runtime_holds_up_nobody() {
    let server = Server::start();
    let db = dynamo(&server);
    let parked = runtime();
    let left = leave_in_flight(&server, &db, &parked);

    runtime().block_on(operate(&db, "other"));
    assert_eq!(server.assume_role().count(), 2, "a flight of its own");
    assert!(!left.is_finished());
    parked.block_on(left).unwrap();
    runtime().block_on(operate(&db, "other"));
    assert_eq!(server.assume_role().count(), 2);
}

#[test]
fn a29_a_flight_of_a_dropped_runtime_is_flown_again() {
    let server = Server::start();
    let db = dynamo(&server);
    let dropped = runtime();
    let left = leave_in_flight(&server, &db, &dropped);
    drop(dropped);

    let other = runtime();
    other.block_on(operate(&db, "other"));
    assert!(other.block_on(left).unwrap_err().is_cancelled());
    assert_eq!(server.assume_role().count(), 2);
    assert_eq!(server.dynamodb().count(), 1);
}

#[test]
fn a29_a_refresh_that_a_parked_runtime_began_holds_up_nobody() {
    let clock = TestClock::new();
    let server = Server::serving(FakeAws::with_clock(clock.time_source()));
    let parked = runtime();
    let db = parked.block_on(async {
        let builder = Dynamo::builder().sdk_config(&server.sdk_config().build());
        builder.clock(clock.clone()).build().await.unwrap()
    });
    parked.block_on(operate(&db, "parked"));
    // In the window of renewal: a request is signed at once, and begins a refresh behind it.
    clock.jump(50 * 60);
    let hold = server.assume_role().hold();
    parked.block_on(async {
        operate(&db, "parked").await;
        server.assume_role().arrived(2).await;
    });
    hold.release();
    let other = runtime();
    other.block_on(operate(&db, "other"));
    // Moments before the end, the other one sees to new credentials itself.
    clock.jump(9 * 60 + 30);
    other.block_on(operate(&db, "other"));
    let signed = server.dynamodb().key_ids();
    assert_eq!(signed[..3], [1, 1, 1].map(session_key_id));
    assert_ne!(signed[3], session_key_id(1));
    assert_eq!(server.assume_role().count(), 3);
    parked.block_on(operate(&db, "parked"));
    assert_eq!(server.assume_role().count(), 3);
}

#[test]
fn a29_a_thousand_short_lived_runtimes_beside_a_steady_one() {
    let server = Server::start();
    let db = dynamo(&server);
    let over = Arc::new(AtomicBool::new(false));
    let steady = thread::spawn({
        let (db, over) = (db.clone(), Arc::clone(&over));
        move || {
            runtime().block_on(async {
                let mut done = 0;
                while !over.load(Ordering::SeqCst) {
                    operate(&db, "steady").await;
                    done += 1;
                }
                done
            })
        }
    });
    for _ in 0..1_000 {
        runtime().block_on(operate(&db, "short"));
    }
    over.store(true, Ordering::SeqCst);
    let done: usize = steady.join().unwrap();
    assert!(done > 0);
    assert_eq!(server.dynamodb().count(), 1_000 + done);
    // One each at the most, for two that begin at the same time.
    let sessions = server.assume_role().count();
    assert!(sessions <= 2, "{sessions} sessions");
}

#[test]
fn a29_short_lived_runtimes_do_not_cost_a_steady_one_its_connection() {
    let server = Server::start();
    let db = dynamo(&server);
    let steady = runtime();
    // More of them than pools are kept.
    for _ in 0..100 {
        steady.block_on(operate(&db, "steady"));
        runtime().block_on(operate(&db, "short"));
    }
    assert_eq!(connections(&server, "steady").len(), 1);
    assert_eq!(connections(&server, "short").len(), 100);
}
