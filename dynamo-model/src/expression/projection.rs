//! A part of an item: which attributes are asked for, and how each is found in what DynamoDB returns.

use std::{fmt, marker::PhantomData};

use super::{
    error::ExpressionError,
    path::{PathIn, RawPath},
    render::{Placeholders, Writer},
    tree::Tree,
};
use crate::attribute::FromAttributeOwned;
#[cfg(feature = "client")]
use {
    crate::attribute::{ConvertError, Item},
    aws_sdk_dynamodb::types::AttributeValue,
};

/// What a projection's closure may return: a path, or a tuple of up to eight. `Form` tells the two apart and is always
/// inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which attributes of `{M}` to read",
    label = "expected an attribute of `{M}`, or a tuple of up to 8"
)]
pub trait Projection<M, Form> {
    /// The attributes' types.
    type Output;

    #[doc(hidden)]
    fn paths(&self) -> Vec<RawPath>;

    #[doc(hidden)]
    #[cfg(feature = "client")]
    fn take(taker: &mut Taker<'_>) -> Result<Self::Output, ConvertError>;
}

/// The forms of a [`Projection`].
#[doc(hidden)]
pub mod form {
    pub enum One {}
    pub enum Several {}
}

/// A type that is read from some of the attributes of the model `M`: those that it lists by their names in the item.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which attributes of `{M}` it is made of",
    label = "does not implement `ProjectionOf<{M}>`"
)]
pub trait ProjectionOf<M>: FromAttributeOwned {
    /// The names of the attributes.
    const NAMES: &'static [&'static str];
}

/// A part of the items of the model `M`, to be read as an `O`.
///
/// ```
/// use dynamo_model::expression::{Path, Placeholders, RawPath, Selection};
///
/// # struct Order;
/// # let (id, lines): (Path<Order, String>, Path<Order, Vec<String>>) = (RawPath::root().member("id"), RawPath::root().member("lines"));
/// let selection: Selection<Order, (String, String)> = Selection::of(&(id, lines.at(1)));
///
/// let mut placeholders = Placeholders::new("Order");
/// assert_eq!(selection.render(&mut placeholders)?, "#0, #1[1]");
/// # Ok::<(), dynamo_model::expression::ExpressionError>(())
/// ```
pub struct Selection<M, O> {
    tree: Tree,
    #[cfg(feature = "client")]
    paths: Vec<RawPath>,
    #[cfg(feature = "client")]
    take: fn(&mut Taker<'_>) -> Result<O, ConvertError>,
    of: PhantomData<fn() -> (M, O)>,
}

impl<M, O> Selection<M, O> {
    /// What a closure returned: `of(&o.total)`, `of(&(o.id, o.lines.at(1).qty))`.
    ///
    /// The outputs come in the order of the paths. Overlapping ones are asked for once.
    #[must_use]
    pub fn of<P: Projection<M, Form, Output = O>, Form>(projection: &P) -> Self {
        let paths = projection.paths();
        Self {
            tree: Tree::of(&paths),
            #[cfg(feature = "client")]
            paths,
            #[cfg(feature = "client")]
            take: P::take,
            of: PhantomData,
        }
    }

    /// What a type lists.
    #[must_use]
    pub fn of_type() -> Self
    where
        O: ProjectionOf<M>,
    {
        let paths: Vec<RawPath> = O::NAMES
            .iter()
            .map(|name| RawPath::root().member(name))
            .collect();
        Self {
            tree: Tree::of(&paths),
            #[cfg(feature = "client")]
            paths,
            #[cfg(feature = "client")]
            take: |taker| O::from_attribute(taker.take_all()),
            of: PhantomData,
        }
    }

    /// Asks for these attributes of the item, too. They are no part of the output.
    #[cfg(feature = "client")]
    pub(crate) fn beside(self, names: impl IntoIterator<Item = &'static str>) -> Self {
        let beside: Vec<RawPath> = names
            .into_iter()
            .map(|name| RawPath::root().member(name))
            .collect();
        Self {
            tree: Tree::of(self.paths.iter().chain(&beside)),
            ..self
        }
    }

    /// The text of the projection expression for a request.
    ///
    /// # Errors
    ///
    /// The expression is larger than DynamoDB allows.
    pub fn render(&self, placeholders: &mut Placeholders) -> Result<String, ExpressionError> {
        Writer::render("projection", placeholders, |writer| self.tree.write(writer))
    }

    /// Reads what DynamoDB returned.
    ///
    /// # Errors
    ///
    /// A value can't be read, or is missing and must not be.
    #[cfg(feature = "client")]
    pub fn decode(&self, item: Item) -> Result<O, ConvertError> {
        (self.take)(&mut Taker {
            tree: &self.tree,
            returned: AttributeValue::M(item),
            paths: self.paths.iter(),
        })
    }
}

impl<M, O> fmt::Debug for Selection<M, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Selection").field(&self.tree).finish()
    }
}

/// Takes one value after the other out of what DynamoDB returned.
#[doc(hidden)]
#[cfg(feature = "client")]
#[derive(Debug)]
pub struct Taker<'s> {
    tree: &'s Tree,
    returned: AttributeValue,
    paths: std::slice::Iter<'s, RawPath>,
}

#[cfg(feature = "client")]
impl Taker<'_> {
    fn take<T: FromAttributeOwned>(&mut self) -> Result<T, ConvertError> {
        let Some(path) = self.paths.next() else {
            return Err(ConvertError::custom("was not asked for"));
        };
        let read = match self.tree.find(path, &mut self.returned) {
            // Another path may lead into the same place.
            Some(value) => T::from_attribute(value.clone()),
            None => T::absent().ok_or_else(ConvertError::missing),
        };
        read.map_err(|error| path.locate(error))
    }

    /// All that the paths name, which are attributes of the item.
    fn take_all(&mut self) -> AttributeValue {
        let mut all = std::mem::replace(&mut self.returned, AttributeValue::Null(true));
        if let AttributeValue::M(members) = &mut all {
            members.retain(|name, _| self.paths.clone().any(|path| path.is_attribute(name)));
        }
        all
    }
}

#[diagnostic::do_not_recommend]
impl<M, P: PathIn<M, Value: FromAttributeOwned>> Projection<M, form::One> for P {
    type Output = P::Value;

    fn paths(&self) -> Vec<RawPath> {
        vec![self.place()]
    }

    #[cfg(feature = "client")]
    fn take(taker: &mut Taker<'_>) -> Result<Self::Output, ConvertError> {
        taker.take()
    }
}

macro_rules! tuples {
    ($($($index:tt $path:ident),*;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<M, $($path: PathIn<M, Value: FromAttributeOwned>),*> Projection<M, form::Several> for ($($path,)*) {
            type Output = ($($path::Value,)*);

            fn paths(&self) -> Vec<RawPath> {
                vec![$(self.$index.place()),*]
            }

            #[cfg(feature = "client")]
            fn take(taker: &mut Taker<'_>) -> Result<Self::Output, ConvertError> {
                Ok(($(taker.take::<$path::Value>()?,)*))
            }
        }
    )*};
}

tuples! {
    0 A;
    0 A, 1 B;
    0 A, 1 B, 2 C;
    0 A, 1 B, 2 C, 3 D;
    0 A, 1 B, 2 C, 3 D, 4 E;
    0 A, 1 B, 2 C, 3 D, 4 E, 5 F;
    0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G;
    0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H;
}
