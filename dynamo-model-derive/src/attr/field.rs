//! `#[dynamo(...)]` on a field.

use syn::{Field, Ident, Token, ext::IdentExt, parse::ParseStream, token::Paren};

use super::{
    each_attribute,
    list::{comma_separated, next_place, peek_item},
    secret,
    slot::{Slot, Spanned},
};
use crate::{ctxt::Ctxt, keys::FieldKey};

/// One field, with what is said about it.
#[derive(Default)]
pub struct RawField {
    pub partition_key: Slot<()>,
    pub sort_key: Slot<()>,
}

impl RawField {
    pub fn parse(ctxt: &Ctxt, field: &Field) -> Self {
        let mut raw = Self::default();
        each_attribute(ctxt, &field.attrs, |input| {
            comma_separated(ctxt, input, |item| raw.parse_option(ctxt, item));
        });
        raw
    }

    fn parse_option(&mut self, ctxt: &Ctxt, input: ParseStream<'_>) -> Option<()> {
        let at = next_place(input);
        let item = peek_item(input);
        let Ok(key) = input.call(Ident::parse_any) else {
            ctxt.error(
                at,
                "expected the name of an option, such as `partition_key`",
            );
            return None;
        };
        let typed = key.unraw().to_string();
        let slot = match FieldKey::find(&typed) {
            Ok(FieldKey::PartitionKey) => &mut self.partition_key,
            Ok(FieldKey::SortKey) => &mut self.sort_key,
            Err(sentence) => {
                secret::hide_if_suspicious(ctxt, item, at);
                ctxt.error(&key, sentence);
                return None;
            }
        };
        let valued = input.peek(Token![=]) || input.peek(Paren);
        if valued {
            ctxt.error(
                &key,
                format_args!("`{typed}` takes no value; write `#[dynamo({typed})]`"),
            );
        }
        slot.set(ctxt, &typed, Spanned::new(key, ()));
        (!valued).then_some(())
    }
}
