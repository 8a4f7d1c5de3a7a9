//! What a request pays for access once its credentials are there: time and allocations of getting them, and of a
//! whole `GetItem` that never leaves the process.

#![allow(missing_docs, reason = "a program")]

mod contestants;
mod signing;

use std::{future::Future, time::Instant};

use aws_sdk_dynamodb::{Client, types::AttributeValue};
use behaviour::FakeAws;
use contestants::{Contestant, Failure, Model, Order, Session};
use dynamo_model::DynamoModel;
use signing::Signing;
use tokio::runtime::Runtime;

const BATCHES: usize = 1_000;

fn main() -> Result<(), Failure> {
    // `cargo test --all-targets` runs this as well, without the flag, and has no use for it.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    // One thread: allocations are counted by thread.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let [sdk, ours] = Contestant::BOTH.map(|contestant| runtime.block_on(Warm::new(contestant)));
    let sides = [sdk?, ours?];

    println!("warm credentials, as a client's own request gets them");
    report(&runtime, &sides, 200, Warm::resolve);
    println!("the client of a model");
    report(&runtime, &sides, 200, Warm::client);
    println!("GetItem on that client, answered inside the process");
    report(&runtime, &sides, 5, Warm::get);
    Ok(())
}

/// A model whose first request has been made.
struct Warm {
    contestant: Contestant,
    model: Model,
    client: Client,
    signing: Signing,
}

impl Warm {
    async fn new(contestant: Contestant) -> Result<Self, Failure> {
        // Neither socket nor server: what is left is the client's own work and the stand-in's.
        let config = FakeAws::new().sdk_config();
        let role = contestant.role("warm");
        let model = contestant.model(config, &role, Session::default()).await?;
        let client = model.client().await?;
        Ok(Self {
            contestant,
            signing: Signing::of(&client).await?,
            client,
            model,
        })
    }

    async fn resolve(&self) {
        self.signing.resolve().await;
    }

    async fn client(&self) {
        // As a program writes it: what brings both sides to one shape would show here.
        let client = match &self.model {
            Model::Sdk(client) => client.clone(),
            Model::DynamoModel(db, _) => Order::client(db).await.expect("it is there"),
        };
        std::hint::black_box(client);
    }

    async fn get(&self) {
        let key = AttributeValue::S("1".into());
        let request = self.client.get_item().table_name("orders").key("id", key);
        request.send().await.expect("the stand-in answers");
    }
}

/// Does the same on both sides in batches that take turns, so that a busy machine slows down both, and compares each
/// batch with the one beside it.
fn report<'a, F: Future<Output = ()>>(
    runtime: &Runtime,
    sides: &'a [Warm; 2],
    batch: u32,
    act: impl Fn(&'a Warm) -> F,
) {
    let time = |side| {
        let started = Instant::now();
        runtime.block_on(async {
            for _ in 0..batch {
                act(side).await;
            }
        });
        started.elapsed().as_secs_f64() * 1e9 / f64::from(batch)
    };
    let [sdk, ours] = sides;
    let times: Vec<[f64; 2]> = (0..BATCHES)
        .map(|number| {
            // Neither is always the one that comes second.
            if number % 2 == 0 {
                [sdk, ours].map(time)
            } else {
                let [ours, sdk] = [ours, sdk].map(time);
                [sdk, ours]
            }
        })
        .collect();
    for (number, side) in sides.iter().enumerate() {
        let allocations = allocation_counter::measure(|| runtime.block_on(act(side)));
        println!(
            "    {:14}{:>8.0} ns, {} allocations of {} bytes",
            side.contestant.to_string(),
            median(times.iter().map(|pair| pair[number])),
            allocations.count_total,
            allocations.bytes_total,
        );
    }
    let ratio = median(times.iter().map(|[sdk, ours]| ours / sdk));
    println!("    {:14}{ratio:>8.2}", "ratio");
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}
