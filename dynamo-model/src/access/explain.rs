//! The answer to "who signs, and why": every option's value, where it came from, and who lost.

use std::fmt;

use dynamo_model_core::options::AccessOption;

use super::layers::Origin;

/// How the requests of one model are made. Prints as a table; holds no secret.
#[derive(Debug, Clone)]
pub struct Explanation {
    model: &'static str,
    access: &'static str,
    identity: String,
    decided_by: Origin,
    rows: Vec<ExplainedOption>,
    notes: Vec<String>,
}

/// One option of an [`Explanation`].
#[derive(Debug, Clone)]
pub struct ExplainedOption {
    option: AccessOption,
    winner: Option<Candidate>,
    losers: Vec<Candidate>,
}

/// A value that some layer gives an option. A secret's value is `**`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    origin: Origin,
    value: String,
}

impl Candidate {
    pub(crate) fn new(origin: Origin, value: String) -> Self {
        Self { origin, value }
    }

    /// Who gave the value.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The value as text, with a word about the environment variable where the option names one:
    /// ``nightly (from `SESSION`)``.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl ExplainedOption {
    /// The option's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.option.name()
    }

    /// The value that holds; none when each one given belongs to an identity that lost.
    #[must_use]
    pub fn winner(&self) -> Option<&Candidate> {
        self.winner.as_ref()
    }

    /// The values that don't, most specific first.
    #[must_use]
    pub fn losers(&self) -> &[Candidate] {
        &self.losers
    }
}

impl Explanation {
    pub(crate) fn new(model: &'static str, access: &'static str, identity: String) -> Self {
        Self {
            model,
            access,
            identity,
            decided_by: Origin::Environment,
            rows: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(crate) fn decided_by(&mut self, origin: Origin) {
        self.decided_by = origin;
    }

    /// Adds a value, after those of more specific layers.
    pub(crate) fn add(&mut self, option: AccessOption, candidate: Candidate, counts: bool) {
        let row = self.row(option);
        if counts && row.winner.is_none() {
            row.winner = Some(candidate);
        } else {
            row.losers.push(candidate);
        }
    }

    /// Adds what holds if no layer says anything, or no layer's word counts, as in local mode.
    pub(crate) fn add_last(&mut self, option: AccessOption, candidate: Candidate) {
        let row = self.row(option);
        match &row.winner {
            Some(winner) => {
                // Neither a built-in value nor one that was told before is a loser worth naming: a region in code becomes
                // the AWS configuration's.
                let is_told = [winner]
                    .into_iter()
                    .chain(&row.losers)
                    .any(|told| told.value == candidate.value);
                if candidate.origin != Origin::BuiltIn && !is_told {
                    row.losers.push(candidate);
                }
            }
            None => row.winner = Some(candidate),
        }
    }

    pub(crate) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// The base of the role is a session: the options say so, or its credentials have turned out to be one.
    pub(crate) fn expiration_lowered(&mut self) {
        let note = "STS allows a role over a session one hour at most, so 3600 s are requested";
        if !self.notes.iter().any(|known| known == note) {
            self.note(note.to_owned());
        }
    }

    fn row(&mut self, option: AccessOption) -> &mut ExplainedOption {
        let at = match self.rows.iter().position(|row| row.option >= option) {
            Some(at) if self.rows[at].option == option => at,
            found => {
                let at = found.unwrap_or(self.rows.len());
                let row = ExplainedOption {
                    option,
                    winner: None,
                    losers: Vec::new(),
                };
                self.rows.insert(at, row);
                at
            }
        };
        &mut self.rows[at]
    }

    /// The model that was asked about.
    #[must_use]
    pub fn model(&self) -> &'static str {
        self.model
    }

    /// The access type of the model.
    #[must_use]
    pub fn access(&self) -> &'static str {
        self.access
    }

    /// Who signs, in words: the role and what it is assumed with.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// The layer that decided who signs.
    #[must_use]
    pub fn identity_origin(&self) -> Origin {
        self.decided_by
    }

    /// Every option that some layer states, in the order of the reference.
    #[must_use]
    pub fn options(&self) -> &[ExplainedOption] {
        &self.rows
    }

    /// One option, if some layer states it.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&ExplainedOption> {
        self.rows.iter().find(|row| row.name() == name)
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} signs as {}", self.model, self.identity)?;
        writeln!(
            f,
            "  decided by {}; access type {}",
            self.decided_by, self.access
        )?;
        let width = self.rows.iter().map(|row| row.name().len()).max();
        let width = width.unwrap_or_default();
        for row in &self.rows {
            let name = row.name();
            match &row.winner {
                Some(Candidate { origin, value }) => {
                    writeln!(f, "  {name:width$} = {value}  [{origin}]")?;
                }
                None => writeln!(f, "  {name:width$}   not used")?,
            }
            for Candidate { origin, value } in &row.losers {
                writeln!(f, "  {:width$}   lost: {value}  [{origin}]", "")?;
            }
        }
        for note in &self.notes {
            writeln!(f, "  note: {note}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A default region in code spares the search for one, so the AWS configuration has it as well.
    #[test]
    fn a25_a_value_that_lost_is_named_once() {
        let mut explanation = Explanation::new("Order", "Orders", "a role".to_owned());
        let candidate = |origin, region: &str| Candidate::new(origin, region.to_owned());
        let option = AccessOption::Region;
        explanation.add(option, candidate(Origin::Meta, "eu-west-1"), true);
        explanation.add(option, candidate(Origin::Default, "us-east-1"), true);
        explanation.add_last(option, candidate(Origin::Environment, "us-east-1"));
        let losers = explanation.option("region").unwrap().losers();
        assert_eq!(losers, [candidate(Origin::Default, "us-east-1")]);
    }
}
