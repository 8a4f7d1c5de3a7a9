//! Tables as a whole (cases M3 to M7), asked of the stand-in on a paused clock. One module per operation.

mod create;
mod data_plane;
mod delete;
mod ensure;
mod model;
mod scene;
mod schema;
mod verify;
