use std::process::Command;

use serde::Deserialize;

use crate::{Result, options::Options, tree::Tree};

/// One change of the library, as cargo-mutants lists it.
#[derive(Deserialize)]
pub struct Mutant {
    pub file: String,
    /// A sentence that says where it is and what it does.
    pub name: String,
    pub genre: Genre,
    pub span: Span,
    pub replacement: String,
    #[serde(default)]
    pub function: Option<Function>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Genre {
    FnValue,
    BinaryOperator,
    UnaryOperator,
    MatchArm,
    MatchArmGuard,
    StructField,
}

#[derive(Deserialize)]
pub struct Span {
    pub start: Place,
}

/// Line and column are counted from one, the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

#[derive(Deserialize)]
pub struct Function {
    return_type: String,
}

impl Mutant {
    /// Whether the function's type is that of its body, which the value of a mutant would have to share.
    pub fn is_of_hidden_type(&self) -> bool {
        let hidden = |function: &Function| function.return_type.contains("impl ");
        self.genre == Genre::FnValue && self.function.as_ref().is_some_and(hidden)
    }
}

/// The mutants of the library. Elsewhere each has the number of its place in this list.
pub fn list(tree: &Tree, options: &Options) -> Result<Vec<Mutant>> {
    let mut command = Command::new("cargo");
    command
        .args(["mutants", "--list", "--json", "--all-features"])
        .current_dir(tree.root());
    for file in &options.files {
        command.args(["-f", file]);
    }
    let output = command.output()?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        return Err(
            format!("cargo mutants (`cargo install cargo-mutants`) gave no list: {told}").into(),
        );
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}
