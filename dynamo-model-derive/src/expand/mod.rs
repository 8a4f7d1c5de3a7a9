//! From a checked model to its code: data and calls. Nothing here can fail, and nothing is decided here.

mod assertion;
mod body;
mod fields;
mod item;
mod kind;
mod kinds;
mod members;
mod partition;
mod private;
mod spec;
mod templates;
mod warning;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, ext::IdentExt};

pub use private::Private;

use crate::model::{
    AccessType, Constant, Derive, Kind, Model, Set, Table,
    item::{Body, Kinds},
};

pub fn expand(model: &Model<'_>) -> TokenStream {
    let private = Private::new(model.krate);
    let warnings = model
        .warnings
        .iter()
        .map(|warning| warning::expand(warning, &model.lints));
    let assertions = model
        .assertions
        .iter()
        .map(|assertion| assertion::expand(assertion, &private));
    let access = model
        .access
        .as_ref()
        .map(|options| aws_access(model.name, options, &private));
    let table = model
        .table
        .as_ref()
        .map(|table| dynamo_model(model, table, &private));
    let body = model
        .body
        .as_ref()
        .map(|body| conversions(model, body, &private));
    let code = quote! {
        #(#assertions)*
        #access
        #table
    };
    let code = if model.constants.is_empty() {
        code
    } else {
        let constants = model
            .constants
            .iter()
            .map(|constant| self::constant(constant, &private));
        // A block of their own, so that the constants' names are nobody else's.
        quote! {
            const _: () = {
                #(#constants)*
                #code
            };
        }
    };
    let kinds = model
        .kinds
        .as_ref()
        .map(|kinds| self::kinds(model, kinds, &private));
    quote! { #code #body #kinds #(#warnings)* }
}

/// What makes an enum of kinds a model.
pub fn kinds(model: &Model<'_>, kinds: &Kinds<'_>, private: &Private<'_>) -> TokenStream {
    kinds::expand(model, kinds, private)
}

/// How values of the type become attributes, and what makes those of a model items.
pub fn conversions(model: &Model<'_>, body: &Body<'_>, private: &Private<'_>) -> TokenStream {
    // In a block of its own, where the crate's private module has a short name: less to read and to compile.
    let (private, name) = private.shortened();
    let conversions = body::expand(model, body, &private);
    let target = body::Target::of(model);
    let (item, paths) = match (model.derive, body) {
        (Derive::DynamoModel, Body::Struct(members)) => (
            item::Item::of(model, members),
            Some(fields::of_model(&target, model.vis, members, &private)),
        ),
        (_, Body::Struct(members)) => (
            None,
            Some(fields::of_value(&target, model.vis, members, &private)),
        ),
        _ => (None, None),
    };
    let key = item.as_ref().map(item::Item::key_struct);
    let partitions = item
        .as_ref()
        .map(|item| partition::Partitions::all(model, item))
        .unwrap_or_default();
    let structs = partitions.iter().map(partition::Partitions::structs);
    let places = partitions
        .iter()
        .map(|partition| partition.implementations(&private));
    let templates = match body {
        Body::Struct(members) => {
            let templates = templates::declare(members, &private);
            let kind = kind::declare(members, &private);
            Some(quote!(#templates #kind))
        }
        _ => None,
    };
    let item = item.as_ref().map(|item| item.implementations(&private));
    quote! {
        #key
        #(#structs)*
        const _: () = {
            #name
            #templates
            #conversions
            #item
            #(#places)*
            #paths
        };
    }
}

/// The name as text.
pub fn type_name(name: &Ident) -> String {
    name.unraw().to_string()
}

/// The name of a type that comes with the user's: `OrderKey`, beginning with a capital whatever the user's does.
fn derived_name(name: &Ident, suffix: &str) -> Ident {
    let text = type_name(name);
    let mut letters = text.chars();
    let capitalised: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    quote::format_ident!("{capitalised}{suffix}", span = name.span())
}

fn aws_access(name: &Ident, options: &[Set<'_>], private: &Private<'_>) -> TokenStream {
    let text = type_name(name);
    let options = options.iter().map(|set| spec::setter(set, private));
    quote! {
        #[automatically_derived]
        impl #private::AwsAccess for #name {
            const ACCESS: &'static #private::AccessSpec =
                &#private::AccessSpec::new::<Self>(#text)#(#options)*;
        }
    }
}

fn dynamo_model(model: &Model<'_>, table: &Table<'_>, private: &Private<'_>) -> TokenStream {
    let Model { name, generics, .. } = model;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let text = type_name(name);
    let access = access_type(table.access, private);
    let options = table.options.iter().map(|set| spec::setter(set, private));
    quote! {
        #[automatically_derived]
        impl #impl_generics #private::DynamoModel for #name #type_generics #where_clause {
            type Access = #access;
            const TABLE: &'static #private::TableSpec =
                &#private::TableSpec::new(#text)#(#options)*;
        }
    }
}

pub fn access_type(access: AccessType<'_>, private: &Private<'_>) -> TokenStream {
    match access {
        AccessType::Own => quote!(Self),
        AccessType::Named(path) => quote!(#path),
        AccessType::Default => quote!(#private::DefaultAccess),
    }
}

fn constant(constant: &Constant, private: &Private<'_>) -> TokenStream {
    let Constant { name, kind, expr } = constant;
    let kind = match kind {
        Kind::Text => quote!(&'static #private::str),
        Kind::Number => quote!(#private::u64),
        Kind::Flag => quote!(#private::bool),
    };
    quote!(const #name: #kind = #expr;)
}
