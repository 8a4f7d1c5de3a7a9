//! Which options go together, by the rules of `dynamo-model-core::groups`.

use dynamo_model_core::{
    groups::{self, OptionSet},
    options::{AccessOption, ValueKind},
};
use syn::Lit;

use super::Checker;
use crate::attr::{RawValue, ScalarKind};

impl Checker<'_, '_> {
    pub fn groups(&mut self) {
        let meta = &self.raw.meta;
        // A flag forbids something when it is known to be `true`.
        let given = meta
            .iter()
            .filter(|(option, _)| self.raw.derive.takes(*option))
            .fold(OptionSet::new(), |set, (option, given)| {
                if option.row().value == ValueKind::Flag && !is_true(&given.value) {
                    set.insert_off(option)
                } else {
                    set.insert(option)
                }
            });
        // An option whose name is misspelled is an error already; it is not missing as well.
        let meant = meta
            .meant()
            .iter()
            .fold(given, |set, option| set.insert(*option));
        for rule in groups::RULES {
            if rule.subject == AccessOption::Access {
                self.beside_access(rule.culprits(given));
                continue;
            }
            if let Some(subject) = meta.get(rule.subject)
                && rule.is_broken_by(given)
                && rule.is_broken_by(meant)
            {
                self.ctxt.error(
                    subject,
                    format_args!("`{}` {}", subject.typed(), rule.predicate),
                );
            }
        }
    }

    /// Options that cannot stand beside `access`: each has to move, so each is an error of its own.
    fn beside_access(&self, options: OptionSet) {
        let meta = &self.raw.meta;
        if meta.get(AccessOption::Access).is_none() {
            return;
        }
        for given in options.iter().filter_map(|option| meta.get(option)) {
            self.ctxt.error(
                given,
                format_args!(
                    "`{}` cannot be combined with `access`; move it to the type that `access` names",
                    given.typed()
                ),
            );
        }
    }
}

fn is_true(value: &RawValue) -> bool {
    let RawValue::Scalar(scalar) = value else {
        return false;
    };
    match &scalar.kind {
        ScalarKind::Literal(literal) => matches!(&literal.lit, Lit::Bool(flag) if flag.value),
        ScalarKind::Expr(_) | ScalarKind::Env { .. } => false,
    }
}
