//! The items that are converted, each with the conversion that its users would write by hand.

mod by_hand;
mod huge;
pub mod small;
mod tiny;

use std::fmt::Debug;

use dynamo_model::{DynamoItem, attribute::FromAttribute};
use serde::{Serialize, de::DeserializeOwned};

pub use by_hand::{Item, Wrong};
pub use huge::Huge;
pub use small::Small;
pub use tiny::Tiny;

/// A type that all sides can convert, to the same item.
pub trait Shape: DynamoItem + Serialize + DeserializeOwned + Clone + PartialEq + Debug {
    const NAME: &'static str;

    /// The attribute of the partition key, and the one value that all samples have.
    const PARTITION: (&'static str, &'static str);

    /// Some of the attributes, seen where they stand.
    type Glance<'a>: FromAttribute<'a>;

    /// The partition of all samples.
    fn partition() -> Self::Partition;

    /// Something of all that is seen, which costs nothing to own.
    fn figure(glance: &Self::Glance<'_>) -> u64;

    /// A value, told from others by a number.
    fn sample(number: u64) -> Self;

    /// By hand.
    fn read(item: Item) -> Result<Self, Wrong>;

    /// By hand.
    fn write(&self) -> Item;
}
