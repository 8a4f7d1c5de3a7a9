//! The templates of a key: as constants, and the statements that write the attributes of the key.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

use super::Private;
use crate::{
    generics::inside_option,
    model::item::{Field, Members, Piece, Template},
};

/// The constants, which hold for the whole block.
pub fn declare(members: &Members<'_>, private: &Private<'_>) -> TokenStream {
    let constants = all(members).map(|(name, template)| {
        let attribute = &template.attribute;
        let pieces = template.pieces.iter().filter_map(|piece| match piece {
            Piece::Literal(text) => Some(quote!(#private::KeyPiece::Literal(#text))),
            Piece::Part { field, width } => {
                let field = members.fields.get(*field)?;
                let ty = part_type(field);
                let name = super::type_name(field.ident);
                let width = proc_macro2::Literal::usize_unsuffixed(*width);
                Some(quote!(#private::part::<#ty>().piece(#name, #width)))
            }
        });
        quote! {
            const #name: #private::KeyTemplate = #private::KeyTemplate::new(#attribute, &[#(#pieces),*]);
        }
    });
    constants.collect()
}

/// All templates with their constants.
fn all<'m>(members: &'m Members<'_>) -> impl Iterator<Item = (Ident, &'m Template)> {
    let of_table = members.templates.iter().enumerate();
    let of_table = of_table.map(|(index, template)| (constant(index), template));
    let of_indexes = members.index_templates.iter().enumerate();
    let of_indexes = of_indexes.map(|(index, template)| (index_constant(index), template));
    of_table.chain(of_indexes)
}

/// The constant of the partition key or of the sort key.
pub fn constant(index: usize) -> Ident {
    let name = if index == 0 {
        "__PARTITION_KEY"
    } else {
        "__SORT_KEY"
    };
    Ident::new(name, Span::call_site())
}

/// The constant of a key of indexes.
pub fn index_constant(index: usize) -> Ident {
    format_ident!("__INDEX_KEY_{index}", span = Span::call_site())
}

/// Statements that write each attribute of an item into `map`. `place` gives the reference to a field.
pub fn write(
    members: &Members<'_>,
    private: &Private<'_>,
    place: impl Fn(&Ident) -> TokenStream,
) -> TokenStream {
    all(members)
        .map(|(name, template)| write_one(members, &name, template, private, &place))
        .collect()
}

/// The statements that write the key of the table alone.
pub fn write_key(
    members: &Members<'_>,
    private: &Private<'_>,
    place: impl Fn(&Ident) -> TokenStream,
) -> TokenStream {
    let templates = members.templates.iter().enumerate();
    templates
        .map(|(index, template)| write_one(members, &constant(index), template, private, &place))
        .collect()
}

/// The statement for one of them.
pub fn write_one(
    members: &Members<'_>,
    name: &Ident,
    template: &Template,
    private: &Private<'_>,
    place: impl Fn(&Ident) -> TokenStream,
) -> TokenStream {
    let parts = parts(members, template).map(|field| {
        let (value, ty) = (place(field.ident), part_type(field));
        let method = if is_optional(field) {
            quote!(optional)
        } else {
            quote!(part)
        };
        quote!(.#method(&#private::part::<#ty>(), #value)?)
    });
    quote!(#private::KeyWriter::new(#name)#(#parts)*.end(&mut __map)?;)
}

/// The type of a part: an item without it has no such key.
pub fn part_type<'f>(field: &Field<'f>) -> &'f Type {
    inside_option(field.ty).unwrap_or(field.ty)
}

fn is_optional(field: &Field<'_>) -> bool {
    inside_option(field.ty).is_some()
}

/// Statements that read each attribute from `__keys`, and the name of each field's value. A field that stands twice must
/// have one value.
pub fn read<'m>(
    members: &'m Members<'_>,
    private: &Private<'_>,
) -> (TokenStream, Vec<(&'m Ident, Ident)>) {
    let templates = &members.templates;
    let constants = (0..templates.len()).map(constant);
    let readers: Vec<Ident> = (0..templates.len())
        .map(|n| format_ident!("__reader{n}"))
        .collect();
    let mut values: Vec<(&Ident, Ident)> = Vec::new();
    let mut reads = TokenStream::new();
    for (template, reader) in templates.iter().zip(&readers) {
        for Field { ident, ty, .. } in parts(members, template) {
            let part = quote!(&#private::part::<#ty>());
            if let Some((_, value)) = values.iter().find(|(known, _)| known == ident) {
                reads.extend(quote!(#private::KeyReader::again(&mut #reader, #part, &#value)?;));
                continue;
            }
            let value = format_ident!("__value{}", values.len());
            reads.extend(quote!(let #value = #private::KeyReader::part(&mut #reader, #part)?;));
            values.push((*ident, value));
        }
        reads.extend(quote!(#reader.end()?;));
    }
    // Nothing but literal text is only compared.
    let bindings = templates.iter().zip(&readers).map(|(template, reader)| {
        let changes = parts(members, template).next().map(|_| quote!(mut));
        quote!(#changes #reader)
    });
    let statements = quote! {
        let [#(#bindings),*] = #private::KeyReader::read(__keys, [#(#constants),*])?;
        #reads
    };
    (statements, values)
}

/// The fields of a template, as often as they stand there.
pub fn parts<'m, 'a>(
    members: &'m Members<'a>,
    template: &'m Template,
) -> impl Iterator<Item = &'m Field<'a>> {
    template.pieces.iter().filter_map(|piece| match piece {
        Piece::Part { field, .. } => members.fields.get(*field),
        Piece::Literal(_) => None,
    })
}
