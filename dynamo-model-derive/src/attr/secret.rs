//! Which tokens of the input may be a literal secret. rustc prints the whole source line below a message, so this is
//! decided before anything else is known of a value, and rather too often than too seldom.

use dynamo_model_core::credentials;
use proc_macro2::{Group, TokenStream, TokenTree};

use crate::{ctxt::Ctxt, keys, place::Place};

/// Words in the name of an option that does not exist, but whose value somebody took for a secret.
const SUSPICIOUS: &[&str] = &["secret", "token", "passw", "passphrase", "credential"];

/// As long as a secret access key; the ids that AWS gives have 20 characters.
const AS_LONG_AS_A_SECRET: usize = 40;

/// Whether an unknown option's value is better not shown.
pub fn is_suspicious(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SUSPICIOUS.iter().any(|word| name.contains(word))
}

/// Hides an item that is no option of `meta(...)`, if a secret may be in it. `at` is where it begins.
pub fn hide_if_suspicious(ctxt: &Ctxt, item: TokenStream, at: Place) {
    if names_a_secret(item.clone()) && holds_literal(item.clone()) {
        ctxt.hide(Place::of_or(item, at));
    }
}

/// Whether somebody wrote the secret where the id belongs.
pub fn is_in_place_of_an_id(id: &str) -> bool {
    id.chars().count() >= AS_LONG_AS_A_SECRET || credentials::check_access_key_id(id).is_err()
}

fn names_a_secret(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => is_suspicious(&word.to_string()),
        TokenTree::Group(group) => names_a_secret(group.stream()),
        TokenTree::Literal(text) => is_suspicious(&text.to_string()),
        TokenTree::Punct(_) => false,
    })
}

/// Whether any literal stands in these tokens, apart from the name of an environment variable in `env(...)`,
/// `env!(...)` and `option_env!(...)`.
pub fn holds_literal(tokens: TokenStream) -> bool {
    let mut after_env = false;
    for token in tokens {
        match token {
            TokenTree::Literal(_) => return true,
            TokenTree::Group(group) => {
                let content = if after_env {
                    without_first(&group)
                } else {
                    group.stream()
                };
                if holds_literal(content) {
                    return true;
                }
                after_env = false;
            }
            TokenTree::Ident(word) => after_env = word == keys::ENV || word == "option_env",
            TokenTree::Punct(punct) => after_env &= punct.as_char() == '!',
        }
    }
    false
}

fn without_first(group: &Group) -> TokenStream {
    group.stream().into_iter().skip(1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_variable_is_no_secret() {
        for (tokens, secret) in [
            (r#"= "fixture""#, true),
            (r#"= concat!("fix", "ture")"#, true),
            (r#"= ("fixture")"#, true),
            (r"= 12345", true),
            (r"= SECRET", false),
            (r#"= env!("NAME")"#, false),
            (r#"= option_env!("NAME")"#, false),
            (r#"= env("NAME")"#, false),
            (r#"= env("NAME", default = "fixture")"#, true),
            (r#"= env ! ("NAME", "message")"#, true),
            (r#"= env + ("fixture")"#, true),
        ] {
            let stream = tokens.parse().expect("tokens");
            assert_eq!(holds_literal(stream), secret, "{tokens}");
        }
    }
}
