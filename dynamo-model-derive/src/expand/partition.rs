//! What can be queried: a struct for the partitions of the table and of each index, and one for what an index holds.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Generics, ext::IdentExt};

use super::{
    Private,
    body::{self, Target},
    derived_name,
    item::{Item, Stored1, of_key},
    members::stored_type,
};
use crate::model::{
    Model,
    item::{Index, Members, Projected},
};

/// One struct of partitions.
pub struct Partitions<'m, 'a> {
    model: &'m Model<'a>,
    ident: Ident,
    doc: String,
    key: Vec<Stored1<'m, 'a>>,
    sort: Vec<Stored1<'m, 'a>>,
    /// None for the table.
    index: Option<&'m Index<'a>>,
    /// What the index holds, where that is not all of an item.
    part: Option<Vec<Stored1<'m, 'a>>>,
}

impl<'m, 'a> Partitions<'m, 'a> {
    /// Those of the table, and of every index.
    pub fn all(model: &'m Model<'a>, item: &Item<'m, 'a>) -> Vec<Self> {
        let table_key = item.keys();
        let (partition, sort) = table_key.split_at(1.min(table_key.len()));
        let name = model.name.unraw();
        let table = Self {
            model,
            ident: derived_name(model.name, "Partition"),
            doc: format!("A partition of the table of [`{name}`], to be queried."),
            key: partition.to_vec(),
            sort: sort.to_vec(),
            index: None,
            part: None,
        };
        let indexes = model.indexes.iter().map(|index| {
            let fields = |places: &[usize]| -> Vec<Stored1<'m, 'a>> {
                places.iter().filter_map(|at| item.stored(*at)).collect()
            };
            let key = if index.local {
                partition.to_vec()
            } else {
                fields(&index.partition)
            };
            let sort = fields(&index.sort);
            let included = match &index.projected {
                Projected::All => None,
                Projected::KeysOnly => Some(Vec::new()),
                Projected::Include(places) => Some(fields(places)),
            };
            let part = included.map(|included| {
                let mut part: Vec<Stored1<'m, 'a>> = Vec::new();
                for field in table_key.iter().chain(&key).chain(&sort).chain(&included) {
                    if !part.iter().any(|(known, _)| known.ident == field.0.ident) {
                        part.push(*field);
                    }
                }
                part
            });
            Self {
                model,
                ident: index.ident.clone(),
                doc: format!(
                    "A partition of the index `{}` of [`{name}`], to be queried.",
                    index.name
                ),
                key,
                sort,
                index: Some(index),
                part,
            }
        });
        std::iter::once(table).chain(indexes).collect()
    }

    /// The structs that users name.
    pub fn structs(&self) -> TokenStream {
        let Model {
            vis,
            generics,
            name,
            ..
        } = self.model;
        let Self {
            ident, doc, key, ..
        } = self;
        let idents = key.iter().map(|(field, _)| field.ident);
        let types = key.iter().map(|(field, _)| field.ty);
        let docs = key.iter().map(|_| "A part of the partition key.");
        let (derive, phantom) = if generics.params.is_empty() {
            let derive = quote! {
                #[::core::prelude::v1::derive(
                    ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq
                )]
            };
            (Some(derive), None)
        } else {
            let (_, type_generics, _) = generics.split_for_impl();
            let phantom = quote!(__of: ::core::marker::PhantomData<fn() -> #name #type_generics>,);
            (None, Some(phantom))
        };
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let part = self.part_struct();
        quote! {
            #[doc = #doc]
            #derive
            #[allow(dead_code, private_interfaces, clippy::derive_partial_eq_without_eq)]
            #vis struct #ident #impl_generics #where_clause {
                #(
                    #[doc = #docs]
                    #vis #idents: #types,
                )*
                #phantom
            }
            #part
        }
    }

    fn part_name(&self) -> Ident {
        derived_name(&self.ident, "Item")
    }

    fn part_struct(&self) -> Option<TokenStream> {
        let part = self.part.as_ref()?;
        let vis = self.model.vis;
        let name = self.part_name();
        let doc = format!("What the index of [`{}`] holds of an item.", self.ident);
        let idents = part.iter().map(|(field, _)| field.ident);
        let types = part.iter().map(|(field, _)| field.ty);
        let docs = part
            .iter()
            .map(|(field, _)| format!("[`{}::{}`].", self.model.name.unraw(), field.ident.unraw()));
        Some(quote! {
            #[doc = #doc]
            #[::core::prelude::v1::derive(
                ::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq
            )]
            #[allow(dead_code, private_interfaces, clippy::derive_partial_eq_without_eq)]
            #vis struct #name {
                #(
                    #[doc = #docs]
                    #vis #idents: #types,
                )*
            }
        })
    }

    /// What the block of implementations holds.
    pub fn implementations(&self, private: &Private<'_>) -> TokenStream {
        let Model {
            name,
            vis,
            generics,
            ..
        } = self.model;
        let ident = &self.ident;
        let (_, type_generics, _) = generics.split_for_impl();
        let target = Target {
            name: ident,
            generics,
        };
        let bounds =
            quote!(#private::ToAttribute + #private::FromAttributeOwned + #private::Send + 'static);
        let model = quote!(#name #type_generics);
        let item = if self.part.is_some() {
            let part = self.part_name();
            quote!(#part)
        } else {
            model.clone()
        };
        let index = if let Some(index) = self.index {
            let spec = specification(index, &self.key, &self.sort, self.part_names(), private);
            quote!(#private::Option::Some(&#spec))
        } else {
            quote!(#private::Option::None)
        };
        let shaped = super::fields::with_shapes(generics, self.all_members(), private);
        let shaped = Target {
            name: ident,
            generics: &shaped,
        };
        let place = body::implementation(
            &shaped,
            &quote!(#private::Place),
            &bounds,
            &quote! {
                type Model = #model;
                type Item = #item;
                const INDEX: #private::Option<&'static #private::IndexSpec> = #index;
            },
            &[],
        );
        let sort = self
            .sort
            .iter()
            .rev()
            .fold(quote!(()), |rest, (field, attribute)| {
                let ty = stored_type(field.ty, attribute.form.as_ref(), private);
                quote!((#ty, #rest))
            });
        let partition = body::implementation(
            &shaped,
            &quote!(#private::Partition),
            &bounds,
            &quote!(type Sort = #sort;),
            &[],
        );
        let consistent = self.index.is_none_or(|index| index.local).then(|| {
            body::implementation(
                &shaped,
                &quote!(#private::ConsistentRead),
                &bounds,
                &TokenStream::new(),
                &[],
            )
        });
        let members = Members {
            fields: self.key.iter().map(of_key).collect(),
            deny_unknown: false,
        };
        let to_attribute = body::write_struct(&target, &members, private);
        let new = self.constructor(vis, generics, private);
        let part = self.part.as_ref().map(|part| {
            let none = Generics::default();
            let part_name = self.part_name();
            let members = Members {
                fields: part.iter().map(of_key).collect(),
                deny_unknown: false,
            };
            let target = Target {
                name: &part_name,
                generics: &none,
            };
            body::read_struct(&target, &members, private)
        });
        quote!(#place #partition #consistent #to_attribute #new #part)
    }

    fn all_members(&self) -> &'m Members<'a> {
        match &self.model.body {
            Some(crate::model::item::Body::Struct(members)) => members,
            // A model with partitions is a struct of members.
            _ => EMPTY,
        }
    }

    fn part_names(&self) -> Option<Vec<&str>> {
        let part = self.part.as_ref()?;
        Some(
            part.iter()
                .map(|(_, attribute)| attribute.name.as_str())
                .collect(),
        )
    }

    fn constructor(
        &self,
        vis: &syn::Visibility,
        generics: &Generics,
        private: &Private<'_>,
    ) -> TokenStream {
        let ident = &self.ident;
        let idents: Vec<_> = self.key.iter().map(|(field, _)| field.ident).collect();
        let types = self.key.iter().map(|(field, _)| field.ty);
        let phantom = (!generics.params.is_empty()).then(|| quote!(__of: #private::PhantomData,));
        let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
        quote! {
            #[automatically_derived]
            #[allow(private_interfaces)]
            impl #impl_generics #ident #type_generics #where_clause {
                /// The partition of these values.
                #[must_use]
                #vis fn new(#(#idents: impl #private::Into<#types>),*) -> Self {
                    Self { #(#idents: #private::Into::into(#idents),)* #phantom }
                }
            }
        }
    }
}

const EMPTY: &Members<'static> = &Members {
    fields: Vec::new(),
    deny_unknown: false,
};

/// The index as data.
fn specification(
    index: &Index<'_>,
    key: &[Stored1<'_, '_>],
    sort: &[Stored1<'_, '_>],
    part: Option<Vec<&str>>,
    private: &Private<'_>,
) -> TokenStream {
    let name = &index.name;
    let scope = format_ident!("{}", if index.local { "Local" } else { "Global" });
    let keys = |fields: &[Stored1<'_, '_>]| {
        let keys = fields.iter().map(|(field, attribute)| {
            let ty = stored_type(field.ty, attribute.form.as_ref(), private);
            let name = &attribute.name;
            quote!(#private::KeyAttribute::of::<#ty>(#name))
        });
        quote!(&[#(#keys),*])
    };
    let (key, sort) = (keys(key), keys(sort));
    let projection = match (&index.projected, part) {
        (Projected::All, _) | (_, None) => quote!(All),
        (Projected::KeysOnly, _) => quote!(KeysOnly),
        (Projected::Include(_), Some(names)) => quote!(Include(&[#(#names),*])),
    };
    quote! {
        #private::IndexSpec::new(
            #name,
            #private::IndexScope::#scope,
            #key,
            #sort,
            #private::IndexProjection::#projection,
        )
    }
}
