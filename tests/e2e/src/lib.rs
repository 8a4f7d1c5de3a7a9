//! Placeholder of the test package `e2e`.
