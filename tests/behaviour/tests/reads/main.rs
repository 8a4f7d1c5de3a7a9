//! Reads of many pages, above all those that don't go well: cut in mid-page, throttled, dropped. Whatever happens,
//! whoever goes on from where the reader says it was misses nothing, and reads nothing twice that the reader had not
//! said.

mod cut;
mod dropped;
mod filtered;
mod pace;
mod place;
mod scene;
mod secrets;
mod streams;
mod throttled;
