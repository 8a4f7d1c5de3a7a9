//! A value that remembers its key, and a place for one that notices a second. What a value means does not belong here.

use syn::{Ident, ext::IdentExt};

use crate::{ctxt::Ctxt, place::Place};

/// A value with the key that set it, as the user typed it.
#[derive(Clone)]
pub struct Spanned<T> {
    pub key: Ident,
    pub value: T,
}

impl<T> Spanned<T> {
    pub fn new(key: Ident, value: T) -> Self {
        Self { key, value }
    }

    /// The key as typed, without `r#`.
    pub fn typed(&self) -> String {
        self.key.unraw().to_string()
    }
}

/// At most one value. The first one stays; every further one is an error at its own key.
pub struct Slot<T> {
    first: Option<Spanned<T>>,
    repeated: bool,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self {
            first: None,
            repeated: false,
        }
    }
}

impl<T> Slot<T> {
    /// `name` is the option's own name, which is not what was typed when that is its other spelling.
    pub fn set(&mut self, ctxt: &Ctxt, name: &str, given: Spanned<T>) {
        let Some(first) = &self.first else {
            self.first = Some(given);
            return;
        };
        let (before, now) = (first.typed(), given.typed());
        let sentence = if before == now {
            format!("duplicate option `{now}`")
        } else {
            format!("duplicate option `{name}`: `{before}` and `{now}` are two spellings of it")
        };
        if self.repeated {
            ctxt.error(&given.key, sentence);
        } else {
            ctxt.error_with(&given.key, sentence, &first.key, "first set here");
            self.repeated = true;
        }
    }

    pub fn get(&self) -> Option<&Spanned<T>> {
        self.first.as_ref()
    }
}

/// The key of an option stands for the whole option where only one token can be shown.
impl<T> From<&Spanned<T>> for Place {
    fn from(given: &Spanned<T>) -> Self {
        Self::from(&given.key)
    }
}
