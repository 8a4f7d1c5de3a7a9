//! The kind of a model's items: as a constant, and what writes and checks it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::Private;
use crate::model::item::Members;

/// The constant, which holds for the whole block.
pub fn declare(members: &Members<'_>, private: &Private<'_>) -> Option<TokenStream> {
    let kind = members.kind.as_ref()?;
    let (constant, tag) = (constant(), &kind.tag);
    let names = std::iter::once(&kind.name).chain(&kind.aliases);
    Some(quote! {
        const #constant: #private::ItemKind = #private::ItemKind::new(#tag, &[#(#names),*]);
    })
}

pub fn constant() -> Ident {
    Ident::new("__KIND", Span::call_site())
}

/// The statement that writes the tag into `map`.
pub fn write(members: &Members<'_>) -> Option<TokenStream> {
    members.kind.as_ref()?;
    let constant = constant();
    Some(quote!(#constant.write(&mut __map)?;))
}

/// The statement that looks into `map` for the tag.
pub fn check(members: &Members<'_>) -> Option<TokenStream> {
    members.kind.as_ref()?;
    let constant = constant();
    Some(quote!(#constant.check(&mut __map)?;))
}
