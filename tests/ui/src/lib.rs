//! Placeholder of the test package `ui`.
