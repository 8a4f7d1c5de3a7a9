//! Conditions as a builder collects them: call after call, all to be met.

use super::{condition::Condition, path::HasFields};

/// Gives a builder over the model `$model` the method `$method`, which adds to its field of type [`Condition`].
macro_rules! condition_methods {
    ($method:ident, $model:ident, $condition:ident) => {
        /// Adds a condition: `|o| o.status.eq("open") & o.total.gt(100)`. Of several, all must be met.
        pub fn $method<C>(mut self, condition: impl FnOnce($model::Fields) -> C) -> Self
        where
            C: $crate::expression::IntoCondition<$model>,
        {
            let condition = condition($crate::expression::RawPath::root().into());
            self.$condition = self.$condition & condition.into_condition();
            self
        }
    };
}
pub(crate) use condition_methods;

/// Conditions on items of the model `M`, all to be met, apart from any request: to be made in one place and used in
/// several.
#[derive(Debug)]
#[must_use = "conditions do nothing by themselves"]
pub struct Conditions<M> {
    condition: Condition<M>,
}

impl<M> Default for Conditions<M> {
    fn default() -> Self {
        Self {
            condition: Condition::always(),
        }
    }
}

impl<M: HasFields> Conditions<M> {
    /// None yet: every item meets them.
    pub fn new() -> Self {
        Self::default()
    }

    condition_methods!(when, M, condition);
}

#[diagnostic::do_not_recommend]
impl<M> IntoCondition<M> for Conditions<M> {
    fn into_condition(self) -> Condition<M> {
        self.condition
    }
}

/// What a closure that states a condition may return: a [`Condition`], or [`Conditions`] collected before.
#[diagnostic::on_unimplemented(
    message = "this is not a condition on `{M}`",
    label = "expected a condition on `{M}`, found `{Self}`",
    note = "a condition compares one of the fields that the closure is given, such as `|o| o.total.gt(100)`; several are \
            joined by `&` and `|`"
)]
pub trait IntoCondition<M> {
    /// All of it as one condition.
    fn into_condition(self) -> Condition<M>;
}

#[diagnostic::do_not_recommend]
impl<M> IntoCondition<M> for Condition<M> {
    fn into_condition(self) -> Self {
        self
    }
}
