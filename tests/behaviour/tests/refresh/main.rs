//! How credentials are kept fresh: the engine behind a model, asked through real requests and answered by a scripted
//! STS, on clocks that only a test moves. One file per question; `scene` and `manual_clock` are what they stand on.

#![allow(
    clippy::unchecked_time_subtraction,
    reason = "a time before another is a failure that a test may panic for"
)]

mod clocks;
mod events;
mod flights;
mod health;
mod herd;
mod idle;
mod manual_clock;
mod outage;
mod panics;
mod rejection;
mod repeats;
mod scene;
mod states;
mod waiting;
mod window;
