//! Conditions, changes and parts of an item, written with its attributes: `|o| o.status.eq("open") & o.total.gt(100)`.
//!
//! | to | write | |
//! |---|---|---|
//! | name an attribute | `o.total`, `o.address.city`, `o.lines.at(0).qty`, `o.attrs.key("k")`, `o.next.open().qty` | [`Path`] |
//! | compare | `eq` `ne` `lt` `le` `gt` `ge` `between` `is_in`, with a value or another attribute | [`Path::eq`] |
//! | ask | `exists` `not_exists` `is_type` `begins_with` `contains` `size()` | [`Path::size`] |
//! | join | `&`, `\|`, `!`, [`all`], [`any`] | [`Condition`] |
//! | change | `set` `set_if_absent` `set_expr` `add` `remove` `append` `prepend` `insert` `discard` | [`Updates`] |
//! | read a part | `\|o\| (o.id, o.lines.at(1).qty)`, or a type that lists names | [`Projection`], [`ProjectionOf`] |
//!
//! Names and values never stand in an expression's text: each is a placeholder, so that an attribute may have any name.
//! What DynamoDB would refuse is told before anything is sent, if it can be known.

mod action;
mod capability;
mod comparison;
mod computed;
mod condition;
mod conditions;
mod error;
mod into_attr;
mod operand;
mod path;
mod projection;
mod render;
mod shape;
mod tree;
mod update;
mod value;

pub use capability::{
    Appendable, BoxLike, Computable, Container, Like, ListLike, MapLike, Measured, NotKey,
    NotVersion, NumberLike, Ordered, Prefixed, SetLike,
};
pub use computed::{Computation, Computed, Fallback};
pub use condition::{Condition, all, any};
pub use conditions::{Conditions, IntoCondition};
pub use error::ExpressionError;
pub use into_attr::IntoAttr;
pub use operand::{Operand, Size};
pub use path::{HasFields, Path, PathIn, RawPath, role};
pub use projection::{Projection, ProjectionOf, Selection};
pub use render::Placeholders;
#[doc(hidden)]
pub use shape::CodedPathOf;
pub use shape::{Nested, PathOf, Shape};
pub use update::Updates;
pub use value::Value;

#[cfg(feature = "client")]
pub(crate) use action::NewValue;
#[allow(unused_imports, reason = "for the builders of operations")]
pub(crate) use {action::Actions, conditions::condition_methods, update::update_methods};
