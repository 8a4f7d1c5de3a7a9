//! Which table a model's items live in, once environment variables and overrides are known.

use dynamo_model_core::table_name;

use super::TableSpec;
use crate::access::{
    Dynamo, Origin,
    error::{AccessError, OptionsError, Problem},
    spec::Setting,
};

const OPTION: &str = "table_name";

/// The table's name or ARN, and who said so.
pub(crate) fn resolve(
    db: &Dynamo,
    type_name: &'static str,
    spec: &'static TableSpec,
) -> Result<(String, Origin), AccessError> {
    if let Some(name) = db.table_override(type_name) {
        return Ok((name.to_owned(), Origin::TypeOverride));
    }
    if !spec.kinds.is_empty() {
        return of_kinds(db, spec);
    }
    let (name, variable) = match spec.table_name {
        None => return checked(spec, spec.model, None).map(|name| (name, Origin::BuiltIn)),
        Some(Setting::Value(name)) => (name.to_owned(), None),
        Some(Setting::Env { name, default }) => match (db.variable(name), default) {
            (Some(value), _) if !value.is_empty() => (value, Some(name)),
            (None, Some(default)) => (default.to_owned(), None),
            (found, _) => {
                let state = if found.is_some() { "empty" } else { "not set" };
                let told = format!("needs the environment variable `{name}`, which is {state}");
                return Err(wrong(spec, Problem::new(OPTION, told)));
            }
        },
    };
    checked(spec, &name, variable).map(|name| (name, Origin::Meta))
}

/// The one table of all kinds. The names agree as they are written; overrides and variables need not.
fn of_kinds(db: &Dynamo, spec: &TableSpec) -> Result<(String, Origin), AccessError> {
    let mut first: Option<(&str, (String, Origin))> = None;
    for kind in spec.kinds {
        let of_kind = resolve(db, (kind.type_name)(), kind.table)?;
        match &first {
            None => first = Some((kind.table.model, of_kind)),
            Some((_, name)) if name.0 == of_kind.0 => {}
            Some((model, name)) => {
                let told = format!(
                    "must be the same for all kinds, but that of `{model}` is `{}` and that of `{}` is `{}`",
                    name.0, kind.table.model, of_kind.0
                );
                return Err(wrong(spec, Problem::new(OPTION, told)));
            }
        }
    }
    match first {
        Some((_, name)) => Ok(name),
        None => checked(spec, spec.model, None).map(|name| (name, Origin::BuiltIn)),
    }
}

fn checked(
    spec: &TableSpec,
    name: &str,
    variable: Option<&'static str>,
) -> Result<String, AccessError> {
    match table_name::check(name) {
        Ok(()) => Ok(name.to_owned()),
        Err(violation) => {
            let problem = Problem::of_variable(OPTION, variable, violation);
            Err(wrong(spec, problem))
        }
    }
}

fn wrong(spec: &TableSpec, problem: Problem) -> AccessError {
    AccessError::Options(OptionsError {
        models: [spec.model].into(),
        layer: Origin::Meta.to_string().into(),
        problems: [problem].into(),
    })
}
