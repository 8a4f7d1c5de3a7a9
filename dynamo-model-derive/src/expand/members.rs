//! The statements that write the fields of a struct or a variant into a map, and those that read them from one.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Generics, Type};

use super::Private;
use crate::{
    generics::depends,
    model::item::{Attribute, Field, Form, Members, Missing, Stored},
    place::{Place, framed, stretched},
};

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

/// The same tokens where the user says how the field is stored: by its type, or by a codec. All that asks something of
/// a field's type is written there, in the same words in every implementation, so that one mistake gives one message.
pub fn at_form(field: &Field<'_>, tokens: TokenStream) -> TokenStream {
    let ty = match &field.stored {
        Stored::Attribute(Attribute {
            form: Some(Form::Type(codec)),
            ..
        }) => codec,
        _ => field.ty,
    };
    stretched(tokens, Place::of_or(ty, field.ident))
}

/// What values of this type are written by.
pub fn to_write(ty: &Type, generics: &Generics, private: &Private<'_>) -> TokenStream {
    if depends(ty, generics) {
        quote!(#private::Field::<#ty, _>::any())
    } else {
        quote!(#private::Attribute::field())
    }
}

/// What values of this type are read into.
pub fn to_read(ty: &Type, generics: &Generics, private: &Private<'_>) -> TokenStream {
    if depends(ty, generics) {
        quote!(#private::Slot::<#ty, _>::any())
    } else {
        quote!(#private::Attribute::slot())
    }
}

/// A call of a codec's method.
fn call_codec(
    field: &Field<'_>,
    form: &Form<'_>,
    private: &Private<'_>,
    method: &str,
    arguments: &TokenStream,
) -> TokenStream {
    let (codec, ty) = (codec(form, private), field.ty);
    let method = format_ident!("{method}");
    // A message may point at the codec alone, or at the whole path.
    let codec = at_codec(field, codec);
    let open = at_codec(field, quote!(<));
    let of = at_form(field, quote!(as #private::Codec<#ty>>::));
    let method = at_codec(field, quote!(#method));
    let arguments = at_form(field, quote!((#arguments)));
    quote!(#open #codec #of #method #arguments)
}

/// Written where the codec is, and as if by the user if the user wrote the codec: rustc takes what begins with a type of
/// the user's for the user's, and everything is to look alike.
pub fn at_codec(field: &Field<'_>, tokens: TokenStream) -> TokenStream {
    let tokens = at_form(field, tokens);
    match &field.stored {
        Stored::Attribute(Attribute {
            form: Some(Form::Type(codec)),
            ..
        }) => framed(tokens, Place::of_or(codec, field.ident)),
        _ => tokens,
    }
}

/// Statements that write each field into `map`. `place` gives the reference to a field.
pub fn write(
    members: &Members<'_>,
    generics: &Generics,
    private: &Private<'_>,
    place: impl Fn(&Ident) -> TokenStream,
) -> TokenStream {
    // What is left of an item first: should it hold the name of a field, the field wins.
    let rest = members.fields.iter().filter_map(|field| {
        let value = place(field.ident);
        let write = quote!(#private::Rest::write(#value, &mut __map)?;);
        matches!(field.stored, Stored::Rest).then(|| at_form(field, write))
    });
    let fields = members.fields.iter().filter_map(|field| {
        let Stored::Attribute(attribute) = &field.stored else {
            return None;
        };
        let name = &attribute.name;
        let value = place(field.ident);
        let start = match &attribute.form {
            Some(form) => {
                let arguments = quote!(#value, &mut __map, #name);
                let write = call_codec(field, form, private, "write_field", &arguments);
                return Some(quote!(#write?;));
            }
            None => to_write(field.ty, generics, private),
        };
        let method = if attribute.null {
            "write_null"
        } else {
            "write"
        };
        let method = format_ident!("{method}");
        Some(at_form(
            field,
            quote!(#start.#method(#value, &mut __map, #name)?;),
        ))
    });
    quote!(#(#rest)* #(#fields)*)
}

/// How many members a map of these fields has at the most, apart from the rest.
pub fn count(members: &Members<'_>) -> usize {
    attributes(members).count()
        + members.templates.len()
        + members.index_templates.len()
        + usize::from(members.kind.is_some())
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
pub fn read(
    members: &Members<'_>,
    generics: &Generics,
    private: &Private<'_>,
) -> (TokenStream, TokenStream) {
    let slots = members.fields.iter().enumerate();
    let slots: Vec<Ident> = slots.map(|(index, field)| slot(index, field)).collect();
    let own = attributes(members).map(|(_, attribute)| attribute.name.as_str());
    let former =
        attributes(members).flat_map(|(_, attribute)| attribute.aliases.iter().map(String::as_str));
    // Attributes of the key are told by the fields, and the kind is known. They must be known only where unknown ones are
    // not passed over.
    let passes = !members.deny_unknown && !members.fields.iter().any(is_rest);
    let templates = members.templates.iter().chain(&members.index_templates);
    let known = templates.map(|template| template.attribute.as_str());
    let known = known.chain(members.kind.iter().map(|kind| kind.tag.as_str()));
    let known: Vec<&str> = known.filter(|_| !passes).collect();
    let names: Vec<&str> = own.chain(former).chain(known.iter().copied()).collect();
    let stored: Vec<Place1<'_, '_>> = slots
        .iter()
        .zip(&members.fields)
        .filter_map(|(slot, field)| match &field.stored {
            Stored::Attribute(attribute) => Some((slot, field, attribute)),
            _ => None,
        })
        .collect();
    let own = stored
        .iter()
        .map(|place| read_member("read", place, private));
    let former = stored.iter().flat_map(|place| {
        let arm = read_member("read_former", place, private);
        place.2.aliases.iter().map(move |_| arm.clone())
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
        Some((slot, field)) => {
            at_form(field, quote!(#private::Rest::read(&mut #slot, &mut __map)?))
        }
        None if members.deny_unknown => {
            quote!(return #private::Result::Err(#private::MapSource::deny(&mut __map)))
        }
        None => quote!(#private::MapSource::skip(&mut __map)?),
    };
    let empty = stored.iter().map(|(slot, field, attribute)| {
        let empty = match &attribute.form {
            Some(_) => quote!(#private::Slot::any()),
            None => at_form(field, to_read(field.ty, generics, private)),
        };
        quote!(let mut #slot = #empty;)
    });
    let rest = rest.map(|(slot, field)| {
        let ty = field.ty;
        let empty = at_form(field, quote!(#private::Rest::empty()));
        quote!(let mut #slot: #ty = #empty;)
    });
    let statements = quote! {
        #(#empty)*
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
            Stored::Attribute(attribute) => found(&(slot, field, attribute), private),
            Stored::Rest => quote!(#slot),
            Stored::Nowhere(Missing::Expr(expr)) => quote!(#expr),
            Stored::Nowhere(Missing::Never) => quote!(#private::never()),
            Stored::Nowhere(_) => at_form(field, quote!(#private::Default::default())),
        };
        quote!(#ident: #value,)
    });
    (statements, values.collect())
}

/// Where the value of a field is put when it is read.
type Place1<'m, 'a> = (&'m Ident, &'m Field<'a>, &'m Attribute<'a>);

fn read_member(
    method: &str,
    (slot, field, attribute): &Place1<'_, '_>,
    private: &Private<'_>,
) -> TokenStream {
    let name = &attribute.name;
    if let Some(form) = &attribute.form {
        let method = if method == "read" {
            "read_field"
        } else {
            method
        };
        let arguments = quote!(&mut #slot, &mut __map, #name);
        let read = call_codec(field, form, private, method, &arguments);
        return quote!(#read?);
    }
    let method = format_ident!("{method}");
    at_form(field, quote!(#slot.#method(&mut __map, #name)?))
}

/// The value of a field, once the map has been read.
fn found((slot, field, attribute): &Place1<'_, '_>, private: &Private<'_>) -> TokenStream {
    let name = &attribute.name;
    let value = quote!(#slot.found());
    match attribute.missing {
        Missing::Expr(expr) => quote!(#private::Option::unwrap_or_else(#value, || #expr)),
        Missing::Default => quote!(#private::Option::unwrap_or_default(#value)),
        Missing::Own | Missing::Never => match &attribute.form {
            None => at_form(field, quote!(#slot.required(#name)?)),
            Some(form) => {
                let arguments = quote!(#slot, #name);
                let required = call_codec(field, form, private, "required", &arguments);
                quote!(#required?)
            }
        },
    }
}

fn is_rest(field: &Field<'_>) -> bool {
    matches!(field.stored, Stored::Rest)
}

fn slot(index: usize, field: &Field<'_>) -> Ident {
    // What a message may point at is of one origin with what surrounds it, or rustc would point at a part only.
    let origin = match field.stored {
        Stored::Rest => Span::call_site(),
        _ => Span::mixed_site(),
    };
    format_ident!("__slot{index}", span = origin)
}
