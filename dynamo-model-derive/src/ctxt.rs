//! Everything there is to say about one input: all its errors, and the lines with literal secrets that no message
//! may show. What the sentences say does not belong here.

use std::{
    cell::{Cell, RefCell},
    fmt::Display,
    thread,
};

use proc_macro2::{Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{TokenStreamExt, quote};

use crate::place::{Lines, Place};

/// Collects errors, so that one run reports all of them. Must be read with [`Ctxt::finish`].
pub struct Ctxt {
    errors: RefCell<Vec<Report>>,
    secrets: RefCell<Vec<Lines>>,
    name: Span,
    read: Cell<bool>,
}

/// An error, and what else must be looked at to understand it.
struct Report {
    error: (Place, String),
    related: Option<(Place, String)>,
}

impl Ctxt {
    /// `name` is the name of the user's type: where a message stands that must not stand at its own place.
    pub fn new(name: Span) -> Self {
        Self {
            errors: RefCell::default(),
            secrets: RefCell::default(),
            name,
            read: Cell::new(false),
        }
    }

    pub fn error(&self, place: impl Into<Place>, sentence: impl Display) {
        self.errors.borrow_mut().push(Report {
            error: (place.into(), sentence.to_string()),
            related: None,
        });
    }

    /// An error with a second place that belongs to it.
    pub fn error_with(
        &self,
        place: impl Into<Place>,
        sentence: impl Display,
        related: impl Into<Place>,
        remark: impl Display,
    ) {
        self.errors.borrow_mut().push(Report {
            error: (place.into(), sentence.to_string()),
            related: Some((related.into(), remark.to_string())),
        });
    }

    /// How many errors there are so far.
    pub fn count(&self) -> usize {
        self.errors.borrow().len()
    }

    /// Notes that a literal secret stands here: rustc prints whole source lines below a message, so none may point
    /// at these.
    pub fn hide(&self, place: Place) {
        self.secrets.borrow_mut().push(place.lines());
    }

    /// The place itself, or the nearest one whose lines hold no secret: the type's name, else the derive. Only
    /// meaningful once the whole input has been read.
    pub fn visible(&self, place: Place) -> Place {
        if self.is_visible(place) {
            return place;
        }
        let name = Place::from(self.name);
        if self.is_visible(name) {
            return name;
        }
        // With the name's hygiene, because rustc gives no deprecation warning for what a derive wrote itself.
        Span::call_site().resolved_at(self.name).into()
    }

    pub fn is_visible(&self, place: Place) -> bool {
        let lines = place.lines();
        self.secrets
            .borrow()
            .iter()
            .all(|secret| !secret.overlap(&lines))
    }

    /// All errors as `compile_error!` invocations in the order of the source, if there is any.
    pub fn finish(self) -> Result<(), TokenStream> {
        self.read.set(true);
        let mut errors = self.errors.take();
        if errors.is_empty() {
            return Ok(());
        }
        errors.sort_by_key(|report| report.error.0.position());
        Err(errors
            .into_iter()
            .flat_map(|report| [Some(report.error), report.related])
            .flatten()
            .map(|(place, sentence)| compile_error(self.visible(place), &sentence))
            .collect())
    }
}

impl Drop for Ctxt {
    fn drop(&mut self) {
        assert!(
            self.read.get() || thread::panicking(),
            "the errors of an input were dropped unread"
        );
    }
}

/// `::core::compile_error! { "sentence" }`, underlined from the start to the end of the place.
pub fn compile_error(place: Place, sentence: &str) -> TokenStream {
    let Place { start, end } = place;
    let mut tokens = TokenStream::new();
    let punct = |char, spacing| {
        let mut punct = Punct::new(char, spacing);
        punct.set_span(start);
        punct
    };
    for word in ["core", "compile_error"] {
        tokens.append(punct(':', Spacing::Joint));
        tokens.append(punct(':', Spacing::Alone));
        tokens.append(Ident::new(word, start));
    }
    tokens.append(punct('!', Spacing::Alone));
    let mut sentence = proc_macro2::Literal::string(sentence);
    sentence.set_span(end);
    let mut group = Group::new(proc_macro2::Delimiter::Brace, quote!(#sentence));
    group.set_span(end);
    tokens.append(TokenTree::Group(group));
    tokens
}
