//! Whatever stands before a derive: it writes code or an error, and both parse.
#![no_main]

use fuzz::{WORDS, model::Derive, pipeline::derive};
use libfuzzer_sys::fuzz_target;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

thread_local! {
    static TOKENS: Vec<TokenStream> = WORDS
        .lines()
        .map(|word| word.parse().expect("a word"))
        .collect();
}

/// The highest bytes open and close groups, the others are words; deep nests are for the compiler's own limit.
fn tokens(bytes: &mut impl Iterator<Item = u8>, depth: usize) -> TokenStream {
    let mut tokens = TokenStream::new();
    while let Some(byte) = bytes.next() {
        let delimiter = match byte {
            250 => Delimiter::Parenthesis,
            251 => Delimiter::Brace,
            252 => Delimiter::Bracket,
            253 => Delimiter::None,
            254 | 255 => break,
            word => {
                tokens.extend(TOKENS.with(|words| words[usize::from(word) % words.len()].clone()));
                continue;
            }
        };
        if depth < 12 {
            let group = Group::new(delimiter, self::tokens(bytes, depth + 1));
            tokens.extend([TokenTree::Group(group)]);
        }
    }
    tokens
}

fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else {
        return;
    };
    let which_derive = match which % 3 {
        0 => Derive::DynamoModel,
        1 => Derive::AwsAccess,
        _ => Derive::DynamoValue,
    };
    // Most inputs are attributes before a struct that is right; some are anything.
    let words = tokens(&mut bytes.iter().copied(), 0);
    let input = match which / 3 % 5 {
        0 => words,
        1 => quote::quote!(
            #[dynamo(#words)]
            struct Entry {
                #[dynamo(partition_key)]
                account: String,
                at: u64,
            }
        ),
        2 => quote::quote!(
            #[dynamo(meta(#words))]
            struct Entry {
                #[dynamo(partition_key)]
                account: String,
            }
        ),
        3 => quote::quote!(
            struct Entry {
                account: String,
                #[dynamo(#words)]
                at: u64,
                memo: Option<String>,
            }
        ),
        _ => quote::quote!(
            #[dynamo(tag = "kind")]
            enum Entry {
                #[dynamo(#words)]
                One(String),
                Two {
                    at: u64,
                },
            }
        ),
    };
    let written = derive(which_derive, input);
    syn::parse2::<syn::File>(written).expect("code or an error");
});
