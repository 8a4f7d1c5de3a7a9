//! The options of one place as written: which are given, and with which argument. What they mean is for `check`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, Ident, LitStr, Token, Type, ext::IdentExt, parse::ParseStream, token::Paren};

use super::{
    list::{next_place, peek_item},
    secret,
    slot::{Slot, Spanned},
    value::Literal,
};
use crate::{
    ctxt::Ctxt,
    keys::{Key, Row, Syntax},
    model::Derive,
    place::Place,
};

/// The options of one field, variant or type.
pub struct RawOptions<K> {
    given: Vec<(K, Slot<RawArgument>)>,
    repeated: Vec<(K, Spanned<LitStr>)>,
}

/// What stands behind the name of an option.
pub enum RawArgument {
    /// Nothing.
    Flag,
    Text(LitStr),
    Type(Box<Type>),
    Expr(TokenStream),
    /// Something that has been reported.
    Broken,
}

impl<K> Default for RawOptions<K> {
    fn default() -> Self {
        Self {
            given: Vec::new(),
            repeated: Vec::new(),
        }
    }
}

impl<K: Key> RawOptions<K> {
    pub fn get(&self, key: K) -> Option<&Spanned<RawArgument>> {
        self.given
            .iter()
            .find(|(known, _)| *known == key)
            .and_then(|(_, slot)| slot.get())
    }

    pub fn has(&self, key: K) -> bool {
        self.get(key).is_some()
    }

    pub fn text(&self, key: K) -> Option<(&Spanned<RawArgument>, &LitStr)> {
        let given = self.get(key)?;
        match &given.value {
            RawArgument::Text(text) => Some((given, text)),
            _ => None,
        }
    }

    /// The values of an option that may stand several times.
    pub fn texts(&self, key: K) -> impl Iterator<Item = &Spanned<LitStr>> {
        self.repeated
            .iter()
            .filter(move |(known, _)| *known == key)
            .map(|(_, text)| text)
    }

    /// The options given, in the order of the source, each once.
    pub fn iter(&self) -> impl Iterator<Item = (K, &Spanned<RawArgument>)> {
        self.given
            .iter()
            .filter_map(|(key, slot)| Some((*key, slot.get()?)))
    }

    /// Every option given with its name and place, also those that may stand several times.
    pub fn all(&self) -> impl Iterator<Item = (K, String, Place)> {
        let repeated = self.repeated.iter();
        self.iter()
            .map(|(key, given)| (key, given.typed(), given.into()))
            .chain(repeated.map(|(key, text)| (*key, text.typed(), text.into())))
    }

    /// Reads one option. `special` reads those with a syntax of their own.
    pub fn parse(
        &mut self,
        ctxt: &Ctxt,
        derive: Derive,
        input: ParseStream<'_>,
        special: impl FnOnce(&'static Row<K>, &Ident) -> Option<()>,
    ) -> Option<()> {
        let at = next_place(input);
        let item = peek_item(input);
        let Ok(key) = input.call(Ident::parse_any) else {
            ctxt.error(
                at,
                format_args!("expected the name of an option in {}", K::PLACE),
            );
            return None;
        };
        let typed = key.unraw().to_string();
        let row = match K::find(&typed, derive) {
            Ok(row) => row,
            Err(sentence) => {
                secret::hide_if_suspicious(ctxt, item, at);
                ctxt.error(&key, sentence);
                return None;
            }
        };
        if row.syntax == Syntax::Special {
            return special(row, &key);
        }
        let argument = parse_argument(ctxt, input, &key, row);
        let sound = argument.is_some();
        match argument {
            Some(RawArgument::Text(text)) if row.syntax == Syntax::Texts => {
                self.repeated.push((row.key, Spanned::new(key, text)));
            }
            other => {
                let value = Spanned::new(key, other.unwrap_or(RawArgument::Broken));
                self.slot(row.key).set(ctxt, row.name, value);
            }
        }
        sound.then_some(())
    }

    fn slot(&mut self, key: K) -> &mut Slot<RawArgument> {
        let known = self.given.iter().position(|(known, _)| *known == key);
        let at = known.unwrap_or_else(|| {
            self.given.push((key, Slot::default()));
            self.given.len() - 1
        });
        #[allow(clippy::indexing_slicing, reason = "found or pushed just before")]
        &mut self.given[at].1
    }
}

fn parse_argument<K>(
    ctxt: &Ctxt,
    input: ParseStream<'_>,
    key: &Ident,
    row: &Row<K>,
) -> Option<RawArgument> {
    let typed = key.unraw();
    let example = row.example;
    let valued = input.peek(Token![=]);
    match row.syntax {
        Syntax::Flag | Syntax::FlagOrExpr if !valued && !input.peek(Paren) => {
            return Some(RawArgument::Flag);
        }
        Syntax::Flag => {
            ctxt.error(
                key,
                format_args!("`{typed}` takes no value; write `#[dynamo({example})]`"),
            );
            return None;
        }
        _ => {}
    }
    if !valued {
        ctxt.error(
            key,
            format_args!("`{typed}` needs a value; write `#[dynamo({example})]`"),
        );
        return None;
    }
    input.parse::<Token![=]>().ok()?;
    let at = next_place(input);
    let read = match row.syntax {
        Syntax::Text | Syntax::Texts => Literal::parse(input)
            .and_then(|literal| literal.as_str().cloned())
            .map(RawArgument::Text),
        Syntax::Type => input.parse().ok().map(|ty| RawArgument::Type(Box::new(ty))),
        Syntax::Flag | Syntax::FlagOrExpr | Syntax::Special => input
            .parse::<Expr>()
            .ok()
            .map(|expr| RawArgument::Expr(expr.to_token_stream())),
    };
    if read.is_none() {
        let wanted = match row.syntax {
            Syntax::Text | Syntax::Texts => "a string literal",
            Syntax::Type => "a type",
            Syntax::Flag | Syntax::FlagOrExpr | Syntax::Special => "an expression",
        };
        ctxt.error(
            at,
            format_args!("`{typed}` takes {wanted}; write `#[dynamo({example})]`"),
        );
    }
    read
}
