//! Where something stands in the user's source: a range of tokens, and the lines that rustc would print for it.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// A range of tokens. Stable Rust cannot join two spans, so both ends are kept.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub start: Span,
    pub end: Span,
}

impl Place {
    /// From the first to the last of these tokens. The invisible groups that `macro_rules!` puts around a fragment
    /// are opened: they stand where the macro is defined, their content where the user wrote it.
    pub fn of(tokens: impl ToTokens) -> Option<Self> {
        let mut place = None;
        cover(&mut place, tokens.into_token_stream());
        place
    }

    /// Like [`Place::of`], with another place for an empty token stream.
    pub fn of_or(tokens: impl ToTokens, otherwise: impl Into<Self>) -> Self {
        Self::of(tokens).unwrap_or_else(|| otherwise.into())
    }

    /// From the start of one to the end of the other.
    pub fn to(self, end: impl Into<Self>) -> Self {
        Self {
            start: self.start,
            end: end.into().end,
        }
    }

    /// Line and column of the beginning.
    pub fn position(self) -> (usize, usize) {
        let start = self.start.start();
        (start.line, start.column)
    }

    /// The lines that rustc prints below a message at this place.
    pub fn lines(self) -> Lines {
        let first = self.start.start().line;
        Lines {
            file: self.start.file(),
            first,
            last: self.end.end().line.max(first),
        }
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self {
            start: span,
            end: span,
        }
    }
}

impl From<&syn::Ident> for Place {
    fn from(ident: &syn::Ident) -> Self {
        ident.span().into()
    }
}

/// Whole lines of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    file: String,
    first: usize,
    last: usize,
}

impl Lines {
    pub fn overlap(&self, other: &Self) -> bool {
        self.file == other.file && self.first <= other.last && other.first <= self.last
    }
}

/// The same tokens, reported at another place. Names still resolve where the user wrote them.
pub fn moved(tokens: TokenStream, to: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            if let TokenTree::Group(group) = &token {
                let mut inner = Group::new(group.delimiter(), moved(group.stream(), to));
                inner.set_span(to.resolved_at(group.span()));
                return TokenTree::Group(inner);
            }
            token.set_span(to.resolved_at(token.span()));
            token
        })
        .collect()
}

/// The same tokens, reported at a place from its start to its end: whichever of them a message begins and ends with.
pub fn stretched(tokens: TokenStream, over: Place) -> TokenStream {
    let mut to = over.start;
    tokens
        .into_iter()
        .map(|mut token| {
            if let TokenTree::Group(group) = &token {
                let mut inner = Group::new(group.delimiter(), stretched(group.stream(), over));
                inner.set_span(to.resolved_at(group.span()));
                token = TokenTree::Group(inner);
            } else {
                token.set_span(to.resolved_at(token.span()));
            }
            to = over.end;
            token
        })
        .collect()
}

/// The same tokens, the first and the last of which are taken for the user's own.
pub fn framed(tokens: TokenStream, place: Place) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    if let Some(first) = tokens.first_mut() {
        first.set_span(place.start);
    }
    if let Some(last) = tokens.last_mut() {
        last.set_span(place.end);
    }
    tokens.into_iter().collect()
}

fn cover(place: &mut Option<Place>, tokens: TokenStream) {
    for token in tokens {
        let (start, end) = match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                cover(place, group.stream());
                continue;
            }
            TokenTree::Group(group) => (group.span_open(), group.span_close()),
            other => (other.span(), other.span()),
        };
        match place {
            Some(place) => place.end = end,
            None => *place = Some(Place { start, end }),
        }
    }
}
