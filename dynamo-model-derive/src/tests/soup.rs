//! Attributes of random words: the derives write something for every input.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use crate::{model::Derive, pipeline::derive};

/// Whatever stands in the attributes: no panic, and code that parses.
#[test]
fn no_input_makes_the_derive_panic() {
    let mut random = Random(0x5EED);
    for _ in 0..1_500 {
        let container = soup(&mut random, 3);
        let field = soup(&mut random, 2);
        let other = soup(&mut random, 2);
        let item = match random.below(9) {
            0 => quote!(
                enum Entry {
                    #[dynamo(#field)]
                    One,
                }
            ),
            6 => quote!(
                enum Entry<'a, T> {
                    #[dynamo(#field)]
                    One(#[dynamo(#other)] T),
                    #[dynamo(#other)]
                    Two {
                        #[dynamo(#field)]
                        name: &'a str,
                        #[dynamo(#other)]
                        names: Option<Option<T>>,
                    },
                    Three(u8, u8),
                }
            ),
            7 => quote!(
                struct Entry<'a, T, const N: usize> {
                    #[dynamo(partition_key, #field)]
                    account: T,
                    #[dynamo(#other)]
                    memo: Option<[u8; N]>,
                    #[dynamo(flatten)]
                    rest: std::collections::HashMap<String, &'a T>,
                }
            ),
            8 => quote!(
                struct Entry {
                    #[dynamo(partition_key)]
                    account: String,
                    #[dynamo(#field)]
                    at: Option<u64>,
                    #[dynamo(#other)]
                    memo: Vec<String>,
                }
            ),
            1 => quote!(union Entry { one: u64 }),
            2 => quote!(
                struct Entry(#[dynamo(#field)] String);
            ),
            3 => quote!(
                struct Entry<T>(T)
                where
                    T: Copy;
            ),
            _ => quote!(
                struct Entry {
                    #[dynamo(#field)]
                    account: String,
                    #[dynamo(#field)]
                    at: u64,
                }
            ),
        };
        let input = match random.below(8) {
            0..3 => quote!(#[dynamo(#container)] #item),
            3 => quote!(#[dynamo(tag = "kind")] #item),
            4 => quote!(#[dynamo = "x"] #[dynamo] #item),
            5 => quote!(#[dynamo(key(#container))] #item),
            _ => quote!(#[dynamo(meta(#container))] #item),
        };
        let shown = input.to_string();
        for which in [Derive::DynamoModel, Derive::AwsAccess, Derive::DynamoValue] {
            let written = derive(which, input.clone());
            assert!(
                syn::parse2::<syn::File>(written.clone()).is_ok(),
                "{shown}\n\nbecame\n\n{written}"
            );
        }
    }
}

/// Words that may stand in an input of the derives, right and wrong, one a line; the fuzzer draws from them, too. New ones
/// go to the end: the inputs of its corpus count lines.
const WORDS: &str = include_str!("words.txt");

fn soup(random: &mut Random, depth: usize) -> TokenStream {
    let words: Vec<&str> = WORDS.lines().collect();
    let mut tokens = TokenStream::new();
    for _ in 0..random.below(9) {
        if depth > 0 && random.below(4) == 0 {
            let delimiter = match random.below(5) {
                0 => Delimiter::Bracket,
                1 => Delimiter::Brace,
                2 => Delimiter::None,
                _ => Delimiter::Parenthesis,
            };
            let group = Group::new(delimiter, soup(random, depth - 1));
            tokens.extend([TokenTree::Group(group)]);
            continue;
        }
        // What most attributes are joined by comes more often than any other word.
        let word = match random.below(16) {
            0 => "=",
            1 => ",",
            _ => words
                .get(random.below(words.len()))
                .expect("below their number"),
        };
        tokens.extend(word.parse::<TokenStream>().expect("a word of ours"));
    }
    tokens
}

/// The same numbers in every run (a linear congruential generator, Knuth's constants).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % end
    }
}
