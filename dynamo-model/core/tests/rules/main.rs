//! Every rule with values it accepts and values it refuses, and the exact sentence for each of the latter. Properties
//! that hold for any text are in `tests/properties.rs`.

mod assertion;
mod constants;
mod credentials;
mod groups;
mod json;
mod key_template;
mod options;
mod role;
mod session;
mod suggestion;
mod table;
mod tags;
mod text_values;
mod transport;
mod violation;

use dynamo_model_core::Violation;

type Rule = fn(&str) -> Result<(), Violation>;

#[track_caller]
fn accepts(rule: Rule, values: &[&str]) {
    for value in values {
        assert_eq!(rule(value), Ok(()), "{value:?}");
    }
}

/// Each value with the sentence that refuses it.
#[track_caller]
fn refuses(rule: Rule, values: &[(&str, &str)]) {
    for (value, sentence) in values {
        assert_eq!(says(rule(value)), *sentence, "{value:?}");
    }
}

/// What the violation says, or that there is none.
fn says<T>(result: Result<T, Violation>) -> String {
    result.err().map_or_else(
        || String::from("accepted"),
        |violation| violation.to_string(),
    )
}
