//! The changes that an update makes, as a builder collects them.

use std::{fmt, marker::PhantomData};

use super::{
    computed::{Formula, FormulaOf},
    error::{ExpressionError, Problem},
    operand::{OperandError, Term, present},
    path::{HasFields, RawPath},
    render::{Placeholders, Writer},
    value::Value,
};
use crate::attribute::ConvertError;

/// Changes of one item without its type: what the methods below write to.
#[derive(Default)]
pub(crate) struct Actions {
    actions: Vec<Action>,
    /// The first one, told when the update is sent.
    problem: Option<Problem>,
}

struct Action {
    path: RawPath,
    change: Change,
}

enum Change {
    Set(Formula),
    Append(Value),
    Prepend(Value),
    Remove,
    Add(Value),
    Delete(Value),
}

/// The clauses of an update expression, in the order in which they are written.
const CLAUSES: [&str; 4] = ["SET ", "REMOVE ", "ADD ", "DELETE "];

impl Change {
    fn clause(&self) -> &'static str {
        match self {
            Self::Set(_) | Self::Append(_) | Self::Prepend(_) => "SET ",
            Self::Remove => "REMOVE ",
            Self::Add(_) => "ADD ",
            Self::Delete(_) => "DELETE ",
        }
    }
}

type Written = Result<Option<Value>, ConvertError>;

impl Actions {
    fn push(&mut self, path: RawPath, change: Result<Change, Problem>) {
        match change {
            Ok(change) => self.actions.push(Action { path, change }),
            Err(problem) => {
                self.problem.get_or_insert(problem);
            }
        }
    }

    pub(crate) fn set(&mut self, path: RawPath, value: Written) {
        let change = match value {
            // What an item would leave out is left out.
            Ok(None) if path.is_field() => Ok(Change::Remove),
            value => present(&path, value).map(|value| Change::Set(Formula::Term(value.into()))),
        };
        self.push(path, change);
    }

    pub(crate) fn set_if_absent(&mut self, path: RawPath, value: Written) {
        if matches!(value, Ok(None)) && path.is_field() {
            return;
        }
        let value = present(&path, value);
        let term = value.map(|value| Term::or(path.clone(), value));
        self.push(path, term.map(|term| Change::Set(Formula::Term(term))));
    }

    pub(crate) fn set_formula(&mut self, path: RawPath, formula: Result<FormulaOf, OperandError>) {
        let change = match formula {
            Ok(FormulaOf(formula)) => Ok(Change::Set(formula)),
            Err(OperandError(problem)) => Err(problem),
        };
        self.push(path, change);
    }

    pub(crate) fn remove(&mut self, path: RawPath) {
        self.push(path, Ok(Change::Remove));
    }

    pub(crate) fn add(&mut self, path: RawPath, value: Written) {
        let value = match value {
            Ok(None) => Err(Problem::Absent(path.clone())),
            value => present(&path, value),
        };
        self.push(path, value.map(Change::Add));
    }

    pub(crate) fn append(&mut self, path: RawPath, items: impl Iterator<Item = Written>) {
        self.extend(path, items, Change::Append);
    }

    pub(crate) fn prepend(&mut self, path: RawPath, items: impl Iterator<Item = Written>) {
        self.extend(path, items, Change::Prepend);
    }

    fn extend(
        &mut self,
        path: RawPath,
        items: impl Iterator<Item = Written>,
        change: fn(Value) -> Change,
    ) {
        match elements(&path, items) {
            Ok(items) if items.is_empty() => {}
            items => self.push(path, items.map(|items| change(Value::list(items)))),
        }
    }

    pub(crate) fn insert(&mut self, path: RawPath, items: impl Iterator<Item = Written>) {
        self.change_set(path, items, Change::Add);
    }

    pub(crate) fn discard(&mut self, path: RawPath, items: impl Iterator<Item = Written>) {
        self.change_set(path, items, Change::Delete);
    }

    fn change_set(
        &mut self,
        path: RawPath,
        items: impl Iterator<Item = Written>,
        change: fn(Value) -> Change,
    ) {
        match elements(&path, items) {
            Ok(items) if items.is_empty() => {}
            items => {
                let set = items.and_then(|items| {
                    Value::set(items).map_err(|error| Problem::Value(path.clone(), error))
                });
                self.push(path, set.map(change));
            }
        }
    }

    pub(crate) fn render(
        self,
        placeholders: &mut Placeholders,
    ) -> Result<Option<String>, ExpressionError> {
        if self.actions.is_empty() && self.problem.is_none() {
            return Ok(None);
        }
        Writer::render("update", placeholders, |writer| self.write(writer)).map(Some)
    }

    fn write(self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        refuse_overlaps(&self.actions)?;
        let mut rest = self.actions;
        let mut clause_follows = "";
        for word in CLAUSES {
            let (clause, others): (Vec<_>, _) = rest
                .into_iter()
                .partition(|action| action.change.clause() == word);
            rest = others;
            for (index, action) in clause.into_iter().enumerate() {
                if index == 0 {
                    writer.word(clause_follows);
                    writer.word(word);
                } else {
                    writer.word(", ");
                }
                action.write(writer)?;
                clause_follows = " ";
            }
        }
        Ok(())
    }
}

/// Elements of a list or set, where what is absent is NULL.
fn elements(path: &RawPath, items: impl Iterator<Item = Written>) -> Result<Vec<Value>, Problem> {
    items
        .enumerate()
        .map(|(index, item)| present(&path.element::<RawPath>(index), item))
        .collect()
}

impl Action {
    fn write(self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        writer.path(&self.path)?;
        match self.change {
            Change::Remove => {}
            Change::Add(value) | Change::Delete(value) => {
                writer.word(" ");
                writer.value(value);
            }
            Change::Set(formula) => {
                writer.word(" = ");
                formula.write(writer)?;
            }
            Change::Append(items) => {
                writer.word(" = ");
                writer.operator("list_append(");
                old_list(self.path).write(writer)?;
                writer.word(", ");
                writer.value(items);
                writer.word(")");
            }
            Change::Prepend(items) => {
                writer.word(" = ");
                writer.operator("list_append(");
                writer.value(items);
                writer.word(", ");
                old_list(self.path).write(writer)?;
                writer.word(")");
            }
        }
        Ok(())
    }
}

/// The list that the item holds, or an empty one.
fn old_list(path: RawPath) -> Term {
    Term::or(path, Value::list(Vec::new()))
}

/// DynamoDB refuses an update in which a place, or a part of it, is changed twice.
fn refuse_overlaps(actions: &[Action]) -> Result<(), Problem> {
    let places: Vec<_> = actions.iter().map(|action| action.path.steps()).collect();
    for (index, place) in places.iter().enumerate() {
        for (other, earlier) in places[..index].iter().enumerate() {
            if place.starts_with(earlier) || earlier.starts_with(place) {
                let (one, other) = (actions[other].path.clone(), actions[index].path.clone());
                return Err(Problem::Overlap(one, other));
            }
        }
    }
    Ok(())
}

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

        /// Adds to a number, which counts from 0 when the item does not have it.
        pub fn add<P, N, V>(mut self, path: impl FnOnce($model::Fields) -> P, number: V) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Value: $crate::expression::NumberLike<N>,
                    Role: $crate::expression::NotKey
                              + $crate::expression::NotVersion
                              + $crate::expression::Computable,
                >,
            V: $crate::expression::IntoAttr<N>,
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

        /// Adds elements to the end of a list, which is made when the item does not have it.
        pub fn append<P, E, I>(mut self, path: impl FnOnce($model::Fields) -> P, items: I) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Value: $crate::expression::ListLike<E>,
                    Role: $crate::expression::NotKey + $crate::expression::NotVersion,
                >,
            I: IntoIterator<Item: $crate::expression::IntoAttr<E>>,
        {
            let place = path($crate::expression::RawPath::root().into()).place();
            let items = items
                .into_iter()
                .map($crate::expression::IntoAttr::into_attr);
            self.$actions.append(place, items);
            self
        }

        /// Adds elements to the beginning of a list, which is made when the item does not have it.
        pub fn prepend<P, E, I>(mut self, path: impl FnOnce($model::Fields) -> P, items: I) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Value: $crate::expression::ListLike<E>,
                    Role: $crate::expression::NotKey + $crate::expression::NotVersion,
                >,
            I: IntoIterator<Item: $crate::expression::IntoAttr<E>>,
        {
            let place = path($crate::expression::RawPath::root().into()).place();
            let items = items
                .into_iter()
                .map($crate::expression::IntoAttr::into_attr);
            self.$actions.prepend(place, items);
            self
        }

        /// Puts elements into a set, which is made when the item does not have it.
        pub fn insert<P, E, I>(mut self, path: impl FnOnce($model::Fields) -> P, items: I) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Value: $crate::expression::SetLike<E>,
                    Role: $crate::expression::NotKey + $crate::expression::NotVersion,
                >,
            I: IntoIterator<Item: $crate::expression::IntoAttr<E>>,
        {
            let place = path($crate::expression::RawPath::root().into()).place();
            let items = items
                .into_iter()
                .map($crate::expression::IntoAttr::into_attr);
            self.$actions.insert(place, items);
            self
        }

        /// Takes elements out of a set, as far as they are in it. DynamoDB removes a set that becomes empty.
        pub fn discard<P, E, I>(mut self, path: impl FnOnce($model::Fields) -> P, items: I) -> Self
        where
            P: $crate::expression::PathIn<
                    $model,
                    Value: $crate::expression::SetLike<E>,
                    Role: $crate::expression::NotKey + $crate::expression::NotVersion,
                >,
            I: IntoIterator<Item: $crate::expression::IntoAttr<E>>,
        {
            let place = path($crate::expression::RawPath::root().into()).place();
            let items = items
                .into_iter()
                .map($crate::expression::IntoAttr::into_attr);
            self.$actions.discard(place, items);
            self
        }
    };
}
#[cfg(feature = "client")]
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
        let paths = self.actions.actions.iter().map(|action| &action.path);
        f.debug_tuple("Updates")
            .field(&paths.map(RawPath::to_string).collect::<Vec<_>>())
            .finish()
    }
}
