//! The traits of an input that has errors, without any option: so one mistake is not followed by complaints that the
//! type implements nothing.

use dynamo_model_core::options::AccessOption;
use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    attr::{RawModel, RawValue},
    expand::{self, Private},
    model::{AccessType, Derive, Model},
};

pub fn expand(raw: &RawModel<'_>, model: &Model<'_>) -> TokenStream {
    let private = Private::new(raw.krate.get().map(|given| &given.value));
    let name = &raw.input.ident;
    let text = expand::type_name(name);
    let (impl_generics, type_generics, where_clause) = raw.input.generics.split_for_impl();
    let named = raw.meta.get(AccessOption::Access).map(|given| &given.value);
    let own = raw.input.generics.params.is_empty()
        && (raw.derive == Derive::AwsAccess || named.is_none());
    let access = match named {
        Some(RawValue::Type(path)) => AccessType::Named(path),
        _ if own => AccessType::Own,
        _ => AccessType::Default,
    };
    let access = expand::access_type(access, &private);
    let own = own && raw.derive != Derive::DynamoValue;
    let aws_access = own.then(|| {
        quote! {
            #[automatically_derived]
            impl #private::AwsAccess for #name {
                const ACCESS: &'static #private::AccessSpec = &#private::AccessSpec::new::<Self>(#text);
            }
        }
    });
    let kinds = model
        .kinds
        .as_ref()
        .map(|kinds| expand::kinds(model, kinds, &private));
    let dynamo_model = (raw.derive == Derive::DynamoModel && kinds.is_none()).then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics #private::DynamoModel for #name #type_generics #where_clause {
                type Access = #access;
                const TABLE: &'static #private::TableSpec = &#private::TableSpec::new(#text);
            }
        }
    });
    // Whatever is sound of the fields, so that uses of the type find what they need.
    let conversions = model
        .body
        .as_ref()
        .map(|body| expand::conversions(model, body, &private));
    quote! { #aws_access #dynamo_model #conversions #kinds }
}
