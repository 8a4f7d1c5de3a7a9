//! The changes that an update makes, without the types of its model: what builders collect and a request carries.

use super::{
    computed::{Formula, FormulaOf},
    error::{ExpressionError, Problem},
    operand::{OperandError, Term, present},
    path::RawPath,
    render::{Placeholders, Writer},
    value::Value,
};
use crate::attribute::ConvertError;

/// Changes of one item. What is wrong with a value is told when they are sent.
#[derive(Default)]
pub(crate) struct Actions {
    actions: Vec<Action>,
    /// The first one.
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

/// What an update makes of an attribute.
#[cfg(feature = "client")]
pub(crate) enum NewValue {
    Unchanged,
    Known(Value),
    Absent,
    /// Only DynamoDB knows.
    Computed,
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
        self.elements(path, items, |items| Ok(Change::Append(Value::list(items))));
    }

    pub(crate) fn prepend(&mut self, path: RawPath, items: impl Iterator<Item = Written>) {
        self.elements(path, items, |items| Ok(Change::Prepend(Value::list(items))));
    }

    pub(crate) fn insert(&mut self, path: RawPath, items: impl Iterator<Item = Written>) {
        self.elements(path, items, |items| Value::set(items).map(Change::Add));
    }

    pub(crate) fn discard(&mut self, path: RawPath, items: impl Iterator<Item = Written>) {
        self.elements(path, items, |items| Value::set(items).map(Change::Delete));
    }

    /// A change by the elements of a list or set, where what is absent is NULL. None change nothing.
    fn elements(
        &mut self,
        path: RawPath,
        items: impl Iterator<Item = Written>,
        change: fn(Vec<Value>) -> Result<Change, ConvertError>,
    ) {
        let items: Result<Vec<_>, _> = items
            .enumerate()
            .map(|(index, item)| present(&path.element::<RawPath>(index), item))
            .collect();
        if matches!(&items, Ok(items) if items.is_empty()) {
            return;
        }
        let change = items
            .and_then(|items| change(items).map_err(|error| Problem::Value(path.clone(), error)));
        self.push(path, change);
    }

    /// The text of the update expression; none if there is nothing to change.
    pub(crate) fn render(
        self,
        placeholders: &mut Placeholders,
    ) -> Result<Option<String>, ExpressionError> {
        if self.actions.is_empty() && self.problem.is_none() {
            return Ok(None);
        }
        Writer::render("update", placeholders, |writer| self.write(writer)).map(Some)
    }

    /// Whether this very place is changed.
    #[cfg(feature = "client")]
    pub(crate) fn changes(&self, place: &RawPath) -> bool {
        let place = place.steps();
        self.places().any(|path| path.steps() == place)
    }

    /// The new value of an attribute, if it is changed.
    #[cfg(feature = "client")]
    pub(crate) fn new_value(&self, attribute: &'static str) -> NewValue {
        let place: RawPath = RawPath::root().member(attribute);
        let place = place.steps();
        let mut changes = self.actions.iter();
        let Some(action) = changes.find(|action| action.path.steps().starts_with(&place)) else {
            return NewValue::Unchanged;
        };
        match &action.change {
            Change::Remove if action.path.steps() == place => NewValue::Absent,
            Change::Set(Formula::Term(term)) if action.path.steps() == place => {
                term.value().map_or(NewValue::Computed, NewValue::Known)
            }
            _ => NewValue::Computed,
        }
    }

    /// The places that change, as DynamoDB writes them.
    pub(crate) fn places(&self) -> impl Iterator<Item = &RawPath> {
        self.actions.iter().map(|action| &action.path)
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

#[cfg(all(test, feature = "client"))]
mod tests {
    use super::{Actions, NewValue, RawPath};

    #[test]
    fn what_changes_within_an_attribute_makes_its_value_unknown() {
        let place = || -> RawPath { RawPath::root().member("status") };
        let within = || -> RawPath { place().member("part") };
        let after = |change: fn(&mut Actions, RawPath), path| {
            let mut actions = Actions::default();
            change(&mut actions, path);
            actions.new_value("status")
        };
        let set =
            |actions: &mut Actions, path| actions.set(path, Ok(Some(super::Value::text("x"))));
        assert!(matches!(after(set, place()), NewValue::Known(_)));
        assert!(matches!(after(set, within()), NewValue::Computed));
        assert!(matches!(after(Actions::remove, place()), NewValue::Absent));
        assert!(matches!(
            after(Actions::remove, within()),
            NewValue::Computed
        ));
        assert!(matches!(
            after(Actions::remove, RawPath::root().member("other")),
            NewValue::Unchanged
        ));
    }
}
