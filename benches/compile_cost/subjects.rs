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
    pub uses: &'static str,
    pub derive: bool,
    pub fields: usize,
}

const DYNAMO_MODEL: &str = r#"dynamo-model = { path = "{dynamo-model}", default-features = false, features = ["derive"] }"#;

/// The plain structs come first: the others are compared with them.
pub const ALL: &[Subject] = &[
    Subject {
        name: "4 fields, plain structs",
        package: "plain-structs-4",
        dependencies: DYNAMO_MODEL,
        uses: "",
        derive: false,
        fields: 4,
    },
    Subject {
        name: "4 fields, derive(DynamoModel)",
        package: "dynamo-models-4",
        dependencies: DYNAMO_MODEL,
        uses: "use dynamo_model::prelude::*;",
        derive: true,
        fields: 4,
    },
];

const TYPES: [&str; 4] = ["String", "u64", "bool", "Option<String>"];

impl Subject {
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
        let (mut meta, mut partition_key, mut sort_key) = (String::new(), "", "");
        if self.derive {
            meta = format!(
                r#"
#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "table-{number}",
    region = "eu-west-1",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/service/role-{number}",
    session_name = "session-{number}",
    expiration = 3600,
    external_id = env("EXTERNAL_ID_{number}"),
))]"#
            );
            (partition_key, sort_key) = ("#[dynamo(partition_key)] ", "#[dynamo(sort_key)] ");
        }
        writeln!(out, "{meta}\npub struct Model{number} {{")?;
        writeln!(out, "    {partition_key}account: String,")?;
        writeln!(out, "    {sort_key}at: String,")?;
        for field in 2..self.fields {
            writeln!(
                out,
                "    field_{field}: {},",
                TYPES[(field - 1) % TYPES.len()]
            )?;
        }
        writeln!(out, "}}")
    }
}
