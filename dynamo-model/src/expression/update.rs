//! The methods by which an update is written, for all builders that change an item.

use std::{fmt, marker::PhantomData};

use super::{
    action::Actions,
    error::ExpressionError,
    path::{HasFields, RawPath},
    render::Placeholders,
};

/// Gives a builder over the model `$model` the methods of [`Updates`], which write to its field of type [`Actions`].
macro_rules! update_methods {
    ($model:ident, $actions:ident) => {
        /// Sets an attribute: `.set(|o| o.status, "open")`, `.set(|o| o.lines.at(0).qty, 3)`.
        ///
        /// A value that items leave out, a `None` or an empty set, removes the attribute.
        pub fn set<P, V>(mut self, path: impl FnOnce($model::Fields) -> P, value: V) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Role: $crate::expression::NotKey + $crate::expression::NotVersion,
                >,
            V: $crate::expression::IntoAttr<P::Value>,
        {
            let place = path($crate::expression::RawPath::root().into()).place();
            self.$actions.set(place, value.into_attr());
            self
        }

        /// Sets an attribute unless the item has it.
        pub fn set_if_absent<P, V>(
            mut self,
            path: impl FnOnce($model::Fields) -> P,
            value: V,
        ) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Role: $crate::expression::NotKey
                              + $crate::expression::NotVersion
                              + $crate::expression::Computable,
                >,
            V: $crate::expression::IntoAttr<P::Value>,
        {
            let place = path($crate::expression::RawPath::root().into()).place();
            self.$actions.set_if_absent(place, value.into_attr());
            self
        }

        /// Sets an attribute to what DynamoDB computes from the item as it is: `.set_expr(|o| o.total, |o| o.total - 5)`,
        /// `.set_expr(|o| o.previous, |o| o.current)`, `.set_expr(|o| o.count, |o| o.count.or(0) + 1)`.
        ///
        /// DynamoDB refuses the update when an attribute to compute from is missing.
        pub fn set_expr<P, C, F>(
            mut self,
            path: impl FnOnce($model::Fields) -> P,
            new: impl FnOnce($model::Fields) -> C,
        ) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Role: $crate::expression::NotKey
                              + $crate::expression::NotVersion
                              + $crate::expression::Computable,
                >,
            C: $crate::expression::Computation<$model, P::Value, F>,
        {
            let place = path($crate::expression::RawPath::root().into()).place();
            let new = new($crate::expression::RawPath::root().into());
            self.$actions.set_formula(place, new.into_formula());
            self
        }

        /// Adds to a number, which counts from 0 when the item does not have it. What is added is of the attribute's type, so an
        /// unsigned number is counted down by `set_expr(|o| o.left, |o| o.left - 1)`; below zero it could not be read any more,
        /// which a condition such as `.when(|o| o.left.gt(0))` keeps it from.
        pub fn add<P, V>(mut self, path: impl FnOnce($model::Fields) -> P, number: V) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Value: $crate::expression::NumberLike,
                    Role: $crate::expression::NotKey
                              + $crate::expression::NotVersion
                              + $crate::expression::Computable,
                >,
            V: $crate::expression::IntoAttr<<P::Value as $crate::expression::NumberLike>::Number>,
        {
            let place = path($crate::expression::RawPath::root().into()).place();
            self.$actions.add(place, number.into_attr());
            self
        }

        /// Removes an attribute, a value of a map, or an element of a list, where the ones behind it move up.
        pub fn remove<P>(mut self, path: impl FnOnce($model::Fields) -> P) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Role: $crate::expression::NotKey + $crate::expression::NotVersion,
                >,
        {
            let place = path($crate::expression::RawPath::root().into()).place();
            self.$actions.remove(place);
            self
        }

        update_methods! {
            @elements
            /// Adds elements to the end of a list, which is made when the item does not have it.
            append Appendable, $model, $actions
        }

        update_methods! {
            @elements
            /// Adds elements to the beginning of a list, which is made when the item does not have it.
            prepend Appendable, $model, $actions
        }

        update_methods! {
            @elements
            /// Puts elements into a set, which is made when the item does not have it.
            insert SetLike, $model, $actions
        }

        update_methods! {
            @elements
            /// Takes elements out of a set, as far as they are in it. DynamoDB removes a set that becomes empty.
            discard SetLike, $model, $actions
        }
    };
    (@elements $(#[$doc:meta])* $method:ident $holds:ident, $model:ident, $actions:ident) => {
        $(#[$doc])*
        pub fn $method<P, I>(mut self, path: impl FnOnce($model::Fields) -> P, items: I) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Value: $crate::expression::$holds,
                    Role: $crate::expression::NotKey + $crate::expression::NotVersion,
                >,
            I: IntoIterator<
                Item: $crate::expression::IntoAttr<<P::Value as $crate::expression::$holds>::Element>,
            >,
        {
            let place = path($crate::expression::RawPath::root().into()).place();
            let items = items.into_iter().map($crate::expression::IntoAttr::into_attr);
            self.$actions.$method(place, items);
            self
        }
    };
}
pub(crate) use update_methods;

/// Changes of an item of the model `M`, apart from any request: to be made in one place and used in several.
///
/// All of them see the item as it was before. An error of a value is kept and told when the request is sent.
#[must_use = "changes do nothing by themselves"]
pub struct Updates<M> {
    actions: Actions,
    of: PhantomData<fn() -> M>,
}

impl<M> Default for Updates<M> {
    fn default() -> Self {
        Self {
            actions: Actions::default(),
            of: PhantomData,
        }
    }
}

impl<M: HasFields> Updates<M> {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    update_methods!(M, actions);

    /// The text of the update expression for a request; `None` if there is nothing to change.
    ///
    /// # Errors
    ///
    /// DynamoDB can't hold a value, two changes overlap, or the expression is larger than DynamoDB allows.
    pub fn render(
        self,
        placeholders: &mut Placeholders,
    ) -> Result<Option<String>, ExpressionError> {
        self.actions.render(placeholders)
    }
}

impl<M> fmt::Debug for Updates<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places: Vec<_> = self.actions.places().map(RawPath::to_string).collect();
        f.debug_tuple("Updates").field(&places).finish()
    }
}
