//! One option of a specification: `.session_name(Setting::Value("billing"))`.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote};

use super::Private;
use crate::model::{Scalar, Set, Value};

/// The call that sets the option. Setters are called like options.
pub fn setter(set: &Set<'_>, private: &Private<'_>) -> TokenStream {
    let row = set.option.row();
    let name = format_ident!("{}", row.name);
    let one = |scalar: &Scalar| {
        // What cannot come from the environment is plain data.
        if row.env {
            setting(scalar, private)
        } else {
            plain(scalar)
        }
    };
    let value = match &set.value {
        Value::Scalar(scalar) => one(scalar),
        Value::List(items) => {
            let items = items.iter().map(one);
            quote!(&[#(#items),*])
        }
        Value::Tags(tags) => {
            let tags = tags.iter().map(|(key, scalar)| {
                let value = one(scalar);
                quote!((#key, #value))
            });
            quote!(&[#(#tags),*])
        }
        Value::Type(path) => quote!(<#path as #private::AwsAccess>::ACCESS),
    };
    quote!(.#name(#value))
}

fn setting(scalar: &Scalar, private: &Private<'_>) -> TokenStream {
    match scalar {
        Scalar::Env { name, default } => {
            let default = if let Some(text) = default {
                quote!(#private::Option::Some(#text))
            } else {
                quote!(#private::Option::None)
            };
            quote!(#private::Setting::Env { name: #name, default: #default })
        }
        known => {
            let value = plain(known);
            quote!(#private::Setting::Value(#value))
        }
    }
}

/// The value alone.
pub fn plain(scalar: &Scalar) -> TokenStream {
    match scalar {
        Scalar::Text(text) => {
            let text = text.value();
            quote!(#text)
        }
        Scalar::Number(number) => {
            let mut literal = Literal::u64_unsuffixed(*number);
            literal.set_span(Span::call_site());
            quote!(#literal)
        }
        Scalar::Flag(flag) => quote!(#flag),
        Scalar::Const(name) => quote!(#name),
        // Refused by `check` wherever a plain value is needed.
        Scalar::Env { name, .. } => quote!(#name),
    }
}
