//! `index(...)` and `local_index(...)`: a name for a struct, and which fields play which part, or what keys are put
//! together from. Whether those fields exist and suit is for `check`.

use dynamo_model_core::suggestion;
use syn::{
    Ident, LitStr, Token,
    ext::IdentExt,
    parse::ParseStream,
    token::{Bracket, Paren},
};

use super::{
    list::{comma_separated, next_place},
    slot::{Slot, Spanned},
    templates::{self, RawTemplate},
    value::{Literal, open, open_brackets},
};
use crate::ctxt::Ctxt;

/// One index as written.
pub struct RawIndex {
    /// `index` or `local_index`.
    pub word: Ident,
    /// What the struct of its partitions is called.
    pub ident: Ident,
    pub name: Slot<LitStr>,
    pub partition: Slot<Vec<Ident>>,
    pub sort: Slot<Vec<Ident>>,
    pub project: Slot<Vec<Ident>>,
    /// Keys that are put together: `pk = "STATUS#{status}"`.
    pub templates: Vec<RawTemplate>,
    /// Something of it has been reported, and is not there.
    pub is_broken: bool,
}

impl RawIndex {
    pub fn is_local(&self) -> bool {
        self.word == "local_index"
    }

    /// Reads what stands behind the word.
    pub fn parse(ctxt: &Ctxt, word: &Ident, input: ParseStream<'_>) -> Option<Self> {
        let example = if word == "local_index" {
            "local_index(ByTotal, sort = total)"
        } else {
            "index(ByStatus, partition = status, sort = placed_at)"
        };
        if !input.peek(Paren) {
            ctxt.error(
                word,
                format_args!(
                    "`{word}` takes its parts in parentheses; write `#[dynamo({example})]`"
                ),
            );
            return None;
        }
        let (_, content) = open(input).ok()?;
        let at = next_place(&content);
        let Ok(ident) = content.call(Ident::parse_any) else {
            ctxt.error(
                at,
                format_args!(
                    "`{word}` begins with a name for its partitions; write `#[dynamo({example})]`"
                ),
            );
            return None;
        };
        let mut index = Self {
            word: word.clone(),
            ident,
            name: Slot::default(),
            partition: Slot::default(),
            sort: Slot::default(),
            project: Slot::default(),
            templates: Vec::new(),
            is_broken: false,
        };
        if content.peek(Token![,]) {
            // Peeked, so it is there.
            let _ = content.parse::<Token![,]>();
        }
        comma_separated(ctxt, &content, |item| {
            let part = index.part(ctxt, item, example);
            index.is_broken |= part.is_none();
            part
        });
        Some(index)
    }

    fn part(&mut self, ctxt: &Ctxt, input: ParseStream<'_>, example: &str) -> Option<()> {
        let at = next_place(input);
        if input.peek(LitStr) {
            return self.template(ctxt, input);
        }
        let ahead = input.fork();
        let Ok(key) = ahead.call(Ident::parse_any) else {
            ctxt.error(
                at,
                format_args!("expected a part of an index; write `#[dynamo({example})]`"),
            );
            return None;
        };
        let typed = key.unraw().to_string();
        if is_template(&typed, &ahead) {
            return self.template(ctxt, input);
        }
        let key = input.call(Ident::parse_any).ok()?;
        let slot = match typed.as_str() {
            "name" => {
                let text = input
                    .parse::<Token![=]>()
                    .ok()
                    .and_then(|_| Literal::parse(input))
                    .and_then(|literal| literal.as_str().cloned());
                let Some(text) = text else {
                    ctxt.error(
                        &key,
                        "`name` takes a string literal; write `name = \"by_status\"`",
                    );
                    return None;
                };
                self.name.set(ctxt, "name", Spanned::new(key, text));
                return Some(());
            }
            "partition" => &mut self.partition,
            "sort" => &mut self.sort,
            "project" => &mut self.project,
            _ => {
                ctxt.error(
                    &key,
                    format_args!(
                        "unknown part `{typed}` of an index; expected `name`, `partition`, `sort` or `project`, or a \
                         template: `pk = \"STATUS#{{status}}\"`"
                    ),
                );
                return None;
            }
        };
        let fields = fields(ctxt, &key, input)?;
        slot.set(ctxt, &typed, Spanned::new(key, fields));
        Some(())
    }

    fn template(&mut self, ctxt: &Ctxt, input: ParseStream<'_>) -> Option<()> {
        let template = templates::parse_template(ctxt, input, TEMPLATES)?;
        self.templates.push(template);
        Some(())
    }
}

const PARTS: [&str; 4] = ["name", "partition", "sort", "project"];
const TEMPLATES: &str = "#[dynamo(index(ByStatus, name = \"gsi1\", pk = \"STATUS#{status}\", sk = \"{placed_at}#{id}\"))]";

/// Whether this word names an attribute that is put together. One that is nearly a part, and has a value without parts, is
/// misspelled.
fn is_template(word: &str, behind: ParseStream<'_>) -> bool {
    if PARTS.contains(&word) {
        return false;
    }
    if matches!(word, "pk" | "sk") {
        return true;
    }
    let behind = behind.fork();
    let text = behind
        .parse::<Token![=]>()
        .ok()
        .and_then(|_| behind.parse::<LitStr>().ok());
    let known = PARTS.iter().map(|part| (*part, *part));
    text.is_some_and(|text| {
        text.value().contains('{') || suggestion::nearest(word, known).is_none()
    })
}

/// `= field` or `= [field, field]`. Not in parentheses: clippy would take a field that stands in two indexes for a
/// duplicated attribute.
fn fields(ctxt: &Ctxt, key: &Ident, input: ParseStream<'_>) -> Option<Vec<Ident>> {
    let named = input.parse::<Token![=]>().is_ok();
    if named && let Ok(only) = input.call(Ident::parse_any) {
        return Some(vec![only]);
    }
    if !named || !input.peek(Bracket) {
        ctxt.error(
            key,
            format_args!("`{key}` takes a field, or several in brackets; write `{key} = field`"),
        );
        return None;
    }
    let content = open_brackets(input).ok()?;
    let mut fields = Vec::new();
    comma_separated(ctxt, &content, |item| {
        let at = next_place(item);
        let Ok(field) = item.call(Ident::parse_any) else {
            ctxt.error(at, "expected the name of a field");
            return None;
        };
        fields.push(field);
        Some(())
    });
    Some(fields)
}
