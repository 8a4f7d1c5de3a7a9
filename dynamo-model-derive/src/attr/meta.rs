//! `#[dynamo(meta(...))]`: which options are given and with which values, by the table of `dynamo-model-core`. Whether
//! the values are right is for `check`.

use dynamo_model_core::options::{self, AccessOption, OPTIONS, OptionRow, ValueKind};
use syn::{
    Ident, Token, Type,
    ext::IdentExt,
    parse::ParseStream,
    token::{Bracket, Paren},
};

use super::{
    list::{comma_separated, name_of_value, next_place, peek_item},
    secret,
    slot::{Slot, Spanned},
    value::{Scalar, ScalarKind, open, open_brackets},
};
use crate::{ctxt::Ctxt, keys, model::Derive, place::Place};

/// Every option at most once, in the order of the table.
pub struct RawMeta {
    slots: Vec<(AccessOption, Slot<RawValue>)>,
    meant: Vec<AccessOption>,
}

pub enum RawValue {
    Scalar(Scalar),
    Type(Box<Type>),
    List(Vec<Scalar>),
    Tags(Vec<RawTag>),
    /// Something is there, and what is wrong with it has been reported.
    Broken,
}

pub struct RawTag {
    pub key: String,
    pub place: Place,
    pub value: Scalar,
}

impl Default for RawMeta {
    fn default() -> Self {
        Self {
            slots: OPTIONS
                .iter()
                .map(|row| (row.option, Slot::default()))
                .collect(),
            meant: Vec::new(),
        }
    }
}

impl RawMeta {
    /// The options that a name which is none was probably meant to be. Nothing is known of their values.
    pub fn meant(&self) -> &[AccessOption] {
        &self.meant
    }

    pub fn get(&self, option: AccessOption) -> Option<&Spanned<RawValue>> {
        self.slots
            .iter()
            .find(|(known, _)| *known == option)
            .and_then(|(_, slot)| slot.get())
    }

    /// The options that are given.
    pub fn iter(&self) -> impl Iterator<Item = (AccessOption, &Spanned<RawValue>)> {
        self.slots
            .iter()
            .filter_map(|(option, slot)| Some((*option, slot.get()?)))
    }

    /// Reads the content of one `meta(...)`; there may be several.
    pub fn parse(&mut self, ctxt: &Ctxt, derive: Derive, input: ParseStream<'_>) {
        comma_separated(ctxt, input, |item| self.parse_option(ctxt, derive, item));
    }

    fn parse_option(&mut self, ctxt: &Ctxt, derive: Derive, input: ParseStream<'_>) -> Option<()> {
        let at = next_place(input);
        let item = peek_item(input);
        let key = match input.call(Ident::parse_any) {
            Ok(key) if !input.peek(Token![::]) => key,
            _ => {
                secret::hide_if_suspicious(ctxt, item, at);
                ctxt.error(
                    at,
                    "expected the name of an option, such as `region = \"eu-west-1\"`",
                );
                return None;
            }
        };
        let typed = key.unraw().to_string();
        let found = options::find(&typed);
        let meant = found.map(AccessOption::row).or_else(|| {
            options::did_you_mean(&typed)
                .and_then(options::find)
                .map(AccessOption::row)
        });
        let secret = match meant {
            Some(row) => row.value == ValueKind::Secret,
            None => secret::is_suspicious(&typed),
        };
        if secret && secret::holds_literal(item.clone()) {
            ctxt.hide(Place::of_or(item, at));
        }
        let Some(option) = found else {
            ctxt.error(&key, unknown(&typed, meant, derive));
            self.meant.extend(meant.map(|row| row.option));
            return None;
        };
        let value = RawValue::parse(ctxt, input, &key, option.row());
        if let (AccessOption::AwsAccessKeyId, Some(RawValue::Scalar(scalar))) = (option, &value)
            && let ScalarKind::Literal(literal) = &scalar.kind
            && let Some(id) = literal.as_str()
            && secret::is_in_place_of_an_id(&id.value())
        {
            ctxt.hide(literal.place);
        }
        let sound = value.is_some();
        if let Some((_, slot)) = self.slots.iter_mut().find(|(known, _)| *known == option) {
            let value = value.unwrap_or(RawValue::Broken);
            slot.set(ctxt, option.name(), Spanned::new(key, value));
        }
        sound.then_some(())
    }
}

impl RawValue {
    fn parse(ctxt: &Ctxt, input: ParseStream<'_>, key: &Ident, row: &OptionRow) -> Option<Self> {
        let typed = key.unraw().to_string();
        let example = example(row, &typed);
        if row.value == ValueKind::Tags {
            return parse_tags(ctxt, input, key, &example).map(Self::Tags);
        }
        if !input.peek(Token![=]) {
            let wants = if input.is_empty() || input.peek(Token![,]) {
                "needs a value"
            } else {
                "takes its value after `=`"
            };
            ctxt.error(key, format_args!("`{typed}` {wants}; write `{example}`"));
            return None;
        }
        input.parse::<Token![=]>().ok()?;
        match row.value {
            ValueKind::Type => parse_type(ctxt, input, &typed, &example)
                .map(Box::new)
                .map(Self::Type),
            ValueKind::TextList => parse_list(ctxt, input, &typed, &example).map(Self::List),
            _ => Scalar::parse(ctxt, input, &typed, &example).map(Self::Scalar),
        }
    }
}

fn parse_type(ctxt: &Ctxt, input: ParseStream<'_>, typed: &str, example: &str) -> Option<Type> {
    let at = next_place(input);
    let read = input.parse::<Type>();
    if read.is_err() {
        ctxt.error(
            at,
            format_args!("`{typed}` takes a type; write `{example}`"),
        );
    }
    read.ok()
}

fn parse_list(
    ctxt: &Ctxt,
    input: ParseStream<'_>,
    typed: &str,
    example: &str,
) -> Option<Vec<Scalar>> {
    let at = next_place(input);
    if !input.peek(Bracket) {
        ctxt.error(
            at,
            format_args!("`{typed}` takes a list; write `{example}`"),
        );
        return None;
    }
    let content = open_brackets(input).ok()?;
    let mut list = Vec::new();
    let mut sound = true;
    comma_separated(ctxt, &content, |item| {
        let value = Scalar::parse(ctxt, item, typed, example);
        sound &= value.is_some();
        list.push(value?);
        Some(())
    });
    sound.then_some(list)
}

fn parse_tags(
    ctxt: &Ctxt,
    input: ParseStream<'_>,
    key: &Ident,
    example: &str,
) -> Option<Vec<RawTag>> {
    if !input.peek(Paren) {
        ctxt.error(
            key,
            format_args!(
                "`{}` takes its keys and values in parentheses; write `{example}`",
                key.unraw()
            ),
        );
        return None;
    }
    let (_, content) = open(input).ok()?;
    let mut tags = Vec::new();
    let mut sound = true;
    comma_separated(ctxt, &content, |item| {
        let tag = parse_tag(ctxt, item, example);
        sound &= tag.is_some();
        tags.push(tag?);
        Some(())
    });
    sound.then_some(tags)
}

fn parse_tag(ctxt: &Ctxt, input: ParseStream<'_>, example: &str) -> Option<RawTag> {
    let of_a_tag = ("the key of a tag", "a value");
    let (key, place) = name_of_value(ctxt, input, of_a_tag, example)?;
    let value = Scalar::parse(ctxt, input, &key, example)?;
    Some(RawTag { key, place, value })
}

/// How the option is written, under the name that the user typed.
fn example(row: &OptionRow, typed: &str) -> String {
    let syntax = row.syntax.trim_matches('`');
    match syntax.strip_prefix(row.name) {
        Some(rest) => format!("{typed}{rest}"),
        None => syntax.to_owned(),
    }
}

fn unknown(typed: &str, meant: Option<&OptionRow>, derive: Derive) -> String {
    let place = "`#[dynamo(meta(...))]`";
    match meant {
        Some(row) => format!(
            "unknown option `{typed}` in {place}; did you mean `{}`?",
            row.name
        ),
        None => format!(
            "unknown option `{typed}` in {place}; expected one of {}",
            keys::one_of(
                OPTIONS
                    .iter()
                    .filter(|row| derive.takes(row.option))
                    .map(|row| row.name)
            )
        ),
    }
}
