//! A rule that the compiler checks: `const _: () = assert("session_name", rules::session_name::check(NAME));`

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::{Private, spec::plain};
use crate::{
    model::{Argument, Assertion},
    place::Place,
};

pub fn expand(assertion: &Assertion<'_>, private: &Private<'_>) -> TokenStream {
    let Assertion {
        place,
        subject,
        rule,
        arguments,
    } = assertion;
    let rule = rule
        .0
        .iter()
        .map(|segment| Ident::new(segment, Span::call_site()));
    let arguments = arguments.iter().map(|value| argument(value, private));
    let content = quote!(#subject, #private #(::#rule)*(#(#arguments),*));
    standing_at(*place, content, private)
}

/// The assertion of a subject and what a rule says of it. The call's first and last token stand at the user's expression,
/// so that rustc underlines all of it.
pub fn standing_at(place: Place, content: TokenStream, private: &Private<'_>) -> TokenStream {
    let mut parentheses = Group::new(Delimiter::Parenthesis, content);
    parentheses.set_span(place.end);
    let parentheses = TokenTree::from(parentheses);
    let private = private.at(place.start);
    let call = quote_spanned!(place.start=> #private::assert #parentheses);
    quote!(const _: () = #call;)
}

fn argument(argument: &Argument<'_>, private: &Private<'_>) -> TokenStream {
    match argument {
        Argument::Scalar(scalar) => plain(scalar),
        Argument::Scalars(scalars) => {
            let scalars = scalars.iter().map(plain);
            quote!(&[#(#scalars),*])
        }
        Argument::Part(ty) => quote!(#private::part::<#ty>().form()),
        Argument::Access(path) => quote!(<#path as #private::AwsAccess>::ACCESS),
    }
}
