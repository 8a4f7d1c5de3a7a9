//! One value against the rule of its option: is it text, a number or a flag, and is it a right one?

use dynamo_model_core::{
    env_name, flag, number,
    options::{OptionRow, ValueKind},
};
use quote::format_ident;
use syn::{Ident, Lit, LitInt, LitStr};

use super::{Checker, rule::Rule};
use crate::{
    attr,
    model::{Argument, Assertion, Constant, Scalar},
};

/// What a value is for: how its messages begin and how its constant is called.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub row: &'static OptionRow,
    /// The option as the user typed it; with the key, for a tag.
    pub typed: &'a str,
    /// Tells the items of a list apart.
    pub index: Option<usize>,
}

impl Subject<'_> {
    /// How the option is written with this value; a secret is never repeated.
    fn written(&self, value: &str) -> String {
        match self.row.value {
            ValueKind::TextList | ValueKind::Tags => value.to_owned(),
            ValueKind::Secret => format!("{} = \"...\"", self.typed),
            _ => format!("{} = {value}", self.typed),
        }
    }
}

impl Checker<'_, '_> {
    /// The value, unless an error has been reported instead.
    pub fn scalar(
        &mut self,
        subject: Subject<'_>,
        rule: Rule,
        raw: &attr::Scalar,
    ) -> Option<Scalar> {
        match &raw.kind {
            attr::ScalarKind::Literal(literal) => self.literal(subject, rule, literal),
            attr::ScalarKind::Expr(expr) => {
                let name = self.constant(subject, rule, raw, expr);
                Some(Scalar::Const(name))
            }
            attr::ScalarKind::Env { name, default } => {
                self.env(subject, rule, raw, name, default.as_ref())
            }
        }
    }

    fn literal(
        &mut self,
        subject: Subject<'_>,
        rule: Rule,
        literal: &attr::Literal,
    ) -> Option<Scalar> {
        let typed = subject.typed;
        let result = match rule {
            Rule::Text(check, _) => match literal.as_str() {
                Some(text) => plain(subject, text).and_then(|()| {
                    check(&text.value())
                        .map(|()| Scalar::Text(text.clone()))
                        .map_err(|violation| format!("`{typed}` {violation}"))
                }),
                None => Err(wants_text(subject, literal)),
            },
            Rule::Number(check, _) => match &literal.lit {
                Lit::Int(int) => whole_number(subject, check, int, literal.negative),
                _ => Err(wants_number(subject, literal)),
            },
            Rule::Flag => match &literal.lit {
                Lit::Bool(flag) if !literal.negative => Ok(Scalar::Flag(flag.value)),
                _ => Err(wants_flag(subject, literal)),
            },
        };
        result
            .map_err(|sentence| self.ctxt.error(literal.place, sentence))
            .ok()
    }

    fn constant(
        &mut self,
        subject: Subject<'_>,
        rule: Rule,
        raw: &attr::Scalar,
        expr: &proc_macro2::TokenStream,
    ) -> Ident {
        let upper = subject.row.name.to_ascii_uppercase();
        let name = match subject.index {
            Some(index) => format_ident!("__{upper}_{index}"),
            None => format_ident!("__{upper}"),
        };
        let (place, expr) = self.visible_expr(raw.place, expr);
        self.model.constants.push(Constant {
            name: name.clone(),
            kind: rule.kind(),
            expr,
        });
        if let Some(path) = rule.path() {
            self.model.assertions.push(Assertion {
                place,
                subject: subject.typed.to_owned(),
                rule: path,
                arguments: vec![Argument::Scalar(Scalar::Const(name.clone()))],
            });
        }
        name
    }

    fn env(
        &mut self,
        subject: Subject<'_>,
        rule: Rule,
        raw: &attr::Scalar,
        name: &LitStr,
        default: Option<&attr::Literal>,
    ) -> Option<Scalar> {
        let typed = subject.typed;
        if !subject.row.env {
            self.ctxt.error(
                raw.place,
                format_args!("`{typed}` takes a literal or a constant, not `env(...)`"),
            );
            return None;
        }
        if let Err(violation) = env_name::check(&name.value()) {
            self.ctxt
                .error(name.span(), format_args!("`env` {violation}"));
            return None;
        }
        let default = match default {
            Some(literal) => Some(self.env_default(subject, rule, literal)?),
            None => None,
        };
        Some(Scalar::Env {
            name: name.clone(),
            default,
        })
    }

    /// A default is kept as text, because it goes the way of the variable's value.
    fn env_default(
        &mut self,
        subject: Subject<'_>,
        rule: Rule,
        literal: &attr::Literal,
    ) -> Option<String> {
        let typed = subject.typed;
        let Some(text) = literal.as_str() else {
            return match self.literal(subject, rule, literal)? {
                Scalar::Number(number) => Some(number.to_string()),
                Scalar::Flag(flag) => Some(flag.to_string()),
                _ => None,
            };
        };
        let value = text.value();
        let checked = match rule {
            Rule::Text(check, _) => check(&value),
            Rule::Number(check, _) => number::parse(&value).and_then(check),
            Rule::Flag => flag::parse(&value).map(|_| ()),
        };
        match checked {
            Ok(()) => Some(value),
            Err(violation) => {
                self.ctxt
                    .error(literal.place, format_args!("`{typed}` {violation}"));
                None
            }
        }
    }
}

fn plain(subject: Subject<'_>, text: &LitStr) -> Result<(), String> {
    if text.suffix().is_empty() {
        return Ok(());
    }
    Err(format!(
        "`{}` takes a string without a suffix",
        subject.typed
    ))
}

fn whole_number(
    subject: Subject<'_>,
    check: fn(u64) -> Result<(), dynamo_model_core::Violation>,
    int: &LitInt,
    negative: bool,
) -> Result<Scalar, String> {
    let typed = subject.typed;
    let digits = int.base10_digits();
    if !matches!(int.suffix(), "" | "u64") {
        return Err(format!(
            "`{typed}` takes a number without the suffix `{}`; write `{}`",
            int.suffix(),
            subject.written(digits)
        ));
    }
    let number = match digits.parse::<u64>() {
        Ok(number) if !negative || number == 0 => number,
        // The rule's own sentence about the nearest number it can read, with the number that was typed.
        _ => {
            let (nearest, sign) = if negative { (0, "-") } else { (u64::MAX, "") };
            let otherwise = if negative {
                "must not be negative,"
            } else {
                "must be at most 18446744073709551615,"
            };
            let bound = check(nearest).err();
            let must = bound
                .as_ref()
                .and_then(|violation| violation.as_str().rsplit_once(" but is "))
                .map_or(otherwise, |(must, _)| must);
            return Err(format!("`{typed}` {must} but is {sign}{digits}"));
        }
    };
    match check(number) {
        Ok(()) => Ok(Scalar::Number(number)),
        Err(violation) => Err(format!("`{typed}` {violation}")),
    }
}

fn wants_text(subject: Subject<'_>, literal: &attr::Literal) -> String {
    let typed = subject.typed;
    let sign = if literal.negative { "-" } else { "" };
    let quoted = match &literal.lit {
        Lit::Int(int) if subject.row.value == ValueKind::Duration && !literal.negative => {
            return format!(
                "`{typed}` takes a duration with its unit, in quotes; write `{}`",
                subject.written(&format!("\"{}s\"", int.base10_digits()))
            );
        }
        Lit::Int(int) => format!("\"{sign}{}\"", int.base10_digits()),
        Lit::Float(float) => format!("\"{sign}{}\"", float.base10_digits()),
        Lit::Bool(flag) => format!("\"{}\"", flag.value),
        _ => "\"...\"".to_owned(),
    };
    format!(
        "`{typed}` takes a string; write `{}`",
        subject.written(&quoted)
    )
}

fn wants_number(subject: Subject<'_>, literal: &attr::Literal) -> String {
    let typed = subject.typed;
    if let Some(text) = literal.as_str() {
        return match number::parse(&text.value()) {
            Ok(number) => format!(
                "`{typed}` takes a number, not a string; write `{}`",
                subject.written(&number.to_string())
            ),
            Err(_) => format!(
                "`{typed}` takes a number, not a string; write {}",
                subject.row.syntax
            ),
        };
    }
    format!(
        "`{typed}` takes a whole number; write {}",
        subject.row.syntax
    )
}

fn wants_flag(subject: Subject<'_>, literal: &attr::Literal) -> String {
    let typed = subject.typed;
    match literal.as_str().map(|text| flag::parse(&text.value())) {
        Some(Ok(flag)) => format!(
            "`{typed}` takes `true` or `false` without quotes; write `{}`",
            subject.written(&flag.to_string())
        ),
        _ => format!(
            "`{typed}` takes `true` or `false`; write {}",
            subject.row.syntax
        ),
    }
}
