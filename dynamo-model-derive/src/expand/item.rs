//! What makes a model's values items: their key, and what is managed in them.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::{
    Private,
    body::{Target, implementation},
    derived_name, fields, kind,
    members::{self, at_form, stored_type},
    templates, type_name,
};
use crate::model::{
    Model,
    item::{Attribute, Field, Form, Members, Missing, Role, Stored, Template},
};

/// A field with what is known of its attribute.
pub type Stored1<'m, 'a> = (&'m Field<'a>, &'m Attribute<'a>);

/// A model whose values are items.
pub struct Item<'m, 'a> {
    model: &'m Model<'a>,
    members: &'m Members<'a>,
    /// The partition key, and the sort key if there is one; or the fields of which the key is put together.
    keys: Vec<Stored1<'m, 'a>>,
}

impl<'m, 'a> Item<'m, 'a> {
    /// None without a partition key.
    pub fn of(model: &'m Model<'a>, members: &'m Members<'a>) -> Option<Self> {
        if !members.templates.is_empty() {
            let keys = parts(members, &members.templates);
            return Some(Self {
                model,
                members,
                keys,
            });
        }
        let partition = with_role(members, Role::PartitionKey)?;
        let sort = with_role(members, Role::SortKey);
        Some(Self {
            model,
            members,
            keys: std::iter::once(partition).chain(sort).collect(),
        })
    }

    /// The partition key, and the sort key if there is one; or the fields of which the key is put together.
    pub fn keys(&self) -> &[Stored1<'m, 'a>] {
        &self.keys
    }

    /// The attributes of the key that are put together.
    pub fn templates(&self) -> &'m [Template] {
        &self.members.templates
    }

    /// One of the keys of indexes that are put together.
    pub fn index_template(&self, at: usize) -> Option<&'m Template> {
        self.members.index_templates.get(at)
    }

    /// The fields of which a key is put together.
    pub fn parts_of(&self, template: &'m Template) -> Vec<Stored1<'m, 'a>> {
        parts(self.members, std::slice::from_ref(template))
    }

    /// The partition key; or the fields of which it is put together.
    pub fn partition(&self) -> Vec<Stored1<'m, 'a>> {
        match self.templates() {
            [] => self.keys.iter().take(1).copied().collect(),
            [partition, ..] => parts(self.members, std::slice::from_ref(partition)),
        }
    }

    /// The sort key, if there is one and it is a field.
    pub fn sort(&self) -> Vec<Stored1<'m, 'a>> {
        let fields = self.keys.iter().filter(|_| self.templates().is_empty());
        fields.skip(1).copied().collect()
    }

    /// The field at a place among the members, if it is an attribute.
    pub fn stored(&self, at: usize) -> Option<Stored1<'m, 'a>> {
        let field = self.members.fields.get(at)?;
        match &field.stored {
            Stored::Attribute(attribute) => Some((field, attribute)),
            _ => None,
        }
    }

    /// What the block of implementations holds.
    pub fn implementations(&self, private: &Private<'_>) -> TokenStream {
        let key = key_name(self.model.name);
        let specification = specification(self.members, &self.keys, private);
        let idents = self.keys.iter().map(|(field, _)| field.ident);
        let managed = managed(self.members, private);
        let read_key = self.read_key(private);
        let partition = derived_name(self.model.name, "Partition");
        let (_, type_generics, _) = self.model.generics.split_for_impl();
        let indexes = self.model.indexes.iter().map(|index| {
            let ident = index.ident;
            // Known to be there: it is an index.
            quote!(*#private::index_of::<#ident #type_generics>())
        });
        let (indexes, listed) = if self.model.indexes.is_empty() {
            (None, None)
        } else {
            (
                Some(quote!(const INDEXES: &'static [#private::IndexSpec] = &[#(#indexes),*];)),
                Some(quote!(.indexes(Self::INDEXES))),
            )
        };
        let parts = self.key_parts(private);
        let renewed = renewed(self.members, private);
        // An item's attributes can be named in expressions, so what that needs holds here, too.
        let generics = fields::with_shapes(self.model.generics, self.members, private);
        let target = Target {
            name: self.model.name,
            generics: &generics,
        };
        let item = implementation(
            &target,
            &quote!(#private::DynamoItem),
            &quote!(#private::ToAttribute + #private::FromAttributeOwned + #private::Send + 'static),
            &quote! {
                type Key = #key;
                type Partition = #partition #type_generics;
                #indexes
                const ITEM: &'static #private::ItemSpec = &#specification #listed;
                fn key(&self) -> #key {
                    #key { #(#idents: #private::Clone::clone(&self.#idents),)* }
                }
                #parts
                #renewed
                #read_key
                #managed
            },
            &[],
        );
        let of_key = self.key_implementations(private);
        quote!(#item #of_key)
    }

    /// The struct that users name.
    pub fn key_struct(&self) -> TokenStream {
        let Model { name, vis, .. } = self.model;
        let key = key_name(name);
        let idents = self.keys.iter().map(|(field, _)| field.ident);
        let types = self.keys.iter().map(|(field, _)| field.ty);
        let doc = format!("The primary key of [`{}`].", name.unraw());
        let docs: Vec<&str> = if self.members.templates.is_empty() {
            vec!["The partition key.", "The sort key."]
        } else {
            vec!["A part of the key."; self.keys.len()]
        };
        quote! {
            #[doc = #doc]
            #[::core::prelude::v1::derive(
                ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq
            )]
            #[allow(dead_code, private_interfaces, clippy::derive_partial_eq_without_eq)]
            #vis struct #key {
                #(
                    #[doc = #docs]
                    #vis #idents: #types,
                )*
            }
        }
    }

    /// How the fields of which the key is put together are written into an item that has nothing but its key.
    fn key_parts(&self, private: &Private<'_>) -> Option<TokenStream> {
        if self.members.templates.is_empty() || self.keys.is_empty() {
            return None;
        }
        let count = self.keys.len();
        let write = members::write(
            &of_keys(&self.keys),
            self.model.generics,
            private,
            |ident| quote!(&__key.#ident),
        );
        Some(quote! {
            fn key_parts<__S: #private::Sink>(
                __key: &Self::Key,
                __sink: __S,
            ) -> #private::Converted<__S::Ok> {
                let mut __map = #private::Sink::map(__sink, #count)?;
                #write
                #private::MapSink::end(__map)
            }
        })
    }

    /// How the key is read from its attributes alone.
    fn read_key(&self, private: &Private<'_>) -> TokenStream {
        let key = key_name(self.model.name);
        let read = if self.members.templates.is_empty() {
            self.read_fields(private)
        } else {
            let (read, values) = templates::read(self.members, private);
            let fields = values.iter().map(|(field, value)| quote!(#field: #value));
            quote!(#read #private::Result::Ok(#key { #(#fields),* }))
        };
        quote! {
            fn read_key<'__a, __S: #private::Source<'__a>>(__keys: __S) -> #private::Converted<#key> {
                #read
            }
        }
    }

    fn read_fields(&self, private: &Private<'_>) -> TokenStream {
        let key = key_name(self.model.name);
        let method = format_ident!("read_key_of_{}", self.keys.len());
        let slots = self.keys.iter().map(|(field, attribute)| {
            let slot = if attribute.form.is_some() {
                let ty = stored_type(field.ty, attribute.form.as_ref(), private);
                quote!(#private::Slot::<#ty, _>::any())
            } else {
                members::to_read(field.ty, self.model.generics, private)
            };
            at_form(field, slot)
        });
        let fields = self
            .keys
            .iter()
            .enumerate()
            .map(|(at, (field, attribute))| {
                let (ident, at) = (field.ident, syn::Index::from(at));
                let form = attribute.form.as_ref();
                let inner = form.map(|_| quote!(.into_inner()));
                quote!(#ident: __key.#at #inner)
            });
        quote! {
            #private::#method(__keys, Self::ITEM, #(#slots),*).map(|__key| #key { #(#fields),* })
        }
    }

    fn key_implementations(&self, private: &Private<'_>) -> TokenStream {
        let Model {
            name,
            vis,
            generics,
            ..
        } = self.model;
        let key = key_name(name);
        let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
        let idents: Vec<_> = self.keys.iter().map(|(field, _)| field.ident).collect();
        let types: Vec<_> = self.keys.iter().map(|(field, _)| field.ty).collect();
        let place = |ident: &Ident| quote!(&self.#ident);
        let templates = self.members.templates.len();
        let (count, write) = if templates == 0 {
            let key = of_keys(&self.keys);
            let write = members::write(&key, generics, private, place);
            (self.keys.len(), write)
        } else {
            (
                templates,
                templates::write_key(self.members, private, place),
            )
        };
        // There may be any number of parts.
        let allow = (templates > 0)
            .then(|| quote!(#[allow(clippy::new_without_default, clippy::too_many_arguments)]));
        let parts = self.keys.len();
        let parameters: Vec<Ident> = (0..parts).map(|n| format_ident!("__P{n}")).collect();
        let tuple = (parts > 1).then(|| {
            quote! {
                #[automatically_derived]
                impl<#(#parameters: #private::IntoKeyField<#types>),*> #private::From<(#(#parameters,)*)> for #key {
                    fn from((#(#idents,)*): (#(#parameters,)*)) -> Self {
                        Self::new(#(#idents),*)
                    }
                }
            }
        });
        quote! {
            #[automatically_derived]
            #[allow(dead_code, private_interfaces)]
            #allow
            impl #key {
                /// A key of these parts.
                #[must_use]
                #vis fn new(#(#idents: impl #private::IntoKeyField<#types>),*) -> Self {
                    Self { #(#idents: #private::IntoKeyField::into_key_field(#idents)),* }
                }
            }
            #[automatically_derived]
            impl #private::ToAttribute for #key {
                fn to_attribute<__S: #private::Sink>(&self, __sink: __S) -> #private::Converted<__S::Ok> {
                    let mut __map = #private::Sink::map(__sink, #count)?;
                    #write
                    #private::MapSink::end(__map)
                }
            }
            #tuple
            #[automatically_derived]
            impl #impl_generics #private::From<&#name #type_generics> for #key #where_clause {
                fn from(__item: &#name #type_generics) -> Self {
                    Self { #(#idents: #private::Clone::clone(&__item.#idents)),* }
                }
            }
        }
    }
}

/// The fields of which a key is put together, each once, in the order in which they stand there.
fn parts<'m, 'a>(members: &'m Members<'a>, of: &'m [Template]) -> Vec<Stored1<'m, 'a>> {
    let mut parts: Vec<Stored1<'m, 'a>> = Vec::new();
    for field in of
        .iter()
        .flat_map(|template| templates::parts(members, template))
    {
        let known = parts.iter().any(|(known, _)| known.ident == field.ident);
        if let (Stored::Attribute(attribute), false) = (&field.stored, known) {
            parts.push((field, attribute));
        }
    }
    parts
}

/// `OrderKey` for `Order`.
fn key_name(model: &Ident) -> Ident {
    derived_name(model, "Key")
}

fn with_role<'m, 'a>(members: &'m Members<'a>, role: Role) -> Option<Stored1<'m, 'a>> {
    members.fields.iter().find_map(|field| match &field.stored {
        Stored::Attribute(attribute) if attribute.role == role => Some((field, attribute)),
        _ => None,
    })
}

fn specification(
    members: &Members<'_>,
    keys: &[Stored1<'_, '_>],
    private: &Private<'_>,
) -> TokenStream {
    let templates = (0..members.templates.len()).map(|index| {
        let template = templates::constant(index);
        if index == 0 {
            quote!(#private::ItemSpec::of_template(#template))
        } else {
            quote!(.sort_template(#template))
        }
    });
    let keys = keys.iter().filter(|_| members.templates.is_empty());
    let keys = keys.enumerate().map(|(index, (field, attribute))| {
        let ty = stored_type(field.ty, attribute.form.as_ref(), private);
        let name = &attribute.name;
        let method = if index == 0 {
            quote!(#private::ItemSpec::new)
        } else {
            quote!(.sort_key)
        };
        quote!(#method::<#ty>(#name))
    });
    let others = [
        (Role::Version, "version"),
        (Role::Ttl, "ttl"),
        (Role::CreatedAt, "created_at"),
        (Role::UpdatedAt, "updated_at"),
    ];
    let others = others.into_iter().filter_map(|(role, method)| {
        let (field, attribute) = with_role(members, role)?;
        let method = format_ident!("{method}");
        let name = &attribute.name;
        let ty = field.ty;
        Some(match &attribute.form {
            Some(form) if role != Role::Ttl => {
                let codec = members::codec(form, private);
                let method = format_ident!("{method}_as");
                quote!(.#method::<#codec, #ty>(#name))
            }
            _ if role == Role::Ttl => quote!(.#method(#name)),
            _ => quote!(.#method::<#ty>(#name)),
        })
    });
    let kind = members.kind.as_ref().map(|_| {
        let kind = kind::constant();
        quote!(.of_kind(#kind))
    });
    let indexed = indexed(members, private);
    quote!(#(#templates)* #(#keys)* #(#others)* #kind #indexed)
}

/// The fields of which keys of indexes are put together.
fn indexed(members: &Members<'_>, private: &Private<'_>) -> Option<TokenStream> {
    let parts = parts(members, &members.index_templates);
    let parts = parts.iter().map(|(field, attribute)| {
        let ty = templates::part_type(field);
        let (name, attribute) = (type_name(field.ident), &attribute.name);
        quote!(#private::IndexedPart::new(#name, #attribute, &#private::part::<#ty>()))
    });
    let is_any = !members.index_templates.is_empty();
    is_any.then(|| quote!(.indexed(&[#(#parts),*])))
}

/// How the item in hand becomes what is stored, where it has fields that are stored nowhere.
fn renewed(members: &Members<'_>, private: &Private<'_>) -> Option<TokenStream> {
    let fields = members.fields.iter();
    let kept: Vec<_> = fields
        .filter(|field| matches!(field.stored, Stored::Nowhere(_)))
        .map(|field| field.ident)
        .collect();
    if kept.is_empty() {
        return None;
    }
    Some(quote! {
        fn renew(&mut self, mut __stored: Self) {
            #(#private::swap(&mut self.#kept, &mut __stored.#kept);)*
            *self = __stored;
        }
    })
}

/// The version in hand, and how the item in hand learns what was stored.
fn managed(members: &Members<'_>, private: &Private<'_>) -> Option<TokenStream> {
    let version = with_role(members, Role::Version).map(|(field, _)| {
        let ident = field.ident;
        let number = at_form(field, quote!(#private::VersionNumber::to_u64(self.#ident)));
        quote! {
            fn version(&self) -> #private::Option<#private::u64> {
                #private::Option::Some(#number)
            }
        }
    });
    let adopted: Vec<Stored1<'_, '_>> = [Role::Version, Role::CreatedAt, Role::UpdatedAt]
        .into_iter()
        .filter_map(|role| with_role(members, role))
        .collect();
    if adopted.is_empty() {
        return None;
    }
    let names = adopted.iter().map(|(_, attribute)| &attribute.name);
    let arms = adopted.iter().enumerate().map(|(index, (field, attribute))| {
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        let (ident, ty) = (field.ident, field.ty);
        let value = if let Some(form) = &attribute.form {
            let stored = stored_type(ty, Some(form), private);
            quote!(#private::Coded::into_inner(#private::MapSource::value::<#stored>(&mut __map)?))
        } else {
            quote!(#private::MapSource::value(&mut __map)?)
        };
        quote!(#index => self.#ident = #value,)
    });
    Some(quote! {
        #version
        fn adopt<'__a, __S: #private::Source<'__a>>(&mut self, __managed: __S) -> #private::Converted<()> {
            let mut __map = #private::Source::map(__managed)?;
            while let #private::Option::Some(__index) = #private::MapSource::next_field(&mut __map, &[#(#names),*])? {
                match __index {
                    #(#arms)*
                    _ => #private::MapSource::skip(&mut __map)?,
                }
            }
            #private::Result::Ok(())
        }
    })
}

/// These fields alone, as attributes of a key.
pub fn of_keys<'m>(fields: &[Stored1<'m, '_>]) -> Members<'m> {
    Members::of(fields.iter().map(of_key).collect())
}

/// The same field, of the key.
fn of_key<'m>((field, attribute): &Stored1<'m, '_>) -> Field<'m> {
    Field {
        ident: field.ident,
        ty: field.ty,
        vis: field.vis,
        stored: Stored::Attribute(Attribute {
            name: attribute.name.clone(),
            aliases: Vec::new(),
            form: attribute.form.as_ref().map(|form| match form {
                Form::Known(name) => Form::Known(name),
                Form::Type(ty) => Form::Type(ty),
            }),
            missing: Missing::Own,
            null: false,
            role: attribute.role,
        }),
    }
}
