//! The load: loops that write, read back and look into the store.

use std::{
    collections::BTreeMap,
    fmt,
    marker::PhantomData,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use dynamo_model::{Dynamo, DynamoModel, Error, operation::BatchWritten};
use tokio::task::JoinSet;

use crate::{
    aws::Aws,
    latency::Latency,
    models::{Blue, Counter, Plain, Red},
};

/// Of each model.
const LOOPS: u64 = 8;

/// Items of one loop.
const ITEMS: u64 = 50;

pub struct Load {
    loops: JoinSet<Done>,
    stop: Arc<AtomicBool>,
}

/// What came of it.
#[derive(Default)]
pub struct Done {
    latency: Latency,
    /// Writes that were answered, but are not in the store.
    lost: u64,
    /// Reads that were answered with something else than what was written.
    wrong: u64,
    /// Requests that failed for want of credentials while there were some.
    without_credentials: u64,
    /// The same while there were none: the session was refused ahead of its end, or over, and STS gave no other.
    without_any: u64,
    /// Others that failed although they were repeated, by what they said.
    failed: BTreeMap<String, u64>,
}

impl Load {
    pub fn start(aws: &Aws) -> Self {
        let db = Dynamo::from_sdk_config(&aws.server().sdk_config().build());
        let stop = Arc::new(AtomicBool::new(false));
        let mut load = Self {
            loops: JoinSet::new(),
            stop,
        };
        load.add::<Red>(&db, aws);
        load.add::<Blue>(&db, aws);
        load.add::<Plain>(&db, aws);
        load
    }

    fn add<M: Counter>(&mut self, db: &Dynamo, aws: &Aws) {
        for number in 0..LOOPS {
            let one = Loop::<M> {
                db: db.clone(),
                aws: aws.clone(),
                number,
                done: Done::default(),
                of: PhantomData,
            };
            let stop = Arc::clone(&self.stop);
            self.loops.spawn(one.run(stop));
        }
    }

    /// Lets the loops end and adds them up.
    pub async fn finish(mut self) -> Done {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Done::default();
        while let Some(done) = self.loops.join_next().await {
            all.add(&done.expect("a loop does not panic"));
        }
        all
    }
}

struct Loop<M> {
    db: Dynamo,
    aws: Aws,
    number: u64,
    done: Done,
    of: PhantomData<fn() -> M>,
}

impl<M: Counter> Loop<M> {
    async fn run(mut self, stop: Arc<AtomicBool>) -> Done {
        for round in 1.. {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            if round % 10 == 0 {
                self.write_all(round).await;
            } else {
                self.write(round).await;
            }
            self.read(round % ITEMS).await;
        }
        self.done
    }

    fn id(&self, item: u64) -> String {
        format!("{}-{item}", self.number)
    }

    async fn write(&mut self, round: u64) {
        let item = round % ITEMS;
        let mut counter = M::new(self.id(item), round);
        let began = Instant::now();
        let answer = counter.save(&self.db).await;
        self.took(began);
        match answer {
            Ok(()) => self.look(item, round),
            Err(error) => self.fail(&error),
        }
    }

    /// Every item at once, in several requests.
    async fn write_all(&mut self, round: u64) {
        let counters: Vec<M> = (0..ITEMS)
            .map(|item| M::new(self.id(item), round))
            .collect();
        let began = Instant::now();
        let answer = M::put_all(&self.db, &counters).await;
        self.took(began);
        match answer.and_then(BatchWritten::complete) {
            Ok(()) => (0..ITEMS).for_each(|item| self.look(item, round)),
            Err(error) => self.fail(&error),
        }
    }

    async fn read(&mut self, item: u64) {
        let key = M::by_id(self.id(item));
        let began = Instant::now();
        let answer = M::get(&self.db, key).consistent().await;
        self.took(began);
        match answer {
            Ok(found) => {
                let stored = self.aws.stored(&table::<M>(&self.db), &self.id(item));
                if found.map(|counter| counter.count()) != stored {
                    self.done.wrong += 1;
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    fn fail(&mut self, error: &Error) {
        if matches!(error, Error::Access(_)) {
            if self.aws.could_sign(&table::<M>(&self.db)) {
                self.done.without_credentials += 1;
            } else {
                self.done.without_any += 1;
            }
        }
        *self.done.failed.entry(error.to_string()).or_default() += 1;
    }

    fn took(&mut self, began: Instant) {
        self.done.latency.add(began.elapsed());
    }

    /// Nobody else writes this loop's items, so the store holds what was answered last.
    fn look(&mut self, item: u64, round: u64) {
        let stored = self.aws.stored(&table::<M>(&self.db), &self.id(item));
        if stored != Some(round) {
            self.done.lost += 1;
        }
    }
}

fn table<M: DynamoModel>(db: &Dynamo) -> String {
    M::table_name(db).expect("a literal name")
}

impl Done {
    fn add(&mut self, other: &Self) {
        self.latency.merge(&other.latency);
        self.lost += other.lost;
        self.wrong += other.wrong;
        self.without_credentials += other.without_credentials;
        self.without_any += other.without_any;
        for (error, count) in &other.failed {
            *self.failed.entry(error.clone()).or_default() += count;
        }
    }

    pub fn is_content(&self) -> bool {
        self.latency.count() > 0 && self.lost + self.wrong + self.without_credentials == 0
    }
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            latency,
            lost,
            wrong,
            without_credentials,
            without_any,
            failed,
        } = self;
        write!(f, "{} operations: {latency}", latency.count())?;
        write!(f, "\nlost writes: {lost}, wrong reads: {wrong}")?;
        write!(
            f,
            "\nfailed for want of credentials: {without_credentials} while there were some, {without_any} while STS gave \
             none"
        )?;
        write!(
            f,
            "\nfailed after all retries: {}",
            failed.values().sum::<u64>()
        )?;
        for (error, count) in failed {
            write!(f, "\n  {count} x {error}")?;
        }
        Ok(())
    }
}
