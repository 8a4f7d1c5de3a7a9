//! A key's template as constant data: what writes a key, and what tells the keys of two models apart.

use std::fmt;

use super::PartForm;

/// How an attribute of a key is put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyTemplate {
    attribute: &'static str,
    pieces: &'static [KeyPiece],
}

/// A piece of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyPiece {
    /// The same text in all keys. No other literal adjoins it.
    Literal(&'static str),
    /// The value of a field.
    Part {
        /// The field, as it is called in Rust.
        field: &'static str,
        /// What is known of the text.
        form: PartForm,
        /// How many digits a number has, with leading zeros; 0 for what is no number.
        width: usize,
    },
}

impl KeyTemplate {
    /// Of this attribute.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(attribute: &'static str, pieces: &'static [KeyPiece]) -> Self {
        Self { attribute, pieces }
    }

    /// The attribute that holds the key.
    #[must_use]
    pub const fn attribute(&self) -> &'static str {
        self.attribute
    }

    /// What the key is made of, in order.
    #[must_use]
    pub const fn pieces(&self) -> &'static [KeyPiece] {
        self.pieces
    }

    /// Whether the key is the same in all items.
    #[must_use]
    pub const fn is_literal(&self) -> bool {
        matches!(self.pieces, [KeyPiece::Literal(_)])
    }

    /// The text that all keys begin with; empty where a part begins them.
    #[must_use]
    pub const fn literal_prefix(&self) -> &'static str {
        match self.pieces {
            [KeyPiece::Literal(text), ..] => text,
            _ => "",
        }
    }
}

/// As it is written in `key(...)`.
impl fmt::Display for KeyTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in self.pieces {
            match piece {
                KeyPiece::Literal(text) => {
                    f.write_str(&text.replace('{', "{{").replace('}', "}}"))?;
                }
                KeyPiece::Part {
                    field, width: 0, ..
                } => write!(f, "{{{field}}}")?,
                KeyPiece::Part { field, width, .. } => write!(f, "{{{field}:0{width}}}")?,
            }
        }
        Ok(())
    }
}
