//! The conversions of a type: `ToAttribute`, `FromAttribute`, and which kind of attribute it is.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{GenericParam, Generics, Lifetime, parse_quote};

use super::{Private, kind, members, templates};
use crate::{
    model::{
        Model,
        item::{Body, Content, Members, NamedVariant, Newtype, Other, Tagged, TaggedVariant},
    },
    place::{Place, stretched},
};

/// What every conversion needs to know of its type.
pub struct Target<'a> {
    pub name: &'a Ident,
    pub generics: &'a Generics,
}

impl<'a> Target<'a> {
    pub fn of(model: &Model<'a>) -> Self {
        Self {
            name: model.name,
            generics: model.generics,
        }
    }
}

pub fn expand(model: &Model<'_>, body: &Body<'_>, private: &Private<'_>) -> TokenStream {
    let target = Target::of(model);
    match body {
        Body::Struct(members) => structure(&target, members, private),
        Body::Newtype(newtype) => self::newtype(&target, newtype, private),
        Body::Names(variants) => names(&target, variants, private),
        Body::Tagged(tagged) => self::tagged(&target, tagged, private),
    }
}

fn structure(target: &Target<'_>, members: &Members<'_>, private: &Private<'_>) -> TokenStream {
    let to = write_struct(target, members, private);
    let from = read_struct(target, members, private);
    quote!(#to #from)
}

/// `ToAttribute` of a struct: a map of its fields.
pub fn write_struct(
    target: &Target<'_>,
    members: &Members<'_>,
    private: &Private<'_>,
) -> TokenStream {
    let count = members::count(members);
    let place = |ident: &Ident| quote!(&self.#ident);
    let write = members::write(members, target.generics, private, place);
    let write_key = templates::write(members, private, place);
    let write_kind = kind::write(members);
    let write = quote!(#write #write_key #write_kind);
    to_map(target, count, &write, private)
}

/// `ToAttribute` of a struct: a map of so many members at the most, which these statements write.
pub fn to_map(
    target: &Target<'_>,
    count: usize,
    write: &TokenStream,
    private: &Private<'_>,
) -> TokenStream {
    to_attribute(
        target,
        private,
        &quote! {
            let mut __map = #private::Sink::map(__sink, #count)?;
            #write
            #private::MapSink::end(__map)
        },
    )
}

/// `FromAttribute` of a struct: from a map of its fields.
pub fn read_struct(
    target: &Target<'_>,
    members: &Members<'_>,
    private: &Private<'_>,
) -> TokenStream {
    let (read, values) = members::read(members, target.generics, private);
    let check_kind = kind::check(members);
    from_attribute(
        target,
        private,
        &quote! {
            let mut __map = #private::Source::map(__source)?;
            #check_kind
            #read
            #private::Result::Ok(Self { #values })
        },
        None,
    )
}

fn newtype(target: &Target<'_>, newtype: &Newtype<'_>, private: &Private<'_>) -> TokenStream {
    let Newtype { field, ty, form } = newtype;
    let place = if let Some(ident) = field {
        quote!(#ident)
    } else {
        quote!(0)
    };
    let stored = members::stored_type(ty, form.as_ref(), private);
    let at_type = |tokens| stretched(tokens, Place::of_or(ty, target.name));
    let (write, absent, source, nothing, read) = if let Some(form) = form {
        let codec = members::codec(form, private);
        (
            quote!(<#codec as #private::Codec<#ty>>::to_attribute(&self.#place, __sink)),
            quote!(<#codec as #private::Codec<#ty>>::is_absent(&self.#place)),
            quote!(<#stored as #private::FromAttribute>::from_attribute(__source)?),
            quote!(<#stored as #private::FromAttribute>::absent()?),
            quote!(#private::Coded::into_inner(__value)),
        )
    } else {
        let writer = members::to_write(ty, target.generics, private);
        let reader = members::to_read(ty, target.generics, private);
        (
            at_type(quote!(#writer.to_attribute(&self.#place, __sink))),
            at_type(quote!(#writer.is_absent(&self.#place))),
            at_type(quote!(#reader.from_attribute(__source)?)),
            at_type(quote!(#reader.absent()?)),
            quote!(__value),
        )
    };
    let to = implementation(
        target,
        &quote!(#private::ToAttribute),
        &quote!(#private::ToAttribute),
        &quote! {
            fn to_attribute<__S: #private::Sink>(&self, __sink: __S) -> #private::Converted<__S::Ok> {
                #write
            }
            fn is_absent(&self) -> #private::bool {
                #absent
            }
        },
        &[],
    );
    let from = from_attribute(
        target,
        private,
        &quote! {
            let __value = #source;
            #private::Result::Ok(Self { #place: #read })
        },
        Some(&quote! {
            fn absent() -> #private::Option<Self> {
                let __value = #nothing;
                #private::Option::Some(Self { #place: #read })
            }
        }),
    );
    let kind = at_type(quote!(#private::Alone<#stored>));
    let kind = implementation(
        target,
        &quote!(#private::Attribute),
        &quote!(#private::Attribute),
        &quote!(type Kind = #kind;),
        &[],
    );
    let transparent = form.is_none().then(|| {
        let transparent = plain(
            target,
            &quote!(#private::Transparent),
            &quote! {
                type Inner = #ty;
                fn inner(&self) -> &#ty {
                    &self.#place
                }
                fn wrap(__value: #ty) -> Self {
                    Self { #place: __value }
                }
            },
        );
        let way = derived(target, "ByField", private);
        quote!(#transparent #way)
    });
    quote!(#to #from #kind #transparent)
}

/// Which way the type can be an element of a set or the key of a map, if it can.
fn derived(target: &Target<'_>, way: &str, private: &Private<'_>) -> TokenStream {
    let way = Ident::new(way, Span::call_site());
    plain(
        target,
        &quote!(#private::Derived),
        &quote!(type Way = #private::#way;),
    )
}

fn names(target: &Target<'_>, variants: &[NamedVariant<'_>], private: &Private<'_>) -> TokenStream {
    let written = variants.iter().map(|variant| {
        let NamedVariant {
            ident, name, other, ..
        } = variant;
        if matches!(other, Some(Other::Holding)) {
            quote!(Self::#ident(__text) => #private::UnknownName::as_name(__text),)
        } else {
            quote!(Self::#ident => #name,)
        }
    });
    let read = variants
        .iter()
        .filter(|variant| variant.other.is_none())
        .map(|variant| {
            let NamedVariant {
                ident,
                name,
                aliases,
                ..
            } = variant;
            quote!(#name #(| #aliases)* => #private::Option::Some(Self::#ident),)
        });
    let other = variants.iter().find_map(|variant| {
        let ident = variant.ident;
        match variant.other? {
            Other::Unit => Some(quote!(_ => #private::Option::Some(Self::#ident),)),
            Other::Holding => Some(
                quote!(__text => #private::Option::Some(Self::#ident(#private::UnknownName::from_name(__text))),),
            ),
        }
    });
    let other = other.unwrap_or_else(|| quote!(_ => #private::Option::None,));
    let known = variants
        .iter()
        .filter(|variant| variant.other.is_none())
        .map(|variant| &variant.name);
    implementation(
        target,
        &quote!(#private::Named),
        &quote!(#private::Named),
        &quote! {
            const NAMES: &'static [&'static #private::str] = &[#(#known),*];
            fn name(&self) -> &#private::str {
                match self {
                    #(#written)*
                }
            }
            fn of_name(__name: &#private::str) -> #private::Option<Self> {
                match __name {
                    #(#read)*
                    #other
                }
            }
        },
        &[],
    )
    .into_iter()
    .chain(named_traits(target, private))
    .collect()
}

/// What follows from the names.
fn named_traits(target: &Target<'_>, private: &Private<'_>) -> TokenStream {
    let to = to_attribute(
        target,
        private,
        &quote!(#private::Sink::string(__sink, #private::Named::name(self))),
    );
    let from = from_attribute(
        target,
        private,
        &quote!(#private::read_name(__source)),
        None,
    );
    let kind = implementation(
        target,
        &quote!(#private::Attribute),
        &quote!(#private::Attribute),
        &quote!(type Kind = #private::kind::Text;),
        &[],
    );
    let way = derived(target, "ByName", private);
    quote!(#to #from #kind #way)
}

fn tagged(target: &Target<'_>, tagged: &Tagged<'_>, private: &Private<'_>) -> TokenStream {
    let Tagged { tag, variants } = tagged;
    let write = variants
        .iter()
        .map(|variant| write_variant(tag, variant, target.generics, private));
    let read = variants
        .iter()
        .filter(|variant| !variant.other)
        .map(|variant| {
            let TaggedVariant { name, aliases, .. } = variant;
            let value = read_variant(variant, target.generics, private);
            quote!(#name #(| #aliases)* => #value,)
        });
    let other = variants
        .iter()
        .find(|variant| variant.other)
        .map(|variant| {
            let value = read_variant(variant, target.generics, private);
            quote!(_ => #value,)
        });
    let known = variants
        .iter()
        .filter(|variant| !variant.other)
        .map(|variant| &variant.name);
    let other = other.unwrap_or_else(|| {
        quote! {
            __kind => #private::Result::Err(#private::unknown_variant(#tag, __kind, &[#(#known),*])),
        }
    });
    let to = to_attribute(target, private, &quote!(match self { #(#write)* }));
    let from = from_attribute(
        target,
        private,
        &quote! {
            let mut __map = #private::Source::map(__source)?;
            let __kind = #private::MapSource::tag(&mut __map, #tag)?;
            match &*__kind {
                #(#read)*
                #other
            }
        },
        None,
    );
    let kind = implementation(
        target,
        &quote!(#private::Attribute),
        &quote!(#private::Attribute),
        &quote!(type Kind = #private::kind::Any;),
        &[],
    );
    quote!(#to #from #kind)
}

fn write_variant(
    tag: &str,
    variant: &TaggedVariant<'_>,
    generics: &Generics,
    private: &Private<'_>,
) -> TokenStream {
    let TaggedVariant {
        ident,
        name,
        content,
        other,
        ..
    } = variant;
    match content {
        Content::Never => quote!(Self::#ident { .. } => #private::never(),),
        Content::Unit => quote! {
            Self::#ident => {
                let mut __map = #private::Sink::map(__sink, 1)?;
                #private::MapSink::field(&mut __map, #tag, #name)?;
                #private::MapSink::end(__map)
            }
        },
        // Holds the whole map, with its own tag.
        Content::Type(_) if *other => quote! {
            Self::#ident(__value) => #private::ToAttribute::to_attribute(__value, __sink),
        },
        Content::Type(ty) => {
            let writer = members::to_write(ty, generics, private);
            let sink = quote!(#private::TaggedSink::new(__sink, #tag, #name));
            let write = quote!(#writer.to_attribute(__value, #sink));
            let write = stretched(write, Place::of_or(ty, *ident));
            quote!(Self::#ident(__value) => #write,)
        }
        Content::Members(members) => {
            let idents = members.fields.iter().map(|field| field.ident);
            let bound = members.fields.iter().map(|field| bound(field.ident));
            let count = members::count(members) + 1;
            let write = members::write(members, generics, private, |ident| {
                let bound = self::bound(ident);
                quote!(#bound)
            });
            quote! {
                Self::#ident { #(#idents: #bound),* } => {
                    let mut __map = #private::Sink::map(__sink, #count)?;
                    #private::MapSink::field(&mut __map, #tag, #name)?;
                    #write
                    #private::MapSink::end(__map)
                }
            }
        }
    }
}

/// A name that no constant of the user's has.
fn bound(ident: &Ident) -> Ident {
    format_ident!("__{ident}", span = Span::mixed_site())
}

fn read_variant(
    variant: &TaggedVariant<'_>,
    generics: &Generics,
    private: &Private<'_>,
) -> TokenStream {
    let ident = variant.ident;
    match &variant.content {
        Content::Never => quote!(#private::never()),
        Content::Unit => quote!(#private::Result::Ok(Self::#ident)),
        Content::Type(ty) => {
            let reader = members::to_read(ty, generics, private);
            let read = quote!(#reader.from_attribute(#private::Opened::new(__map)));
            let read = stretched(read, Place::of_or(ty, ident));
            quote!(#private::Result::map(#read, Self::#ident))
        }
        Content::Members(members) => {
            let (read, values) = members::read(members, generics, private);
            quote! {{
                #read
                #private::Result::Ok(Self::#ident { #values })
            }}
        }
    }
}

pub fn to_attribute(target: &Target<'_>, private: &Private<'_>, body: &TokenStream) -> TokenStream {
    implementation(
        target,
        &quote!(#private::ToAttribute),
        &quote!(#private::ToAttribute),
        &quote! {
            fn to_attribute<__S: #private::Sink>(&self, __sink: __S) -> #private::Converted<__S::Ok> {
                #body
            }
        },
        &[],
    )
}

pub fn from_attribute(
    target: &Target<'_>,
    private: &Private<'_>,
    body: &TokenStream,
    further: Option<&TokenStream>,
) -> TokenStream {
    // A type that borrows is read from what it borrows from; any other from anything.
    let borrowed = target
        .generics
        .lifetimes()
        .next()
        .map(|parameter| parameter.lifetime.clone());
    let lifetime = borrowed
        .clone()
        .unwrap_or_else(|| Lifetime::new("'__a", Span::call_site()));
    let added: &[GenericParam] = if borrowed.is_some() {
        &[]
    } else {
        &[parse_quote!(#lifetime)]
    };
    implementation(
        target,
        &quote!(#private::FromAttribute<#lifetime>),
        &quote!(#private::FromAttribute<#lifetime>),
        &quote! {
            fn from_attribute<__S: #private::Source<#lifetime>>(__source: __S) -> #private::Converted<Self> {
                #body
            }
            #further
        },
        added,
    )
}

/// An implementation for the type, whatever its parameters are.
fn plain(target: &Target<'_>, of: &TokenStream, content: &TokenStream) -> TokenStream {
    let Target { name, generics } = target;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #of for #name #type_generics #where_clause {
            #content
        }
    }
}

/// An implementation for the type, whose parameters have these bounds.
pub fn implementation(
    target: &Target<'_>,
    of: &TokenStream,
    bounds: &TokenStream,
    content: &TokenStream,
    added: &[GenericParam],
) -> TokenStream {
    let name = target.name;
    let (_, type_generics, _) = target.generics.split_for_impl();
    if target.generics.params.is_empty() && added.is_empty() {
        return quote! {
            #[automatically_derived]
            impl #of for #name {
                #content
            }
        };
    }
    let mut generics = target.generics.clone();
    let parameters: Vec<Ident> = generics
        .type_params()
        .map(|parameter| parameter.ident.clone())
        .collect();
    if !parameters.is_empty() {
        let clause = generics.make_where_clause();
        for parameter in parameters {
            clause.predicates.push(parse_quote!(#parameter: #bounds));
        }
    }
    for parameter in added {
        // Lifetimes stand before types.
        match parameter {
            GenericParam::Lifetime(_) => generics.params.insert(0, parameter.clone()),
            _ => generics.params.push(parameter.clone()),
        }
    }
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #of for #name #type_generics #where_clause {
            #content
        }
    }
}
