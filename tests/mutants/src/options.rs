use std::time::Duration;

use crate::Result;

/// What is asked for on the command line.
pub struct Options {
    /// The files, as cargo-mutants takes them.
    pub files: Vec<String>,
    /// Parts of the names of the mutants that are asked about, if not about all; all of them are compiled.
    pub only: Vec<String>,
    /// So much time of tests is spent on a mutant, from the quickest test on.
    pub patience: Duration,
}

impl Options {
    pub fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let mut options = Self {
            files: Vec::new(),
            only: Vec::new(),
            patience: Duration::from_secs(10),
        };
        while let Some(name) = arguments.next() {
            let mut value = || {
                arguments
                    .next()
                    .ok_or_else(|| format!("{name} wants a value"))
            };
            match name.as_str() {
                "--file" => options.files.push(value()?),
                "--only" => options.only.push(value()?),
                "--patience" => options.patience = Duration::from_secs(value()?.parse()?),
                _ => {
                    return Err(format!(
                        "{name} is none of --file GLOB, --only TEXT, --patience SECONDS"
                    )
                    .into());
                }
            }
        }
        if options.files.is_empty() {
            options.files.push("dynamo-model/src/**".to_owned());
        }
        Ok(options)
    }
}
