//! Everything that has been printed: of which types, and what it says.

use std::{
    collections::BTreeSet,
    error::Error,
    fmt::{Debug, Display},
};

use dynamo_model::access::{AccessError, AccessEvent, Explanation};

/// Texts, each with what it is.
#[derive(Debug, Default)]
pub struct Sweep {
    texts: Vec<(String, String)>,
    types: BTreeSet<String>,
    variants: BTreeSet<(&'static str, String)>,
}

impl Sweep {
    pub fn texts(&self) -> &[(String, String)] {
        &self.texts
    }

    /// The names of the types that have been printed.
    pub fn types(&self) -> &BTreeSet<String> {
        &self.types
    }

    /// The variants of an enum that have been printed.
    pub fn variants(&self, kind: &str) -> BTreeSet<String> {
        let of_kind = self.variants.iter().filter(|(of, _)| *of == kind);
        of_kind.map(|(_, variant)| variant.clone()).collect()
    }

    pub fn text(&mut self, what: &str, text: impl Into<String>) {
        self.texts.push((what.to_owned(), text.into()));
    }

    /// What `{:?}` and `{:#?}` make of a value.
    pub fn debug<T: Debug>(&mut self, value: &T) {
        let path = std::any::type_name::<T>();
        if path.starts_with("dynamo_model::") {
            let name = path
                .split('<')
                .next()
                .and_then(|path| path.rsplit("::").next());
            self.types.extend(name.map(str::to_owned));
        }
        self.text(path, format!("{value:?}"));
        self.text(path, format!("{value:#?}"));
    }

    /// What `{}` makes of it as well.
    pub fn display<T: Debug + Display>(&mut self, value: &T) {
        self.debug(value);
        self.text(std::any::type_name::<T>(), format!("{value}"));
        self.text(std::any::type_name::<T>(), format!("{value:#}"));
    }

    /// An error with its parts and all of its causes.
    pub fn access_error(&mut self, error: &AccessError) {
        self.display(error);
        self.variant("AccessError", error);
        self.causes(error);
        match error {
            AccessError::Options(part) => {
                self.display(part);
                for problem in part.problems() {
                    self.display(problem);
                }
            }
            AccessError::NoBaseCredentials(part) => self.display(part),
            AccessError::BaseRefused(part)
            | AccessError::RoleRefused(part)
            | AccessError::StsUnavailable(part) => self.display(part),
            AccessError::WrongAccount(part) => self.display(part),
            AccessError::NoRuntime(part) => self.display(part),
            other => panic!("a new kind of error: {other}"),
        }
    }

    /// The causes of an error of any kind.
    pub fn causes(&mut self, error: &(dyn Error + 'static)) {
        let mut next = Some(error);
        while let Some(cause) = next {
            self.text("a cause", format!("{cause:?}"));
            self.text("a cause", format!("{cause:#?}"));
            self.text("a cause", cause.to_string());
            next = cause.source();
        }
    }

    pub fn event(&mut self, identity: &str, event: &AccessEvent<'_>) {
        self.text("the name of an identity", identity);
        self.debug(event);
        self.variant("AccessEvent", event);
        if let AccessEvent::RefreshFailed { error, .. } = event {
            self.access_error(error);
        }
    }

    pub fn explanation(&mut self, explanation: &Explanation) {
        self.display(explanation);
        self.display(&explanation.identity_origin());
        for option in explanation.options() {
            self.debug(option);
            for candidate in option.winner().into_iter().chain(option.losers()) {
                self.debug(candidate);
                self.text("the value of a candidate", candidate.value());
            }
        }
    }

    fn variant(&mut self, kind: &'static str, value: &impl Debug) {
        let text = format!("{value:?}");
        let name = text.split(|c: char| !c.is_alphanumeric()).next();
        self.variants
            .extend(name.map(|name| (kind, name.to_owned())));
    }
}
