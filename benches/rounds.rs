//! How sides are compared that do the same: in batches that take turns, so that a busy machine slows down all of
//! them, each batch with those beside it.

use std::time::Instant;

use allocation_counter::AllocationInfo;

/// One way to do it.
pub struct Side<I, O> {
    name: &'static str,
    act: fn(I) -> O,
}

/// What one side took.
pub struct Figures {
    name: &'static str,
    /// Nanoseconds of one, in each of the rounds.
    times: Vec<f64>,
    /// Of one.
    pub allocations: AllocationInfo,
}

impl<I, O> Side<I, O> {
    pub fn new(name: &'static str, act: fn(I) -> O) -> Self {
        Self { name, act }
    }

    #[allow(dead_code, reason = "not every program asks")]
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub fn act(&self, input: I) -> O {
        (self.act)(input)
    }

    /// Nanoseconds of one, inputs made before and outputs dropped after.
    fn time(&self, batch: usize, input: &impl Fn() -> I) -> f64 {
        let inputs: Vec<I> = (0..batch).map(|_| input()).collect();
        let mut outputs = Vec::with_capacity(batch);
        let started = Instant::now();
        for input in inputs {
            outputs.push(self.act(input));
        }
        let elapsed = started.elapsed();
        drop(std::hint::black_box(outputs));
        #[allow(clippy::cast_precision_loss, reason = "batches are small")]
        let one = elapsed.as_secs_f64() * 1e9 / batch as f64;
        one
    }

    /// Those of the second time: the first may fill caches.
    fn allocations(&self, input: &impl Fn() -> I) -> AllocationInfo {
        drop(self.act(input()));
        let input = input();
        let mut output = None;
        allocation_counter::measure(|| output = Some(self.act(input)))
    }
}

impl Figures {
    /// Nanoseconds.
    pub fn time(&self) -> f64 {
        median(self.times.iter().copied())
    }

    /// The part of the other's time that this one takes.
    pub fn part_of(&self, other: &Self) -> f64 {
        let times = self.times.iter().zip(&other.times);
        median(times.map(|(own, other)| own / other))
    }
}

/// Has all sides act in turns, as often as there are rounds.
pub fn measure<I, O>(
    sides: &[Side<I, O>],
    rounds: impl Iterator<Item = usize>,
    batch: usize,
    input: impl Fn() -> I,
) -> Vec<Figures> {
    let figures = |side: &Side<I, O>| Figures {
        name: side.name,
        times: Vec::new(),
        allocations: side.allocations(&input),
    };
    let mut all: Vec<_> = sides.iter().map(figures).collect();
    for round in rounds {
        for turn in 0..sides.len() {
            // None is always the one that comes last.
            let at = (round + turn) % sides.len();
            all[at].times.push(sides[at].time(batch, &input));
        }
    }
    all
}

/// Prints time and allocations of each side, and the ratio of the last to each of the others.
#[allow(dead_code, reason = "not every program prints them so")]
pub fn compare<I, O>(sides: &[Side<I, O>], rounds: usize, batch: usize, input: impl Fn() -> I) {
    let all = measure(sides, 0..rounds, batch, input);
    for (at, figures) in all.iter().enumerate() {
        let ratio = match all.last() {
            Some(last) if at + 1 < all.len() => {
                format!(", dynamo-model takes {:.2} of it", last.part_of(figures))
            }
            _ => String::new(),
        };
        println!(
            "    {:14}{:>9.0} ns, {} allocations of {} bytes{ratio}",
            figures.name,
            figures.time(),
            figures.allocations.count_total,
            figures.allocations.bytes_total,
        );
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}
