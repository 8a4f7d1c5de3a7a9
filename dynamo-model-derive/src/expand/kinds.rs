//! An enum of kinds: its key, what it takes over from the kinds, how it is read, and what the compiler proves of them.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;

use super::{
    Private, assertion,
    body::{self, Target},
    derived_name, members, type_name,
};
use crate::{
    model::{
        Model,
        item::{KindVariant, Kinds, OtherKind},
    },
    place::{Place, stretched},
};

pub fn expand(model: &Model<'_>, kinds: &Kinds<'_>, private: &Private<'_>) -> TokenStream {
    let key = key_enum(model, kinds, private);
    let (private, name) = private.shortened();
    let implementations = implementations(model, kinds, &private);
    let conversions = conversions(model, kinds, &private);
    let proofs = proofs(model, kinds, &private);
    quote! {
        #key
        const _: () = {
            #name
            #implementations
            #conversions
            #proofs
        };
    }
}

/// What stands at the type of the variant, so that a message points there.
fn at(kind: &KindVariant<'_>, tokens: TokenStream) -> TokenStream {
    stretched(tokens, kind.place)
}

/// The type of a kind's key.
fn key_of(kind: &KindVariant<'_>, private: &Private<'_>) -> TokenStream {
    let ty = kind.ty;
    at(kind, quote!(<#ty as #private::DynamoItem>::Key))
}

/// The enum that users name.
fn key_enum(model: &Model<'_>, kinds: &Kinds<'_>, private: &Private<'_>) -> TokenStream {
    let Model { name, vis, .. } = model;
    let key = derived_name(name, "Key");
    let doc = format!("The primary key of an item of [`{}`].", name.unraw());
    let idents = kinds.known.iter().map(|kind| kind.ident);
    let docs = kinds
        .known
        .iter()
        .map(|kind| format!("The key of a [`{}::{}`].", name.unraw(), kind.ident.unraw()));
    let keys = kinds.known.iter().map(|kind| key_of(kind, private));
    quote! {
        #[doc = #doc]
        #[::core::prelude::v1::derive(
            ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq
        )]
        #[allow(dead_code, private_interfaces, clippy::derive_partial_eq_without_eq)]
        #vis enum #key {
            #(
                #[doc = #docs]
                #idents(#keys),
            )*
        }
    }
}

/// The model, and which kinds it has.
fn implementations(model: &Model<'_>, kinds: &Kinds<'_>, private: &Private<'_>) -> TokenStream {
    let name = model.name;
    let (text, key) = (type_name(name), derived_name(name, "Key"));
    let first = kinds.known.first().map(|kind| kind.ty);
    let types = kinds.known.iter().map(|kind| kind.ty);
    let of_kinds = kinds.known.iter().map(|kind| {
        let (ident, ty, of_kind) = (kind.ident, kind.ty, key_of(kind, private));
        let kind_of = at(kind, quote!(#private::KindOf<#name> for #ty));
        quote! {
            #[automatically_derived]
            impl #kind_of {
                type In<__P: #private::Partition<Model = Self>> = #private::Mixed<#name, __P>;
            }
            #[automatically_derived]
            impl #private::From<#of_kind> for #key {
                fn from(__key: #of_kind) -> Self {
                    Self::#ident(__key)
                }
            }
        }
    });
    let idents = kinds.known.iter().map(|kind| kind.ident);
    let write_key = quote!(match self {
        #(Self::#idents(__key) => #private::ToAttribute::to_attribute(__key, __sink),)*
    });
    let write_key = body::to_attribute(&target(model, &key), private, &write_key);
    quote! {
        #[automatically_derived]
        impl #private::DynamoModel for #name {
            type Access = <#first as #private::DynamoModel>::Access;
            const TABLE: &'static #private::TableSpec =
                &#private::TableSpec::of_kinds(#text, <Self as #private::Kinds>::KINDS);
        }
        #[automatically_derived]
        impl #private::Kinds for #name {
            type Key = #key;
            type First = #first;
            const KINDS: &'static [#private::KindSpec] = &[#(#private::KindSpec::of::<#types>()),*];
        }
        #(#of_kinds)*
        #write_key
    }
}

fn target<'t>(model: &'t Model<'_>, name: &'t proc_macro2::Ident) -> Target<'t> {
    Target {
        name,
        generics: model.generics,
    }
}

/// How items are read, and written as what they are.
fn conversions(model: &Model<'_>, kinds: &Kinds<'_>, private: &Private<'_>) -> TokenStream {
    let target = Target::of(model);
    let last = kinds.known.len() - usize::from(kinds.other.is_none());
    let arms = kinds.known.iter().enumerate().map(|(index, kind)| {
        let (ident, ty) = (kind.ident, kind.ty);
        let value = quote!(#private::Result::map(
            <#ty as #private::FromAttribute>::from_attribute(#private::Opened::new(__map)),
            Self::#ident,
        ));
        if index < last {
            let index = Literal::usize_unsuffixed(index);
            quote!(#index => #value,)
        } else {
            quote!(_ => #value,)
        }
    });
    let (find, other) = match &kinds.other {
        None => (quote!(find(&mut __map, __KINDS)?), None),
        Some(OtherKind { ident, ty }) => {
            let value = if let Some(ty) = ty {
                let reader = members::to_read(ty, model.generics, private);
                let read = quote!(#reader.from_attribute(#private::Opened::new(__map)));
                let read = stretched(read, Place::of_or(ty, *ident));
                quote!(#private::Result::map(#read, Self::#ident))
            } else {
                quote!(#private::Result::Ok(Self::#ident))
            };
            (
                quote!(find_or_other(&mut __map, __KINDS)),
                Some(quote!(_ => #value,)),
            )
        }
    };
    let from = body::from_attribute(
        &target,
        private,
        &quote! {
            let mut __map = #private::Source::map(__source)?;
            match #private::kinds::#find {
                #(#arms)*
                #other
            }
        },
        None,
    );
    let written = kinds.known.iter().map(|kind| kind.ident);
    let other = kinds.other.iter().filter_map(|OtherKind { ident, ty }| {
        let ty = (*ty)?;
        let writer = members::to_write(ty, model.generics, private);
        let write = quote!(#writer.to_attribute(__item, __sink));
        let write = stretched(write, Place::of_or(ty, *ident));
        Some(quote!(Self::#ident(__item) => #write,))
    });
    let broken = &kinds.broken;
    // What is not kept cannot be written.
    let kept = kinds.other.as_ref().is_none_or(|other| other.ty.is_some());
    let to = kept.then(|| {
        let write = quote!(match self {
            #(Self::#written(__item) => #private::ToAttribute::to_attribute(__item, __sink),)*
            #(#other)*
            #(Self::#broken { .. } => #private::never(),)*
        });
        body::to_attribute(&target, private, &write)
    });
    let name = model.name;
    quote! {
        const __KINDS: &[#private::KindSpec] = <#name as #private::Kinds>::KINDS;
        #from
        #to
    }
}

/// Each kind goes together with those before it, which is told at its type.
fn proofs(model: &Model<'_>, kinds: &Kinds<'_>, private: &Private<'_>) -> TokenStream {
    let name = model.name;
    let proof = |(index, kind): (usize, &KindVariant<'_>)| {
        let subject = kind.ty.to_token_stream().to_string();
        let index = Literal::usize_unsuffixed(index);
        let content = quote!(
            #subject,
            #private::kinds::check(<#name as #private::Kinds>::KINDS, #index)
        );
        assertion::standing_at(kind.place, content, private)
    };
    let proofs = kinds.known.iter().enumerate().skip(1).map(proof);
    quote!(#(#proofs)*)
}
