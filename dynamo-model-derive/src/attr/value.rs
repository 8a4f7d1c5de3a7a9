//! What may stand for one value: a literal, a constant expression, or `env("NAME", default = ...)`. Syntax only;
//! whether a value suits its option is for `check`.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{
    Expr, Ident, Lit, LitStr, Token, UnOp, bracketed, ext::IdentExt, parenthesized,
    parse::ParseBuffer, parse::ParseStream, token::Paren,
};

use super::{
    list::{comma_separated, next_place},
    slot::{Slot, Spanned},
};
use crate::{ctxt::Ctxt, keys, place::Place};

#[derive(Clone)]
pub struct Scalar {
    pub place: Place,
    pub kind: ScalarKind,
}

#[derive(Clone)]
pub enum ScalarKind {
    Literal(Literal),
    /// Anything that the compiler has to evaluate.
    Expr(TokenStream),
    /// Read at run time.
    Env {
        name: LitStr,
        default: Option<Literal>,
    },
}

#[derive(Clone)]
pub struct Literal {
    pub place: Place,
    pub lit: Lit,
    pub negative: bool,
}

impl Scalar {
    /// `subject` is what the value is for, `example` how it is written.
    pub fn parse(
        ctxt: &Ctxt,
        input: ParseStream<'_>,
        subject: &str,
        example: &str,
    ) -> Option<Self> {
        let at = next_place(input);
        if input.is_empty() || input.peek(Token![,]) {
            ctxt.error(
                at,
                format_args!("`{subject}` needs a value; write `{example}`"),
            );
            return None;
        }
        if is_env(input) {
            return parse_env(ctxt, input);
        }
        let expr = if begins_with_keyword(input) {
            None
        } else {
            input.parse::<Expr>().ok()
        };
        let Some(expr) = expr else {
            ctxt.error(
                at,
                format_args!(
                    "`{subject}` takes a literal, a constant, a macro such as `env!(\"NAME\")`, or `env(\"NAME\")`; \
                     give any other expression a name with `const`"
                ),
            );
            return None;
        };
        Some(match Literal::of(&expr, at) {
            Some(literal) => Self {
                place: literal.place,
                kind: ScalarKind::Literal(literal),
            },
            None => Self {
                place: Place::of_or(&expr, at),
                kind: ScalarKind::Expr(expr.to_token_stream()),
            },
        })
    }
}

impl Literal {
    /// The literal that an expression is, also within parentheses or within the invisible groups of `macro_rules!`.
    fn of(expr: &Expr, at: Place) -> Option<Self> {
        match expr {
            Expr::Group(group) => Self::of(&group.expr, at),
            Expr::Paren(paren) => Self::of(&paren.expr, at),
            Expr::Lit(literal) => Some(Self {
                place: Place::of_or(&literal.lit, at),
                lit: literal.lit.clone(),
                negative: false,
            }),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
                let inner = Self::of(&unary.expr, at)?;
                Some(Self {
                    place: Place::of_or(unary, at),
                    negative: !inner.negative,
                    lit: inner.lit,
                })
            }
            _ => None,
        }
    }

    pub fn parse(input: ParseStream<'_>) -> Option<Self> {
        let at = next_place(input);
        Self::of(&input.parse().ok()?, at)
    }

    pub fn as_str(&self) -> Option<&LitStr> {
        match &self.lit {
            Lit::Str(text) if !self.negative => Some(text),
            _ => None,
        }
    }
}

/// `if`, `match`, `loop` and so on: whether syn reads them depends on the features that other crates ask of it.
fn begins_with_keyword(input: ParseStream<'_>) -> bool {
    let of_a_path = input.peek(Token![crate])
        || input.peek(Token![self])
        || input.peek(Token![Self])
        || input.peek(Token![super]);
    let word = input.peek(Ident::peek_any) && !input.peek(Ident) && !input.peek(Lit);
    word && !of_a_path
}

/// `env` with parentheses; `env!` is a macro like any other.
fn is_env(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    ahead
        .call(Ident::parse_any)
        .is_ok_and(|word| word == keys::ENV)
        && ahead.peek(Paren)
}

fn parse_env(ctxt: &Ctxt, input: ParseStream<'_>) -> Option<Scalar> {
    let word = input.call(Ident::parse_any).ok()?;
    let (close, arguments) = open(input).ok()?;
    let place = Place::from(&word).to(close);
    let mut name = None;
    let mut default = Slot::default();
    let mut position = 0_usize;
    let mut sound = true;
    comma_separated(ctxt, &arguments, |argument| {
        let read = if position == 0 {
            parse_env_name(ctxt, argument, &mut name)
        } else {
            parse_env_default(ctxt, argument, &mut default)
        };
        position += 1;
        sound &= read.is_some();
        read
    });
    if position == 0 {
        ctxt.error(
            place,
            "`env` needs the name of a variable; write `env(\"NAME\")`",
        );
    }
    let name = name.filter(|_| sound)?;
    Some(Scalar {
        place,
        kind: ScalarKind::Env {
            name,
            default: default.get().map(|given| given.value.clone()),
        },
    })
}

fn parse_env_name(ctxt: &Ctxt, argument: ParseStream<'_>, name: &mut Option<LitStr>) -> Option<()> {
    let at = next_place(argument);
    *name = Literal::parse(argument).and_then(|literal| literal.as_str().cloned());
    if name.is_none() {
        ctxt.error(
            at,
            "`env` takes the name of a variable as a string literal; write `env(\"NAME\")`",
        );
        return None;
    }
    Some(())
}

fn parse_env_default(
    ctxt: &Ctxt,
    argument: ParseStream<'_>,
    default: &mut Slot<Literal>,
) -> Option<()> {
    let at = next_place(argument);
    let key = match argument.call(Ident::parse_any) {
        Ok(key) if key == keys::DEFAULT => key,
        Ok(key) => {
            ctxt.error(
                &key,
                format_args!(
                    "unknown option `{}` in `env(...)`; write `env(\"NAME\", default = \"...\")`",
                    key.unraw()
                ),
            );
            return None;
        }
        Err(_) => {
            ctxt.error(at, "only `default = ...` may follow the name in `env(...)`");
            return None;
        }
    };
    let literal = match argument.parse::<Token![=]>() {
        Ok(_) => Literal::parse(argument),
        Err(_) => None,
    };
    let Some(literal) = literal else {
        ctxt.error(
            &key,
            "`default` takes a literal; write `env(\"NAME\", default = \"...\")`",
        );
        return None;
    };
    default.set(ctxt, keys::DEFAULT, Spanned::new(key, literal));
    Some(())
}

/// The content of the parentheses that come next, and where they end.
pub fn open(input: ParseStream<'_>) -> syn::Result<(Span, ParseBuffer<'_>)> {
    let content;
    let parentheses = parenthesized!(content in input);
    Ok((parentheses.span.close(), content))
}

/// The content of the brackets that come next.
pub fn open_brackets(input: ParseStream<'_>) -> syn::Result<ParseBuffer<'_>> {
    let content;
    bracketed!(content in input);
    Ok(content)
}
