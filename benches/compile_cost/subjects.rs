//! The crates that are compared, as text: what each depends on and how it writes a model.

use std::fmt::Write;

/// How many models each crate has.
pub const MODELS: u32 = 100;

pub struct Subject {
    pub name: &'static str,
    /// What its package is called.
    pub package: &'static str,
    /// Lines of `[dependencies]`, with `{dynamo-model}` for the folder of this library.
    pub dependencies: &'static str,
    /// The head of the file.
    uses: &'static str,
    derives: Derives,
    model: Model,
}

/// What stands before the structs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Derives {
    Nothing,
    DynamoModel,
    Serde,
}

/// What a model holds.
#[derive(Clone, Copy)]
enum Model {
    /// Two keys and two other fields.
    Four,
    /// Twelve fields: two keys, a version, what an item has, and one more struct of three fields in a list.
    Twelve,
}

const DYNAMO_MODEL: &str = r#"dynamo-model = { path = "{dynamo-model}", default-features = false, features = ["derive"] }"#;
const SERDE: &str = r#"serde = { version = "1", features = ["derive"] }"#;

const FOUR: &str = "    field_2: u64,\n    field_3: bool,\n";
const TWELVE: &str = "    active: bool,
    note: Option<String>,
    total: u64,
    weight: f64,
    tags: Vec<String>,
    labels: std::collections::HashMap<String, String>,
    owner: String,
    limit: Option<u64>,
";

/// Plain structs come first: the derives below are compared with them.
pub const ALL: &[Subject] = &[
    Subject {
        name: "4 fields, plain structs",
        package: "plain-structs-4",
        dependencies: DYNAMO_MODEL,
        uses: "",
        derives: Derives::Nothing,
        model: Model::Four,
    },
    Subject {
        name: "4 fields, derive(DynamoModel)",
        package: "dynamo-models-4",
        dependencies: DYNAMO_MODEL,
        uses: "use dynamo_model::prelude::*;",
        derives: Derives::DynamoModel,
        model: Model::Four,
    },
    Subject {
        name: "12 fields, plain structs",
        package: "plain-structs-12",
        dependencies: DYNAMO_MODEL,
        uses: "",
        derives: Derives::Nothing,
        model: Model::Twelve,
    },
    Subject {
        name: "12 fields, derive(DynamoModel)",
        package: "dynamo-models-12",
        dependencies: DYNAMO_MODEL,
        uses: "use dynamo_model::prelude::*;",
        derives: Derives::DynamoModel,
        model: Model::Twelve,
    },
    Subject {
        name: "12 fields, serde's two derives",
        package: "serde-12",
        dependencies: SERDE,
        uses: "use serde::{Deserialize, Serialize};",
        derives: Derives::Serde,
        model: Model::Twelve,
    },
];

impl Subject {
    /// Whether it is what others are compared with.
    pub fn is_plain(&self) -> bool {
        self.derives == Derives::Nothing
    }

    /// How many fields are declared per model, those of a struct within it as well.
    pub fn fields(&self) -> u32 {
        match self.model {
            Model::Four => 4,
            Model::Twelve => 15,
        }
    }

    /// The whole crate.
    pub fn source(&self) -> String {
        let mut source = format!("#![allow(dead_code)]\n{}\n", self.uses);
        for number in 0..MODELS {
            self.write_model(&mut source, number)
                .expect("a string takes everything");
        }
        source
    }

    fn write_model(&self, out: &mut String, number: u32) -> std::fmt::Result {
        let serde = "#[derive(Serialize, Deserialize)]";
        let ours = format!(
            r#"#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "table-{number}",
    region = "eu-west-1",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/service/role-{number}",
    session_name = "session-{number}",
    expiration = 3600,
    external_id = env("EXTERNAL_ID_{number}"),
))]"#
        );
        let (model, value, partition_key, sort_key, version) = match self.derives {
            Derives::Nothing => ("", "", "", "", ""),
            Derives::Serde => (serde, serde, "", "", ""),
            Derives::DynamoModel => (
                ours.as_str(),
                "#[derive(DynamoValue)]",
                "#[dynamo(partition_key)] ",
                "#[dynamo(sort_key)] ",
                "#[dynamo(version)] ",
            ),
        };
        writeln!(out, "{model}\npub struct Model{number} {{")?;
        writeln!(out, "    {partition_key}account: String,")?;
        writeln!(out, "    {sort_key}at: String,")?;
        match self.model {
            Model::Four => writeln!(out, "{FOUR}}}"),
            Model::Twelve => {
                writeln!(out, "    {version}version: u64,")?;
                writeln!(out, "{TWELVE}    lines: Vec<Line{number}>,\n}}")?;
                writeln!(out, "{value}\npub struct Line{number} {{")?;
                writeln!(
                    out,
                    "    sku: String,\n    quantity: u32,\n    cents: u64,\n}}"
                )
            }
        }
    }
}
