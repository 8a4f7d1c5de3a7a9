//! Which tokens of the input may be a literal secret. rustc prints the whole source line below a message, so this is
//! decided before anything else is known of a value, and rather too often than too seldom.

use proc_macro2::{Group, TokenStream, TokenTree};

use crate::{ctxt::Ctxt, keys, place::Place};

/// Words in the name of an option that does not exist, but whose value somebody took for a secret.
const SUSPICIOUS: &[&str] = &["secret", "token", "password", "credential", "key"];

/// Whether an unknown option's value is better not shown.
pub fn is_suspicious(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SUSPICIOUS.iter().any(|word| name.contains(word))
}

/// Hides an item whose name is no option of `meta(...)`, if its value may be a secret. `at` is where it begins.
pub fn hide_if_suspicious(ctxt: &Ctxt, name: &str, item: TokenStream, at: Place) {
    if (is_suspicious(name) || name == keys::META) && holds_literal(item.clone()) {
        ctxt.hide(Place::of_or(item, at));
    }
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
