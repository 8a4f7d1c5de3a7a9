use std::{collections::BTreeMap, fmt};

use crate::{compile::Compiled, mutant::Mutant, verdict::Verdict};

/// How many mutants came to what, for each directory, and which of them nobody noticed.
pub struct Report {
    mutants: Vec<Mutant>,
    fates: Vec<Fate>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Another part of the library was asked for.
    Unasked,
    /// No Rust.
    Refused,
    /// Left to cargo-mutants.
    Left,
    Caught,
    Endless,
    Missed {
        unasked: usize,
    },
    Unreached,
}

impl Report {
    pub fn new(
        mutants: Vec<Mutant>,
        compiled: &Compiled,
        verdicts: &BTreeMap<usize, Verdict>,
    ) -> Self {
        let fate = |number: usize| match verdicts.get(&number) {
            Some(Verdict::Caught) => Fate::Caught,
            Some(Verdict::Endless) => Fate::Endless,
            Some(Verdict::Missed { unasked }) => Fate::Missed { unasked: *unasked },
            Some(Verdict::Unreached) => Fate::Unreached,
            None if compiled.switched.contains(&number) => Fate::Unasked,
            None if compiled.left.contains(&number) => Fate::Left,
            None => Fate::Refused,
        };
        let fates = (0..mutants.len()).map(fate).collect();
        Self { mutants, fates }
    }

    fn directories(&self) -> BTreeMap<String, Vec<Fate>> {
        let mut directories = BTreeMap::<_, Vec<_>>::new();
        for (mutant, fate) in self.mutants.iter().zip(&self.fates) {
            let inside = mutant.file.split("/src/").last().unwrap_or_default();
            let directory = inside
                .rsplit_once('/')
                .map_or("(root)", |(directory, _)| directory);
            let first = directory.split('/').next().unwrap_or_default();
            directories.entry(first.to_owned()).or_default().push(*fate);
        }
        directories
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| directory | mutants | no Rust | left | asked | caught | endless | missed | unreached |"
        )?;
        writeln!(f, "|---|---|---|---|---|---|---|---|---|")?;
        for (directory, fates) in self.directories() {
            let count =
                |wanted: fn(&Fate) -> bool| fates.iter().filter(|fate| wanted(fate)).count();
            let refused = count(|fate| *fate == Fate::Refused);
            let left = count(|fate| *fate == Fate::Left);
            let unasked = count(|fate| *fate == Fate::Unasked);
            writeln!(
                f,
                "| `{directory}` | {} | {refused} | {left} | {} | {} | {} | {} | {} |",
                fates.len(),
                fates.len() - refused - left - unasked,
                count(|fate| *fate == Fate::Caught),
                count(|fate| *fate == Fate::Endless),
                count(|fate| matches!(fate, Fate::Missed { .. })),
                count(|fate| *fate == Fate::Unreached),
            )?;
        }
        for (mutant, fate) in self.mutants.iter().zip(&self.fates) {
            match fate {
                Fate::Missed { unasked: 0 } => writeln!(f, "missed: {}", mutant.name)?,
                Fate::Missed { unasked } => {
                    writeln!(
                        f,
                        "missed ({unasked} tests were not asked): {}",
                        mutant.name
                    )?;
                }
                Fate::Unreached => writeln!(f, "unreached: {}", mutant.name)?,
                Fate::Left => writeln!(f, "left: {}", mutant.name)?,
                Fate::Unasked | Fate::Refused | Fate::Caught | Fate::Endless => {}
            }
        }
        Ok(())
    }
}
