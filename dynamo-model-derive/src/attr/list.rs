//! A comma-separated list that goes on after a mistake, so that one run reports the mistakes of all its items.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Ident, LitStr, Token, ext::IdentExt, parse::ParseStream};

use crate::{ctxt::Ctxt, place::Place};

/// Reads items up to the end of the input. An item that returns `None` has reported why; the list goes on after the
/// next comma.
pub fn comma_separated(
    ctxt: &Ctxt,
    input: ParseStream<'_>,
    mut item: impl FnMut(ParseStream<'_>) -> Option<()>,
) {
    while !input.is_empty() {
        if item(input).is_none() {
            skip_item(input);
        } else if !input.is_empty() && !input.peek(Token![,]) {
            let at = next_place(input);
            match input.fork().call(Ident::parse_any) {
                Ok(word) => ctxt.error(at, format_args!("expected `,` before `{word}`")),
                // Not repeated: it may be a secret.
                Err(_) => ctxt.error(at, "expected `,`"),
            }
            if begins_item(input) {
                continue;
            }
            skip_item(input);
        }
        if input.peek(Token![,]) {
            // Peeked, so it is there.
            let _ = input.parse::<Token![,]>();
        }
    }
}

/// Everything up to the next comma, without reading it.
pub fn peek_item(input: ParseStream<'_>) -> TokenStream {
    skip_item(&input.fork())
}

/// Where the next token stands; the end of the surrounding group if there is none.
pub fn next_place(input: ParseStream<'_>) -> Place {
    input
        .fork()
        .parse::<TokenTree>()
        .ok()
        .and_then(Place::of)
        .unwrap_or_else(|| input.span().into())
}

/// The name of an item whose value follows behind `=`: a word, or a string for a name that is none. `what` is named like
/// this, and needs `wants`.
pub fn name_of_value(
    ctxt: &Ctxt,
    input: ParseStream<'_>,
    (what, wants): (&str, &str),
    example: &str,
) -> Option<(String, Place)> {
    let place = next_place(input);
    let name = if input.peek(LitStr) {
        input.parse::<LitStr>().ok()?.value()
    } else if let Ok(word) = input.call(Ident::parse_any) {
        word.unraw().to_string()
    } else {
        ctxt.error(place, format_args!("expected {what}; write `{example}`"));
        return None;
    };
    if !input.peek(Token![=]) {
        ctxt.error(
            place,
            format_args!("{what} needs {wants}; write `{example}`"),
        );
        return None;
    }
    input.parse::<Token![=]>().ok()?;
    Some((name, place))
}

fn begins_item(input: ParseStream<'_>) -> bool {
    input.peek(Ident::peek_any) || input.peek(LitStr)
}

fn skip_item(input: ParseStream<'_>) -> TokenStream {
    let mut skipped = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        let Ok(token) = input.parse::<TokenTree>() else {
            break;
        };
        skipped.extend([token]);
    }
    skipped
}
