//! What cargo says of a build.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
};

use serde::Deserialize;

use crate::{Result, programs::Program};

pub struct Built {
    pub errors: Vec<Diagnostic>,
    pub programs: Vec<Program>,
}

pub fn build(cargo: &mut Command) -> Result<Built> {
    let output = cargo.stderr(Stdio::inherit()).output()?;
    let mut built = Built {
        errors: Vec::new(),
        programs: Vec::new(),
    };
    for line in String::from_utf8(output.stdout)?.lines() {
        match serde_json::from_str(line)? {
            // The last one has no place: it counts the others.
            Line::CompilerMessage { message }
                if message.level == "error" && !message.spans.is_empty() =>
            {
                built.errors.push(message);
            }
            Line::CompilerArtifact {
                manifest_path,
                executable: Some(path),
                profile: Profile { test: true },
            } => {
                let package = manifest_path.parent().ok_or("a manifest has a folder")?;
                built.programs.push(Program {
                    path,
                    package: package.to_owned(),
                });
            }
            _ => {}
        }
    }
    if built.errors.is_empty() && !output.status.success() {
        return Err("the build failed without an error of the compiler".into());
    }
    Ok(built)
}

/// A line of JSON.
#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Line {
    CompilerMessage {
        message: Diagnostic,
    },
    CompilerArtifact {
        manifest_path: PathBuf,
        executable: Option<PathBuf>,
        profile: Profile,
    },
    #[serde(other)]
    Else,
}

#[derive(Deserialize)]
struct Profile {
    test: bool,
}

#[derive(Deserialize)]
pub struct Diagnostic {
    level: String,
    pub rendered: String,
    pub spans: Vec<Span>,
}

#[derive(Deserialize)]
pub struct Span {
    pub file_name: String,
    pub byte_start: usize,
    pub byte_end: usize,
    pub line_start: usize,
    pub is_primary: bool,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

impl Span {
    /// What is pointed at, then the macros that it came from.
    pub fn with_callers(&self) -> Vec<&Self> {
        std::iter::successors(Some(self), |span| Some(&span.expansion.as_ref()?.span)).collect()
    }
}
