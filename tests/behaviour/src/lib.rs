//! Placeholder of the test package `behaviour`.
