//! What can be queried: a struct for the partitions of the table and of each index, and one for what an index holds.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Generics, ext::IdentExt};

use super::{
    Private,
    body::{self, Target},
    derived_name,
    item::{Item, Stored1, of_keys},
    members::stored_type,
    templates,
};
use crate::model::{
    Model,
    item::{Index, IndexKey, Members, Projected, Template},
};

/// A key that is put together, and the constant that says how.
type Templated<'m> = (Ident, &'m Template);

/// One struct of partitions.
pub struct Partitions<'m, 'a> {
    model: &'m Model<'a>,
    ident: Ident,
    doc: String,
    key: Vec<Stored1<'m, 'a>>,
    sort: Vec<Stored1<'m, 'a>>,
    /// How the partition key is put together, if it is, and the constant that says so.
    key_template: Option<Templated<'m>>,
    /// The same of the sort key.
    sort_template: Option<Templated<'m>>,
    /// Whether the fields of the table's key are attributes of it.
    has_plain_key: bool,
    /// None for the table.
    index: Option<&'m Index<'a>>,
    /// What the index holds, where that is not all of an item.
    part: Option<Vec<Stored1<'m, 'a>>>,
}

impl<'m, 'a> Partitions<'m, 'a> {
    /// Those of the table, and of every index.
    pub fn all(model: &'m Model<'a>, item: &Item<'m, 'a>) -> Vec<Self> {
        let table_key = item.keys();
        let partition = item.partition();
        let templated = |index: usize| -> Option<Templated<'m>> {
            let template = item.templates().get(index)?;
            Some((templates::constant(index), template))
        };
        let has_plain_key = item.templates().is_empty();
        let name = model.name.unraw();
        let table = Self {
            model,
            ident: derived_name(model.name, "Partition"),
            doc: format!("A partition of the table of [`{name}`], to be queried."),
            key: partition.clone(),
            sort: item.sort(),
            key_template: templated(0),
            sort_template: templated(1),
            has_plain_key,
            index: None,
            part: None,
        };
        let indexes = model.indexes.iter().map(|index| {
            let fields = |places: &[usize]| -> Vec<Stored1<'m, 'a>> {
                places.iter().filter_map(|at| item.stored(*at)).collect()
            };
            let put_together = |template: Option<Templated<'m>>| {
                let parts = template
                    .as_ref()
                    .map(|(_, template)| item.parts_of(template));
                (parts.unwrap_or_default(), template)
            };
            let of_key = |key: &IndexKey| match key {
                IndexKey::Fields(places) => (fields(places), None),
                IndexKey::OfTable(at) => put_together(templated(*at)),
                IndexKey::Template(at) => {
                    let constant = templates::index_constant(*at);
                    let template = item.index_template(*at);
                    put_together(template.map(|template| (constant, template)))
                }
            };
            let (key, key_template) = if index.local {
                (partition.clone(), templated(0))
            } else {
                of_key(&index.partition)
            };
            let (sort, sort_template) = of_key(&index.sort);
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
                key_template,
                sort_template,
                has_plain_key,
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
            let spec = self.specification(index, private);
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
        let sort = if self.sort_template.is_some() {
            quote!((#private::String, ()))
        } else {
            sort
        };
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
        let to_attribute = if let Some((constant, template)) = &self.key_template {
            let place = |field: &Ident| quote!(&self.#field);
            let write =
                templates::write_one(self.all_members(), constant, template, private, place);
            body::to_map(&target, 1, &write, private)
        } else {
            body::write_struct(&target, &of_keys(&self.key), private)
        };
        let new = self.constructor(vis, generics, private);
        let part = self.part.as_ref().map(|part| {
            let none = Generics::default();
            let part_name = self.part_name();
            let target = Target {
                name: &part_name,
                generics: &none,
            };
            body::read_struct(&target, &of_keys(part), private)
        });
        quote!(#place #partition #consistent #to_attribute #new #part)
    }

    /// The index as data.
    fn specification(&self, index: &Index<'_>, private: &Private<'_>) -> TokenStream {
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
        let put_together = |(constant, _): &Templated<'_>| quote!(&[#private::KeyAttribute::of_template(#constant)]);
        let key = self.key_template.as_ref();
        let key = key.map_or_else(|| keys(&self.key), put_together);
        let sort = self.sort_template.as_ref();
        let sort = sort.map_or_else(|| keys(&self.sort), put_together);
        // The fields of which a key is put together are no keys.
        let kind = self.all_members().kind.as_ref();
        let only_keys = matches!(index.projected, Projected::KeysOnly)
            && self.has_plain_key
            && self.key_template.is_none()
            && self.sort_template.is_none()
            && kind.is_none();
        // By the tag items of other kinds are left out.
        let tag = kind.map(|kind| kind.tag.as_str());
        let names = self.part_names();
        let projection = match names.map(|names| names.into_iter().chain(tag)) {
            None => quote!(All),
            Some(_) if only_keys => quote!(KeysOnly),
            Some(names) => quote!(Include(&[#(#names),*])),
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
            #[allow(dead_code, private_interfaces)]
            impl #impl_generics #ident #type_generics #where_clause {
                /// The partition of these values.
                #[must_use]
                #vis fn new(#(#idents: impl #private::IntoKeyField<#types>),*) -> Self {
                    Self { #(#idents: #private::IntoKeyField::into_key_field(#idents),)* #phantom }
                }
            }
        }
    }
}

const EMPTY: &Members<'static> = &Members::of(Vec::new());
