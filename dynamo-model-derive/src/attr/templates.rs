//! `key(pk = "...", sk = "...")`: attributes, and the templates that say what they are put together from. Whether the
//! templates are right is for `check`.

use syn::{Ident, LitStr, parse::ParseStream, token::Paren};

use super::{
    list::{comma_separated, name_of_value, next_place},
    slot::{Slot, Spanned},
    value::{Literal, open},
};
use crate::{ctxt::Ctxt, keys, place::Place};

/// One attribute of a key.
pub struct RawTemplate {
    /// The attribute.
    pub name: String,
    pub place: Place,
    /// Written as a string, not as a word.
    pub is_quoted: bool,
    pub template: LitStr,
}

const EXAMPLE: &str = "#[dynamo(key(pk = \"ORG#{org}\", sk = \"ORDER#{id}\"))]";

/// Reads what stands behind `key`.
pub fn parse(
    ctxt: &Ctxt,
    slot: &mut Slot<Vec<RawTemplate>>,
    key: &Ident,
    input: ParseStream<'_>,
) -> Option<()> {
    let mut templates = Vec::new();
    let mut sound = true;
    if input.peek(Paren) {
        let (_, content) = open(input).ok()?;
        comma_separated(ctxt, &content, |item| {
            let template = parse_template(ctxt, item, EXAMPLE);
            sound &= template.is_some();
            templates.push(template?);
            Some(())
        });
        if sound && templates.is_empty() {
            ctxt.error(
                key,
                format_args!("`key` needs the attribute of the partition key; write `{EXAMPLE}`"),
            );
        }
    } else {
        sound = false;
        ctxt.error(
            key,
            format_args!(
                "`key` takes attributes and their templates in parentheses; write `{EXAMPLE}`"
            ),
        );
    }
    slot.set(ctxt, keys::KEY, Spanned::new(key.clone(), templates));
    sound.then_some(())
}

/// Reads one attribute with its template.
pub fn parse_template(ctxt: &Ctxt, input: ParseStream<'_>, example: &str) -> Option<RawTemplate> {
    let of_a_key = ("the name of a key attribute", "a template");
    let is_quoted = input.peek(LitStr);
    let (name, place) = name_of_value(ctxt, input, of_a_key, example)?;
    let at = next_place(input);
    let Some(template) = Literal::parse(input).and_then(|literal| literal.as_str().cloned()) else {
        ctxt.error(
            at,
            format_args!("`{name}` takes a template as a string literal; write `{example}`"),
        );
        return None;
    };
    Some(RawTemplate {
        name,
        place,
        is_quoted,
        template,
    })
}
