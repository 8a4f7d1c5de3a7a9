//! Items that are read from the bytes of a response, beside the same through the SDK's maps: there must be nothing to
//! tell the two apart by, whatever is answered. That all else holds of both is for the tests that run in both modes.

mod damage;
mod items;
mod models;
mod pages;
mod picked;
mod random;
mod scene;
mod together;
mod written;
