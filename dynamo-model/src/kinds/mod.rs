//! Several kinds of items in one table.

mod item_kind;

pub use item_kind::ItemKind;
