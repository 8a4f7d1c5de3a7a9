//! A warning: a constant that is called deprecated, and its use at the place that the warning is about.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::model::Warning;

pub fn expand(warning: &Warning, levels: &[TokenStream]) -> TokenStream {
    let Warning { place, about, note } = warning;
    let declared = Ident::new(about, Span::call_site());
    let used = Ident::new(about, place.start);
    quote! {
        #(#levels)*
        const _: () = {
            #[deprecated(note = #note)]
            const #declared: () = ();
            #used
        };
    }
}
