//! Which part of a partition is read: conditions on the sort key, from left to right.

use std::marker::PhantomData;

use crate::expression::{Condition, Operand, Ordered, Path, Prefixed};

/// An attribute of the sort key, which the closure of [`Query::sort`](super::Query::sort) is given.
#[derive(Debug)]
pub struct SortKey<M, T>(Path<M, T>);

/// A condition on an attribute of the sort key. `N` says what may follow it: [`Equal`] or [`Ranged`].
#[derive(Debug)]
#[must_use = "a condition does nothing until `sort` is given it"]
pub struct SortCondition<M, N> {
    condition: Condition<M>,
    next: PhantomData<fn() -> N>,
}

/// One value: conditions on the attributes to the right may follow.
#[derive(Debug, Clone, Copy)]
pub enum Equal {}

/// A range of values, which is the last condition.
#[derive(Debug, Clone, Copy)]
pub enum Ranged {}

/// What is left of the sort key after a condition.
pub trait SortStep<Rest> {
    /// The attributes that may be compared still.
    type Left;
}

impl<Rest> SortStep<Rest> for Equal {
    type Left = Rest;
}

impl<Rest> SortStep<Rest> for Ranged {
    type Left = ();
}

impl<M, N> SortCondition<M, N> {
    fn new(condition: Condition<M>) -> Self {
        Self {
            condition,
            next: PhantomData,
        }
    }

    pub(super) fn into_condition(self) -> Condition<M> {
        self.condition
    }
}

impl<M, T> SortKey<M, T> {
    pub(super) fn new(path: Path<M, T>) -> Self {
        Self(path)
    }

    /// This value.
    pub fn eq<F>(&self, value: impl Operand<M, T, F>) -> SortCondition<M, Equal> {
        SortCondition::new(self.0.eq(value))
    }
}

impl<M, T: Ordered> SortKey<M, T> {
    /// Less than the value.
    pub fn lt<F>(&self, value: impl Operand<M, T, F>) -> SortCondition<M, Ranged> {
        SortCondition::new(self.0.lt(value))
    }

    /// Less than the value, or the value.
    pub fn le<F>(&self, value: impl Operand<M, T, F>) -> SortCondition<M, Ranged> {
        SortCondition::new(self.0.le(value))
    }

    /// Greater than the value.
    pub fn gt<F>(&self, value: impl Operand<M, T, F>) -> SortCondition<M, Ranged> {
        SortCondition::new(self.0.gt(value))
    }

    /// Greater than the value, or the value.
    pub fn ge<F>(&self, value: impl Operand<M, T, F>) -> SortCondition<M, Ranged> {
        SortCondition::new(self.0.ge(value))
    }

    /// From the first to the second value, both included.
    pub fn between<F, G>(
        &self,
        low: impl Operand<M, T, F>,
        high: impl Operand<M, T, G>,
    ) -> SortCondition<M, Ranged> {
        SortCondition::new(self.0.between(low, high))
    }

    /// Text or binary that begins so.
    pub fn begins_with<F>(&self, prefix: impl Operand<M, T::Prefix, F>) -> SortCondition<M, Ranged>
    where
        T: Prefixed,
    {
        SortCondition::new(self.0.begins_with(prefix))
    }
}
