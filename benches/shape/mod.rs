//! The items that are converted, each with the conversion that its users would write by hand.

mod by_hand;
mod huge;
pub mod small;
mod tiny;

use std::fmt::Debug;

use dynamo_model::attribute::{FromAttributeOwned, ToAttribute};
use serde::{Serialize, de::DeserializeOwned};

pub use by_hand::{Item, Wrong};
pub use huge::Huge;
pub use small::Small;
pub use tiny::Tiny;

/// A type that all sides can convert, to the same item.
pub trait Shape:
    ToAttribute + FromAttributeOwned + Serialize + DeserializeOwned + PartialEq + Debug + 'static
{
    const NAME: &'static str;

    /// A value, told from others by a number.
    fn sample(number: u64) -> Self;

    /// By hand.
    fn read(item: Item) -> Result<Self, Wrong>;

    /// By hand.
    fn write(&self) -> Item;
}
