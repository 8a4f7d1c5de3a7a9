//! The way of an input through the rooms: attributes, rules, code. Whatever the input is, there is code or an error.

use proc_macro2::{Span, TokenStream};
use syn::DeriveInput;

use crate::{
    attr::RawModel,
    check,
    ctxt::{self, Ctxt},
    expand, fallback,
    model::Derive,
};

/// What one of the derives writes for an input.
pub fn derive(derive: Derive, input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        // Not at its own place: nothing is known yet of the secrets there.
        Err(error) => return ctxt::compile_error(Span::call_site().into(), &error.to_string()),
    };
    let ctxt = Ctxt::new(input.ident.span());
    let raw = RawModel::parse(&ctxt, derive, &input);
    let model = check::check(&ctxt, &raw);
    match ctxt.finish() {
        Ok(()) => expand::expand(&model),
        Err(mut errors) => {
            errors.extend(fallback::expand(&raw, &model));
            errors
        }
    }
}
