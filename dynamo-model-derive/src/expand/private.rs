//! Where generated code finds everything: `::dynamo_model::__private`, or below the path that `crate = ...` gives.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Path;

use crate::place::moved;

pub struct Private<'a> {
    krate: Option<&'a Path>,
    short: bool,
}

impl<'a> Private<'a> {
    pub fn new(krate: Option<&'a Path>) -> Self {
        Self {
            krate,
            short: false,
        }
    }

    /// The same by a short name, and the item that gives it this name within a block.
    pub fn shortened(&self) -> (Self, TokenStream) {
        let short = Self {
            krate: self.krate,
            short: true,
        };
        (short, quote!(use #self as __dynamo;))
    }

    /// The path, written where the span is.
    pub fn at(&self, span: Span) -> TokenStream {
        if self.short {
            quote_spanned!(span=> __dynamo)
        } else if let Some(path) = self.krate {
            let path = moved(path.to_token_stream(), span);
            quote_spanned!(span=> #path::__private)
        } else {
            quote_spanned!(span=> ::dynamo_model::__private)
        }
    }
}

/// Without a place in the user's source.
impl ToTokens for Private<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let path = self.at(Span::call_site());
        tokens.extend(quote!(#path));
    }
}
