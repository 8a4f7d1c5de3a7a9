//! From conditions, changes and projections to what a request carries: text in which every name and every value is a
//! placeholder, and the tables of both. All expressions of one request share the tables.

#[cfg(feature = "client")]
use std::collections::HashMap;
use std::fmt::{self, Write};

use super::{
    error::{ExpressionError, Problem},
    path::{RawPath, Step},
    value::Value,
};

/// Source: DynamoDB developer guide, "Service, account, and table quotas": "Expression parameters" and "Attribute
/// values: nested attribute depth". The text is measured with its placeholders in it.
pub(super) mod limit {
    /// Of an expression's text: 4 KB.
    pub const BYTES: usize = 4096;
    /// In one expression, functions included.
    pub const OPERATORS: usize = 300;
    /// To choose from by IN.
    pub const OPERANDS: usize = 100;
    /// Below an attribute of the item.
    pub const NESTING: usize = 32;
}

/// The names and values of one request: `#0`, `:0` and so on.
///
/// ```
/// use dynamo_model::expression::{Condition, Path, Placeholders, RawPath};
///
/// struct Order;
/// let status: Path<Order, String> = RawPath::root().member("status");
///
/// let mut placeholders = Placeholders::new("Order");
/// let text = status.eq("open").render("condition", &mut placeholders)?;
/// assert_eq!(text.as_deref(), Some("#0 = :0"));
/// assert_eq!(placeholders.names(), ["status"]);
/// # Ok::<(), dynamo_model::expression::ExpressionError>(())
/// ```
#[derive(Debug)]
pub struct Placeholders {
    model: &'static str,
    names: Vec<String>,
    values: Vec<Value>,
}

impl Placeholders {
    /// Of a request about this model, which errors name.
    #[must_use]
    pub fn new(model: &'static str) -> Self {
        Self {
            model,
            names: Vec::new(),
            values: Vec::new(),
        }
    }

    /// The attribute names behind `#0`, `#1` and so on.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The values behind `:0`, `:1` and so on.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// The tables as the SDK takes them; none where there is nothing, because DynamoDB refuses an empty one.
    #[cfg(feature = "client")]
    #[must_use]
    pub fn into_tables(
        self,
    ) -> (
        Table<String>,
        Table<aws_sdk_dynamodb::types::AttributeValue>,
    ) {
        let names = table('#', self.names);
        let values = table(':', self.values.into_iter().map(Into::into));
        (names, values)
    }

    /// Equal names share one placeholder. They are few, so that comparing is faster than hashing.
    fn name(&mut self, name: &str) -> usize {
        if let Some(index) = self.names.iter().position(|known| known == name) {
            return index;
        }
        self.names.push(name.to_owned());
        self.names.len() - 1
    }
}

/// What stands behind the placeholders of one sort.
#[cfg(feature = "client")]
type Table<T> = Option<HashMap<String, T>>;

#[cfg(feature = "client")]
fn table<T>(sign: char, entries: impl IntoIterator<Item = T>) -> Table<T> {
    let entries = entries.into_iter().enumerate();
    let table: HashMap<_, _> = entries
        .map(|(index, entry)| (format!("{sign}{index}"), entry))
        .collect();
    (!table.is_empty()).then_some(table)
}

/// The text of one expression while it is written.
pub(super) struct Writer<'p> {
    placeholders: &'p mut Placeholders,
    /// Which attributes it must not speak of.
    is_key: &'p dyn Fn(&str) -> bool,
    text: String,
    operators: usize,
}

impl<'p> Writer<'p> {
    /// Writes an expression, called by the name that DynamoDB's documentation has for it: `condition`, `update`.
    pub(super) fn render(
        expression: &'static str,
        placeholders: &'p mut Placeholders,
        write: impl FnOnce(&mut Self) -> Result<(), Problem>,
    ) -> Result<String, ExpressionError> {
        Self::render_beside(&|_| false, expression, placeholders, write)
    }

    /// The same of an expression that stands beside a condition on keys, and must not speak of them.
    pub(super) fn render_beside(
        is_key: &'p dyn Fn(&str) -> bool,
        expression: &'static str,
        placeholders: &'p mut Placeholders,
        write: impl FnOnce(&mut Self) -> Result<(), Problem>,
    ) -> Result<String, ExpressionError> {
        let model = placeholders.model;
        let mut writer = Self {
            placeholders,
            is_key,
            text: String::new(),
            operators: 0,
        };
        let written = write(&mut writer).and_then(|()| writer.end(expression));
        written.map_err(|problem| ExpressionError::from(problem).of_model(model))
    }

    fn end(self, expression: &'static str) -> Result<String, Problem> {
        if self.operators > limit::OPERATORS {
            return Err(Problem::Operators(expression, self.operators));
        }
        if self.text.len() > limit::BYTES {
            return Err(Problem::Length(expression, self.text.len()));
        }
        Ok(self.text)
    }

    /// Words of the expression language; neither names nor values.
    pub(super) fn word(&mut self, word: &'static str) {
        self.text.push_str(word);
    }

    /// A word that counts as an operator or function.
    pub(super) fn operator(&mut self, word: &'static str) {
        self.operators += 1;
        self.word(word);
    }

    pub(super) fn path(&mut self, path: &RawPath) -> Result<(), Problem> {
        let steps = path.steps();
        if steps.is_empty() {
            return Err(Problem::NoAttribute);
        }
        let first = steps.first().and_then(|step| step.name());
        if first.is_some_and(|name| (self.is_key)(name)) {
            return Err(Problem::Key(path.clone()));
        }
        if steps.len() - 1 > limit::NESTING {
            return Err(Problem::Nesting(path.clone()));
        }
        for (index, step) in steps.into_iter().enumerate() {
            match (step, step.name()) {
                (_, Some(name)) => {
                    let placeholder = self.placeholders.name(name);
                    let dot = if index == 0 { "" } else { "." };
                    self.push(format_args!("{dot}#{placeholder}"));
                }
                (Step::Element(index), None) => self.push(format_args!("[{index}]")),
                (_, None) => {}
            }
        }
        Ok(())
    }

    pub(super) fn value(&mut self, value: Value) {
        let placeholder = self.placeholders.values.len();
        self.placeholders.values.push(value);
        self.push(format_args!(":{placeholder}"));
    }

    fn push(&mut self, text: fmt::Arguments<'_>) {
        self.text
            .write_fmt(text)
            .expect("a string takes whatever is written");
    }
}
