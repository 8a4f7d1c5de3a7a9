use std::{
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fs,
};

use crate::{
    Result,
    cargo::{Diagnostic, Span, build},
    mutant::Mutant,
    programs::Program,
    switched::{SWITCH, Switched},
    tree::Tree,
};

const LIBRARY: &str = "dynamo-model";

/// The packages whose tests are asked.
const ASKED: [&str; 4] = [LIBRARY, "behaviour", "model-suite", "embedded-reference"];

/// What has become of the mutants before a test is run.
#[derive(Default)]
pub struct Compiled {
    pub switched: BTreeSet<usize>,
    /// Those that cargo-mutants has to build, one by one. The others are no Rust.
    pub left: BTreeSet<usize>,
}

/// Puts all mutants into the sources, except those that the compiler refuses, and builds the test programs.
pub fn all(tree: &Tree, mutants: &[Mutant]) -> Result<(Compiled, Vec<Program>)> {
    let sources = Sources::read(tree, mutants)?;
    let mut refused = BTreeSet::new();
    loop {
        let places = sources.write(tree, &refused)?;
        let check = build(tree.cargo("check").args(["-p", LIBRARY]))?;
        let built = if check.errors.is_empty() {
            let packages = ASKED.iter().flat_map(|package| ["-p", package]);
            let mut test = tree.cargo("test");
            build(test.args(["--no-run", "--lib", "--tests"]).args(packages))?
        } else {
            check
        };
        if built.errors.is_empty() {
            return Ok((places.compiled(), built.programs));
        }
        let before = refused.len();
        for error in &built.errors {
            let blamed = places.blamed(error);
            if blamed.is_empty() {
                let told = &error.rendered;
                return Err(format!("no mutant is to blame, but together: {told}").into());
            }
            refused.extend(blamed);
        }
        eprintln!("{} more are no Rust", refused.len() - before);
    }
}

/// The sources that have mutants, by their files.
struct Sources<'a>(BTreeMap<&'a str, Source<'a>>);

/// A source as it is in the repository.
struct Source<'a> {
    text: String,
    mutants: Vec<(usize, &'a Mutant)>,
}

impl<'a> Sources<'a> {
    fn read(tree: &Tree, mutants: &'a [Mutant]) -> Result<Self> {
        let mut sources = BTreeMap::<_, Source<'a>>::new();
        for (number, mutant) in mutants.iter().enumerate() {
            let file = mutant.file.as_str();
            let source = match sources.entry(file) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(Source {
                    text: fs::read_to_string(tree.root().join(file))?,
                    mutants: Vec::new(),
                }),
            };
            source.mutants.push((number, mutant));
        }
        let root = tree.root().join(LIBRARY).join("src");
        fs::write(root.join("mutant_switch.rs"), SWITCH)?;
        let library = fs::read_to_string(root.join("lib.rs"))?;
        fs::write(
            root.join("lib.rs"),
            format!("{library}\nmod mutant_switch;\n"),
        )?;
        Ok(Self(sources))
    }

    fn write(&self, tree: &Tree, refused: &BTreeSet<usize>) -> Result<Places> {
        let mut places = BTreeMap::new();
        for (file, source) in &self.0 {
            let wanted = source
                .mutants
                .iter()
                .filter(|(number, _)| !refused.contains(number));
            let wanted: Vec<_> = wanted.copied().collect();
            let switched = Switched::new(&source.text, &wanted)?;
            fs::write(tree.root().join(file), &switched.text)?;
            places.insert((*file).to_owned(), switched);
        }
        Ok(Places(places))
    }
}

/// Where the mutants stand in each file.
struct Places(BTreeMap<String, Switched>);

impl Places {
    fn compiled(&self) -> Compiled {
        let mut compiled = Compiled::default();
        for file in self.0.values() {
            compiled
                .switched
                .extend(file.mutants.iter().map(|(number, _)| *number));
            compiled.left.extend(&file.left);
        }
        compiled
    }

    /// The innermost mutant around what the compiler points at. If it points at none, those of the same lines: that the
    /// arms of a match are too few is told where the match begins.
    fn blamed(&self, error: &Diagnostic) -> BTreeSet<usize> {
        let spans: Vec<_> = error.spans.iter().flat_map(Span::with_callers).collect();
        let (of_error, beside_it): (Vec<&Span>, _) = spans.iter().partition(|span| span.is_primary);
        let innermost = of_error
            .iter()
            .chain(&beside_it)
            .find_map(|span| self.around(span));
        match innermost {
            Some(number) => BTreeSet::from([number]),
            None => spans
                .iter()
                .flat_map(|span| self.on_line_of(span))
                .collect(),
        }
    }

    fn around(&self, span: &Span) -> Option<usize> {
        let mutants = self.0.get(&span.file_name)?.mutants.iter();
        let around = mutants
            .filter(|(_, range)| range.start <= span.byte_start && span.byte_end <= range.end);
        let innermost = around.min_by_key(|(_, range)| range.len())?;
        Some(innermost.0)
    }

    fn on_line_of(&self, span: &Span) -> Vec<usize> {
        let Some(Switched { text, mutants, .. }) = self.0.get(&span.file_name) else {
            return Vec::new();
        };
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let same = mutants
            .iter()
            .filter(|(_, range)| line(range.start) == span.line_start);
        same.map(|(number, _)| *number).collect()
    }
}
