//! The typed paths of a struct: a struct with a path per field, which closures such as `|o| o.total` are given.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Generics, Visibility, parse_quote};

use super::{
    Private,
    body::{Target, implementation},
    derived_name,
    members::{at_codec, at_form, codec, stored_type},
};
use crate::{
    generics::depends,
    model::item::{Attribute, Field, Members, Role, Stored},
};

/// The paths of a model: `HasFields`.
pub fn of_model(
    target: &Target<'_>,
    vis: &Visibility,
    members: &Members<'_>,
    private: &Private<'_>,
) -> TokenStream {
    let Target { name, generics } = target;
    let fields = fields_name(name);
    let (_, model_generics, _) = generics.split_for_impl();
    let model = quote!(#name #model_generics);
    let bounded = with_shapes(generics, members, private);
    let (impl_generics, type_generics, where_clause) = bounded.split_for_impl();
    let declared = declared(members, generics, &model, private);
    let made = made(members, private);
    let (phantom_type, phantom) = phantom(generics, &model, private);
    quote! {
        #[allow(private_interfaces, dead_code)]
        #vis struct #fields #impl_generics #where_clause { #declared #phantom_type}
        #[automatically_derived]
        impl #impl_generics #private::From<#private::RawPath> for #fields #type_generics #where_clause {
            fn from(__path: #private::RawPath) -> Self {
                Self { #made #phantom}
            }
        }
        #[automatically_derived]
        impl #impl_generics #private::HasFields for #model #where_clause {
            type Fields = #fields #type_generics;
        }
    }
}

/// The paths of a struct within an attribute: `Nested`.
pub fn of_value(
    target: &Target<'_>,
    vis: &Visibility,
    members: &Members<'_>,
    private: &Private<'_>,
) -> TokenStream {
    let Target { name, generics } = target;
    let fields = fields_name(name);
    let (_, value_generics, _) = generics.split_for_impl();
    let value = quote!(#name #value_generics);
    let shaped = with_shapes(generics, members, private);
    let mut bounded = shaped.clone();
    bounded.params.extend::<[syn::GenericParam; 3]>([
        parse_quote!(__M),
        parse_quote!(__T),
        parse_quote!(__R),
    ]);
    let (value_impl_generics, _, value_where_clause) = shaped.split_for_impl();
    let (impl_generics, type_generics, where_clause) = bounded.split_for_impl();
    let this = quote!(#private::Path<__M, __T, __R>);
    let declared = declared(members, generics, &quote!(__M), private);
    let made = made(members, private);
    let (phantom_type, phantom) = phantom(generics, &value, private);
    let projection = projection(target, members, private);
    quote! {
        #projection
        #[allow(private_interfaces, dead_code)]
        #vis struct #fields #impl_generics #where_clause { #declared #phantom_type __this: #this }
        #[automatically_derived]
        impl #impl_generics #private::From<#private::RawPath> for #fields #type_generics #where_clause {
            fn from(__path: #private::RawPath) -> Self {
                let __path = #private::RawPath::opened(__path);
                Self { #made #phantom __this: #private::From::from(__path) }
            }
        }
        #[automatically_derived]
        impl #impl_generics #private::Deref for #fields #type_generics #where_clause {
            type Target = #this;
            fn deref(&self) -> &#this {
                &self.__this
            }
        }
        #[automatically_derived]
        impl #value_impl_generics #private::Attribute for #value #value_where_clause {
            type Kind = #private::kind::Struct<Self>;
        }
        #[automatically_derived]
        impl #value_impl_generics #private::Nested for #value #value_where_clause {
            type Fields<__M, __T, __R> = #fields #type_generics;
        }
    }
}

fn fields_name(name: &Ident) -> Ident {
    derived_name(name, "Fields")
}

/// What a model's items are read as where only this struct's fields are asked for.
fn projection(
    target: &Target<'_>,
    members: &Members<'_>,
    private: &Private<'_>,
) -> Option<TokenStream> {
    let all_named = members
        .fields
        .iter()
        .all(|field| !matches!(field.stored, Stored::Rest));
    if !all_named || target.generics.lifetimes().next().is_some() {
        return None;
    }
    let attributes = members
        .fields
        .iter()
        .filter_map(|field| match &field.stored {
            Stored::Attribute(attribute) => Some(attribute),
            _ => None,
        });
    // An item may still have an attribute under a former name.
    let names =
        attributes.flat_map(|attribute| [&attribute.name].into_iter().chain(&attribute.aliases));
    Some(implementation(
        target,
        &quote!(#private::ProjectionOf<__M>),
        &quote!(#private::FromAttributeOwned),
        &quote!(const NAMES: &'static [&'static #private::str] = &[#(#names),*];),
        &[parse_quote!(__M)],
    ))
}

/// Every attribute as a public path of the model.
fn declared(
    members: &Members<'_>,
    generics: &Generics,
    model: &TokenStream,
    private: &Private<'_>,
) -> TokenStream {
    // Keys last: whether a struct has a size is asked of the last field, and a key's type is hardly ever no attribute.
    let (keys, others): (Vec<_>, Vec<_>) = paths(members).partition(|field| is_key(field));
    others
        .into_iter()
        .chain(keys)
        .map(|field| {
            let Field { ident, vis, .. } = field;
            let role = match &field.stored {
                Stored::Attribute(attribute) => match attribute.role {
                    Role::PartitionKey | Role::SortKey | Role::KeyPart => Some("Key"),
                    Role::Version => Some("Version"),
                    Role::Indexed => Some("Indexed"),
                    Role::Plain | Role::Ttl | Role::CreatedAt | Role::UpdatedAt => None,
                },
                _ => None,
            };
            let role = role.map(|role| {
                let role = format_ident!("{role}");
                quote!(, #private::role::#role)
            });
            let ty = field.ty;
            let path = match &field.stored {
                Stored::Attribute(Attribute {
                    form: Some(form), ..
                }) if !depends(ty, generics) => {
                    let codec = codec(form, private);
                    quote!(#private::CodedPathOf<#model, #codec, #ty #role>)
                }
                _ => {
                    let ty = path_type(field, private);
                    quote!(#private::PathOf<#model, #ty #role>)
                }
            };
            let path = at_codec(field, path);
            quote!(#vis #ident: #path,)
        })
        .collect()
}

fn made(members: &Members<'_>, private: &Private<'_>) -> TokenStream {
    paths(members)
        .map(|field| {
            let ident = field.ident;
            let (make, of) = if let Stored::Attribute(attribute) = &field.stored {
                let name = &attribute.name;
                (quote!(#private::RawPath::member), quote!((&__path, #name)))
            } else {
                // Its members stand beside the fields.
                let path = quote!((#private::Clone::clone(&__path)));
                (quote!(#private::From::from), path)
            };
            let (ident, make) = (at_form(field, quote!(#ident)), at_codec(field, make));
            let of = at_codec(field, of);
            quote!(#ident: #make #of,)
        })
        .collect()
}

fn is_key(field: &Field<'_>) -> bool {
    matches!(
        &field.stored,
        Stored::Attribute(Attribute {
            role: Role::PartitionKey | Role::SortKey,
            ..
        })
    )
}

fn paths<'m, 'a>(members: &'m Members<'a>) -> impl Iterator<Item = &'m Field<'a>> {
    members
        .fields
        .iter()
        .filter(|field| !matches!(field.stored, Stored::Nowhere(_)))
}

fn path_type(field: &Field<'_>, private: &Private<'_>) -> TokenStream {
    let form = match &field.stored {
        Stored::Attribute(attribute) => attribute.form.as_ref(),
        _ => None,
    };
    stored_type(field.ty, form, private)
}

/// For a generic struct only the compiler knows which paths a field has.
pub fn with_shapes(generics: &Generics, members: &Members<'_>, private: &Private<'_>) -> Generics {
    let mut bounded = generics.clone();
    if generics.params.is_empty() {
        return bounded;
    }
    let clause = bounded.make_where_clause();
    for field in paths(members).filter(|field| depends(field.ty, generics)) {
        let ty = path_type(field, private);
        clause
            .predicates
            .push(parse_quote!(#ty: #private::Attribute<Kind: #private::Shape>));
    }
    bounded
}

/// A generic struct's parameters may stand in no field.
fn phantom(
    generics: &Generics,
    of: &TokenStream,
    private: &Private<'_>,
) -> (Option<TokenStream>, Option<TokenStream>) {
    if generics.params.is_empty() {
        return (None, None);
    }
    (
        Some(quote!(__of: #private::PhantomData<fn() -> #of>,)),
        Some(quote!(__of: #private::PhantomData,)),
    )
}
