//! Placeholder of the test package `hygiene`.
