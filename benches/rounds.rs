//! How sides are compared that do the same: in batches that take turns, so that a busy machine slows down all of
//! them, each batch with those beside it.

use std::time::Instant;

/// One way to do it.
pub struct Side<I, O> {
    name: &'static str,
    act: fn(I) -> O,
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
}

/// Prints time and allocations of each side, and the ratio of the last to each of the others.
pub fn compare<I, O, const N: usize>(
    sides: &[Side<I, O>; N],
    rounds: usize,
    batch: usize,
    input: impl Fn() -> I,
) {
    let mut times: Vec<[f64; N]> = Vec::with_capacity(rounds);
    for round in 0..rounds {
        let mut row = [0.0; N];
        for turn in 0..N {
            // None is always the one that comes last.
            let at = (round + turn) % N;
            row[at] = sides[at].time(batch, &input);
        }
        times.push(row);
    }
    for (at, side) in sides.iter().enumerate() {
        let input = input();
        let mut output = None;
        let allocations = allocation_counter::measure(|| output = Some(side.act(input)));
        let time = median(times.iter().map(|row| row[at]));
        let ratio = if at + 1 < N {
            let ratio = median(times.iter().map(|row| row[N - 1] / row[at]));
            format!(", dynamo-model takes {ratio:.2} of it")
        } else {
            String::new()
        };
        println!(
            "    {:14}{time:>9.0} ns, {} allocations of {} bytes{ratio}",
            side.name, allocations.count_total, allocations.bytes_total,
        );
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}
