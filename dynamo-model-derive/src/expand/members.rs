//! The statements that write the fields of a struct or a variant into a map, and those that read them from one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

use super::Private;
use crate::model::item::{Attribute, Field, Form, Members, Missing, Stored};

/// The type that the field has on its way: its own, or its own in another form.
pub fn stored_type(ty: &Type, form: Option<&Form<'_>>, private: &Private<'_>) -> TokenStream {
    match form {
        None => quote!(#ty),
        Some(form) => {
            let codec = codec(form, private);
            quote!(#private::Coded<#codec, #ty>)
        }
    }
}

/// The codec that a form names.
pub fn codec(form: &Form<'_>, private: &Private<'_>) -> TokenStream {
    match form {
        Form::Known(name) => {
            let name = Ident::new(name, Span::call_site());
            quote!(#private::format::#name)
        }
        Form::Type(ty) => quote!(#ty),
    }
}

/// Statements that write each field into `map`. `place` gives the reference to a field.
pub fn write(
    members: &Members<'_>,
    private: &Private<'_>,
    place: impl Fn(&Ident) -> TokenStream,
) -> TokenStream {
    // What is left of an item first: should it hold the name of a field, the field wins.
    let rest = members.fields.iter().filter_map(|field| {
        let value = place(field.ident);
        matches!(field.stored, Stored::Rest)
            .then(|| quote!(#private::write_rest(&mut __map, #value)?;))
    });
    let fields = members.fields.iter().filter_map(|field| {
        let Stored::Attribute(attribute) = &field.stored else {
            return None;
        };
        let name = &attribute.name;
        let value = place(field.ident);
        Some(match (&attribute.form, attribute.null) {
            (Some(form), _) => {
                let codec = codec(form, private);
                quote!(#private::MapSink::field_as::<#codec, _>(&mut __map, #name, #value)?;)
            }
            (None, true) => quote!(#private::MapSink::nullable(&mut __map, #name, #value)?;),
            (None, false) => quote!(#private::MapSink::field(&mut __map, #name, #value)?;),
        })
    });
    quote!(#(#rest)* #(#fields)*)
}

/// How many members a map of these fields has at the most, apart from the rest.
pub fn count(members: &Members<'_>) -> usize {
    attributes(members).count() + members.templates.len()
}

fn attributes<'m, 'a>(
    members: &'m Members<'a>,
) -> impl Iterator<Item = (&'m Field<'a>, &'m Attribute<'a>)> {
    members
        .fields
        .iter()
        .filter_map(|field| match &field.stored {
            Stored::Attribute(attribute) => Some((field, attribute)),
            _ => None,
        })
}

/// Statements that read `map` to its end, and the fields of the struct expression that follows.
pub fn read(members: &Members<'_>, private: &Private<'_>) -> (TokenStream, TokenStream) {
    let slots: Vec<Ident> = (0..members.fields.len()).map(slot).collect();
    let own = attributes(members).map(|(_, attribute)| attribute.name.as_str());
    let former =
        attributes(members).flat_map(|(_, attribute)| attribute.aliases.iter().map(String::as_str));
    // Attributes of the key are told by the fields. They must be known only where unknown ones are not passed over.
    let passes = !members.deny_unknown && !members.fields.iter().any(is_rest);
    let known = members.templates.iter().filter(|_| !passes);
    let known: Vec<&str> = known.map(|template| template.attribute.as_str()).collect();
    let names: Vec<&str> = own.chain(former).chain(known.iter().copied()).collect();
    let stored: Vec<(&Ident, &Field<'_>, &Attribute<'_>)> = slots
        .iter()
        .zip(&members.fields)
        .filter_map(|(slot, field)| match &field.stored {
            Stored::Attribute(attribute) => Some((slot, field, attribute)),
            _ => None,
        })
        .collect();

    let read = |method: &str, slot: &Ident, field: &Field<'_>, attribute: &Attribute<'_>| {
        let method = format_ident!("{method}");
        let name = &attribute.name;
        let coded = attribute.form.as_ref().map(|form| {
            let ty = stored_type(field.ty, Some(form), private);
            quote!(::<#ty>)
        });
        quote!(#private::MapSource::#method #coded(&mut __map, #name, &mut #slot)?)
    };
    let own = stored
        .iter()
        .map(|(slot, field, attribute)| read("field", slot, field, attribute));
    let former = stored.iter().flat_map(|(slot, field, attribute)| {
        let arm = read("alias", slot, field, attribute);
        attribute.aliases.iter().map(move |_| arm.clone())
    });
    let known = known
        .iter()
        .map(|_| quote!(#private::MapSource::skip(&mut __map)?));
    let arms = own
        .chain(former)
        .chain(known)
        .enumerate()
        .map(|(index, arm)| {
            let index = proc_macro2::Literal::usize_unsuffixed(index);
            quote!(#index => #arm,)
        });
    let rest = slots
        .iter()
        .zip(&members.fields)
        .find(|(_, field)| is_rest(field));
    let unknown = match rest {
        Some((slot, _)) => quote!(#private::MapSource::rest(&mut __map, &mut #slot)?),
        None if members.deny_unknown => {
            quote!(return #private::Result::Err(#private::MapSource::deny(&mut __map)))
        }
        None => quote!(#private::MapSource::skip(&mut __map)?),
    };
    let empty = stored.iter().map(|(slot, ..)| slot);
    let rest = rest.map(|(slot, field)| {
        let ty = field.ty;
        quote!(let mut #slot: #ty = #private::Default::default();)
    });
    let statements = quote! {
        #(let mut #empty = #private::Option::None;)*
        #rest
        while let #private::Option::Some(__index) = #private::MapSource::next_field(&mut __map, &[#(#names),*])? {
            match __index {
                #(#arms)*
                _ => #unknown,
            }
        }
    };

    let values = slots.iter().zip(&members.fields).map(|(slot, field)| {
        let ident = field.ident;
        let value = match &field.stored {
            Stored::Attribute(attribute) => found(slot, attribute, private),
            Stored::Rest => quote!(#slot),
            Stored::Nowhere(Missing::Expr(expr)) => quote!(#expr),
            Stored::Nowhere(Missing::Never) => quote!(#private::never()),
            Stored::Nowhere(_) => quote!(#private::Default::default()),
        };
        quote!(#ident: #value,)
    });
    (statements, values.collect())
}

/// The value of a field, once the map has been read.
fn found(slot: &Ident, attribute: &Attribute<'_>, private: &Private<'_>) -> TokenStream {
    let name = &attribute.name;
    let coded = attribute.form.is_some();
    match attribute.missing {
        Missing::Own => {
            let value = quote!(#private::required(#name, #slot)?);
            if coded {
                quote!(#private::Coded::into_inner(#value))
            } else {
                value
            }
        }
        given => {
            let slot = if coded {
                quote!(#private::Option::map(#slot, #private::Coded::into_inner))
            } else {
                quote!(#slot)
            };
            if let Missing::Expr(expr) = given {
                quote!(#private::Option::unwrap_or_else(#slot, || #expr))
            } else {
                quote!(#private::Option::unwrap_or_default(#slot))
            }
        }
    }
}

fn is_rest(field: &Field<'_>) -> bool {
    matches!(field.stored, Stored::Rest)
}

fn slot(index: usize) -> Ident {
    format_ident!("__slot{index}", span = Span::mixed_site())
}
