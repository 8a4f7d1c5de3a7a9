//! What goes wrong between a Rust value and an attribute, with the path to the place. The path is put together while
//! the error travels outwards, so that values which convert pay nothing for it.

use std::{borrow::Cow, fmt};

/// A value could not become an attribute, or an attribute could not become a value.
///
/// One pointer wide, so that the results of conversions stay small.
pub struct ConvertError(Box<Inner>);

struct Inner {
    model: Option<&'static str>,
    /// The innermost step first.
    path: Vec<Step>,
    what: What,
}

#[derive(Debug, Clone)]
enum Step {
    Member(Cow<'static, str>),
    Element(usize),
}

#[derive(Debug, Clone)]
enum What {
    Mismatch {
        expected: &'static str,
        found: &'static str,
    },
    Missing,
    Unknown,
    OtherKind {
        expected: Vec<String>,
        found: String,
    },
    Damaged {
        expected: &'static str,
        position: usize,
    },
    Other(String),
}

impl ConvertError {
    /// An error in words of your own: a predicate in lower case, such as `is not a colour`.
    #[must_use]
    pub fn custom(message: impl fmt::Display) -> Self {
        Self::of(What::Other(message.to_string()))
    }

    /// The attribute has another type than the value needs. Types are named as DynamoDB does: `S`, `N`, `M`.
    #[must_use]
    #[cold]
    pub fn mismatch(expected: &'static str, found: &'static str) -> Self {
        Self::of(What::Mismatch { expected, found })
    }

    #[cold]
    pub(crate) fn missing() -> Self {
        Self::of(What::Missing)
    }

    #[cold]
    pub(crate) fn unknown() -> Self {
        Self::of(What::Unknown)
    }

    /// An item of another kind than one of these.
    #[cold]
    pub(crate) fn other_kind<K: Into<String>>(
        expected: impl IntoIterator<Item = K>,
        found: String,
    ) -> Self {
        Self::of(What::OtherKind {
            expected: expected.into_iter().map(Into::into).collect(),
            found,
        })
    }

    /// An attribute of a type that DynamoDB got after this library was made.
    #[cfg(any(feature = "client", feature = "serde"))]
    #[cold]
    pub(crate) fn unknown_type() -> Self {
        Self::custom("is of a type that this version of dynamo-model does not know")
    }

    /// Bytes that are no DynamoDB JSON, and what should stand at this byte.
    #[cold]
    pub(crate) fn damaged(expected: &'static str, position: usize) -> Self {
        Self::of(What::Damaged { expected, position })
    }

    fn of(what: What) -> Self {
        Self(Box::new(Inner {
            model: None,
            path: Vec::new(),
            what,
        }))
    }

    /// The same error, seen from the map whose member is at fault.
    #[must_use]
    #[cold]
    pub fn in_member(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.path.push(Step::Member(name.into()));
        self
    }

    /// The same error, seen from the list whose element is at fault.
    #[must_use]
    #[cold]
    pub fn in_element(mut self, index: usize) -> Self {
        self.0.path.push(Step::Element(index));
        self
    }

    /// The same error, of an item of this model.
    #[must_use]
    #[cfg(any(feature = "client", feature = "streams"))]
    pub(crate) fn of_model(mut self, model: &'static str) -> Self {
        self.0.model = Some(model);
        self
    }

    /// Where in the item: `lines[2].qty`; empty for the item itself.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.path.iter().rev() {
            match step {
                Step::Member(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Step::Element(index) => {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                }
            }
        }
        path
    }

    /// Whether the item is of another kind than the model, or of none that an enum of kinds knows: what
    /// [`path`](Self::path) leads to holds something else.
    #[must_use]
    pub fn is_other_kind(&self) -> bool {
        matches!(self.0.what, What::OtherKind { .. })
    }

    /// The kind that an item of another kind has: what its tag holds, or, where there is no tag, its key.
    #[must_use]
    pub fn found_kind(&self) -> Option<&str> {
        match &self.0.what {
            What::OtherKind { found, .. } => Some(found),
            _ => None,
        }
    }

    /// The model whose item it is, if it is an item.
    #[must_use]
    pub fn model(&self) -> Option<&'static str> {
        self.0.model
    }
}

impl fmt::Display for ConvertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(model) = self.0.model {
            write!(f, "`{model}`: ")?;
        }
        if !self.0.path.is_empty() {
            write!(f, "attribute `{}`: ", self.path())?;
        }
        match &self.0.what {
            What::Mismatch { expected, found } => write!(f, "expected {expected}, found {found}"),
            What::Missing => f.write_str("is required, but the item does not have it"),
            What::Unknown => {
                f.write_str("is not an attribute of the type, which denies unknown ones")
            }
            What::OtherKind { expected, found } => {
                for (index, kind) in expected.iter().enumerate() {
                    f.write_str(match index {
                        0 => "expected the kind ",
                        _ if index + 1 == expected.len() => " or ",
                        _ => ", ",
                    })?;
                    write!(f, "`{kind}`")?;
                }
                write!(f, ", found `{found}`")
            }
            What::Damaged { expected, position } => write!(
                f,
                "the DynamoDB JSON is damaged at byte {position}: expected {expected}"
            ),
            What::Other(message) => f.write_str(message),
        }
    }
}

impl fmt::Debug for ConvertError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ConvertError")
            .field(&format_args!("{self}"))
            .finish()
    }
}

impl std::error::Error for ConvertError {}

#[cfg(test)]
mod tests {
    use super::ConvertError;

    #[test]
    fn w12_the_kinds_that_an_item_may_have_are_listed() {
        for (expected, told) in [
            (vec!["A"], "expected the kind `A`, found `X`"),
            (vec!["A", "B"], "expected the kind `A` or `B`, found `X`"),
            (
                vec!["A", "B", "C"],
                "expected the kind `A`, `B` or `C`, found `X`",
            ),
        ] {
            let error = ConvertError::other_kind(expected, "X".to_owned());
            assert_eq!(error.to_string(), told);
            assert!(error.is_other_kind());
            assert_eq!(error.found_kind(), Some("X"));
        }
        let other = ConvertError::custom("is no colour");
        assert!(!other.is_other_kind());
        assert_eq!(other.found_kind(), None);
    }
}
