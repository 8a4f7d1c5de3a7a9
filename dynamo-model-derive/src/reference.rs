//! The part of the reference that the option table decides. `UPDATE_REFERENCE=1 cargo test -p dynamo-model-derive`
//! writes it anew.

use std::{env, fmt::Write, fs, path::Path};

use dynamo_model_core::options::{Group, OPTIONS, OptionRow};

use crate::{
    keys::{FieldKey, Key, TypeKey, VariantKey},
    model::Derive,
};

const GROUPS: &[(Group, &str, &str)] = &[
    (
        Group::Identity,
        "Who signs",
        "Without a role these sign for the model; with one they assume it.",
    ),
    (
        Group::Role,
        "The role",
        "The role to assume and the parameters of its session, none of which means anything without the role.",
    ),
    (
        Group::Transport,
        "Where requests go",
        "Regions, endpoints, time limits and retries.",
    ),
    (
        Group::Table,
        "The table",
        "What the table is called, and how it is created. Only on a model, not on a type with `#[derive(AwsAccess)]`.",
    ),
    (
        Group::Sharing,
        "A shared identity",
        "Only on a model, not on a type with `#[derive(AwsAccess)]`.",
    ),
];

/// What an example is told about, each line only where the example has the word.
const HIDDEN: &[(&str, &str)] = &[
    ("HubAccount", "# #[derive(AwsAccess)] struct HubAccount;"),
    (
        "OrdersAccount",
        "# #[derive(AwsAccess)] struct OrdersAccount;",
    ),
    (
        "include_str!",
        "# macro_rules! include_str { ($file:literal) => { \"{}\" } }",
    ),
];
const AFTER: &str = "\
struct Ledger {
    #[dynamo(partition_key)]
    account: String,
}
";

#[test]
fn the_reference_says_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reference/options.md");
    let rendered = render();
    if env::var_os("UPDATE_REFERENCE").is_some() {
        fs::write(&path, &rendered).expect("the reference can be written");
    }
    let written = fs::read_to_string(&path).expect("the reference");
    assert!(
        written == rendered,
        "src/reference/options.md does not say what the option table says; run this with UPDATE_REFERENCE=1"
    );
}

#[test]
fn every_option_has_a_group_in_the_reference() {
    for row in OPTIONS {
        assert!(
            GROUPS.iter().any(|(group, ..)| *group == row.group),
            "{}",
            row.name
        );
    }
}

/// The pages name every option outside of `meta(...)`, and the derive it is for.
#[test]
fn every_word_of_the_derives_is_documented() {
    fn documented<K: Key>(page: &str, derive: Derive) {
        for row in K::ROWS.iter().filter(|row| row.on.includes(derive)) {
            let attribute = format!("`#[dynamo({}", row.name);
            assert!(page.contains(&attribute), "{} in {}", row.name, K::PLACE);
        }
    }
    let (model, value) = (
        include_str!("reference/introduction.md"),
        include_str!("reference/value.md"),
    );
    documented::<TypeKey>(model, Derive::DynamoModel);
    documented::<FieldKey>(model, Derive::DynamoModel);
    documented::<TypeKey>(value, Derive::DynamoValue);
    documented::<VariantKey>(value, Derive::DynamoValue);
}

fn render() -> String {
    let mut page = String::from("# Options\n");
    for (group, title, about) in GROUPS {
        write!(page, "\n## {title}\n\n{about}\n").expect("text");
        for row in OPTIONS.iter().filter(|row| row.group == *group) {
            option(&mut page, row).expect("text");
        }
    }
    page
}

fn option(page: &mut String, row: &OptionRow) -> std::fmt::Result {
    let OptionRow {
        name,
        syntax,
        default,
        rule,
        meaning,
        source,
        ..
    } = row;
    write!(page, "\n### `{name}`\n\n{}.\n\n", capitalised(meaning))?;
    let aliases = row.aliases.iter().map(|alias| format!(", or `{alias}`"));
    writeln!(page, "- Syntax: {syntax}{}", aliases.collect::<String>())?;
    let env = if row.env { "yes" } else { "no" };
    writeln!(page, "- From `env(\"NAME\")`: {env}")?;
    writeln!(page, "- Default: {default}")?;
    writeln!(page, "- Rule: {rule}")?;
    writeln!(page, "- Source: {}", marked(source))?;
    writeln!(page, "\n```rust\n# use dynamo_model::prelude::*;")?;
    for (word, line) in HIDDEN {
        if row.example.contains(word) {
            writeln!(page, "{line}")?;
        }
    }
    writeln!(page, "#[derive(DynamoModel)]\n{}\n{AFTER}```", row.example)
}

/// The names of AWS's operations and parameters as code.
fn marked(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let name = word.trim_end_matches([',', ';']);
        let mut letters = name.chars();
        let in_two_parts = letters.any(char::is_lowercase) && letters.any(char::is_uppercase);
        if in_two_parts && name != "DynamoDB" {
            word.replacen(name, &format!("`{name}`"), 1)
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next()
        .map(|first| first.to_uppercase().chain(rest).collect())
        .unwrap_or_default()
}
