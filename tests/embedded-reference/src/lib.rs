//! Compares the embedded database with the HTTP server of the crate it is built on. The comparison is a test;
//! it has a package of its own because the server's web framework must not be a dependency of anything else.
