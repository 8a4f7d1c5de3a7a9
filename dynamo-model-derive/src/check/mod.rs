//! Every rule: [`RawModel`] to [`Model`]. What breaks one is reported and left out; the model is only used if nothing
//! was reported.

mod access;
mod body;
mod cross;
mod groups;
mod index_keys;
mod indexes;
mod kind;
mod kinds;
mod members;
mod roles;
mod rule;
mod shape;
mod templates;
mod value;
mod variants;
mod warnings;

use dynamo_model_core::{options::AccessOption, resource_tags, tags};
use proc_macro2::TokenStream;

use self::{rule::Rule, value::Subject};
use crate::{
    attr::{self, RawModel, RawTag, RawValue, Spanned},
    ctxt::Ctxt,
    model::{Derive, Model, Scalar, Set, Value},
    place::{Place, moved},
};

/// Checks one input.
pub fn check<'a>(ctxt: &Ctxt, raw: &'a RawModel<'a>) -> Model<'a> {
    let mut checker = Checker {
        ctxt,
        raw,
        model: Model::new(raw),
    };
    checker.shape();
    checker.body();
    checker.misplaced_options();
    let options = checker.options();
    checker.groups();
    checker.cross(&options);
    checker.default_table_name();
    checker.warnings();
    let is_enum = matches!(raw.input.data, syn::Data::Enum(_));
    if raw.derive == Derive::AwsAccess || raw.derive == Derive::DynamoModel && !is_enum {
        checker.implementations(options);
    }
    checker.model
}

struct Checker<'a, 'c> {
    ctxt: &'c Ctxt,
    raw: &'a RawModel<'a>,
    model: Model<'a>,
}

impl<'a> Model<'a> {
    fn new(raw: &'a RawModel<'a>) -> Self {
        Self {
            derive: raw.derive,
            name: &raw.input.ident,
            vis: &raw.input.vis,
            generics: &raw.input.generics,
            krate: raw.krate.get().map(|given| &given.value),
            access: None,
            table: None,
            body: None,
            kinds: None,
            indexes: Vec::new(),
            constants: Vec::new(),
            assertions: Vec::new(),
            warnings: Vec::new(),
            lints: warnings::deprecation_levels(&raw.input.attrs),
        }
    }
}

impl<'a> Checker<'a, '_> {
    /// Options that this derive does not take.
    fn misplaced_options(&mut self) {
        if self.raw.derive != Derive::AwsAccess {
            return;
        }
        for (option, given) in self.raw.meta.iter() {
            if self.raw.derive.takes(option) {
                continue;
            }
            let typed = given.typed();
            let sentence = if option == AccessOption::Access {
                "`access` belongs on a model; a type with `#[derive(AwsAccess)]` states its options itself"
                    .to_owned()
            } else {
                format!(
                    "`{typed}` belongs on a model; write it in the `meta(...)` of a struct with \
                     `#[derive(DynamoModel)]`"
                )
            };
            self.ctxt.error(given, sentence);
        }
    }

    /// Every option that is given and right.
    fn options(&mut self) -> Vec<Set<'a>> {
        let raw = self.raw;
        raw.meta
            .iter()
            .filter(|(option, _)| raw.derive.takes(*option))
            .filter_map(|(option, given)| {
                let value = self.option(option, given)?;
                Some(Set { option, value })
            })
            .collect()
    }

    fn option(&mut self, option: AccessOption, given: &'a Spanned<RawValue>) -> Option<Value<'a>> {
        let typed = given.typed();
        let subject = Subject {
            row: option.row(),
            typed: &typed,
            index: None,
        };
        match &given.value {
            RawValue::Broken => None,
            RawValue::Type(path) => Some(Value::Type(path)),
            RawValue::Scalar(scalar) => self
                .scalar(subject, Rule::of(option)?, scalar)
                .map(Value::Scalar),
            RawValue::List(items) => self
                .list(subject, Rule::of(option)?, items)
                .map(Value::List),
            RawValue::Tags(tags) => self.tags(option, given, tags).map(Value::Tags),
        }
    }

    fn list(
        &mut self,
        subject: Subject<'_>,
        rule: Rule,
        items: &[attr::Scalar],
    ) -> Option<Vec<Scalar>> {
        let checked: Vec<_> = items
            .iter()
            .enumerate()
            .map(|(index, item)| {
                let subject = Subject {
                    index: Some(index),
                    ..subject
                };
                self.scalar(subject, rule, item)
            })
            .collect();
        checked.into_iter().collect()
    }

    fn tags(
        &mut self,
        option: AccessOption,
        given: &Spanned<RawValue>,
        tags: &[RawTag],
    ) -> Option<Vec<(String, Scalar)>> {
        let typed = given.typed();
        let of_session = option == AccessOption::Tags;
        let check_key = if of_session {
            tags::check_key
        } else {
            resource_tags::check_key
        };
        let rule = Rule::of(option)?;
        let mut checked = Vec::new();
        for (index, tag) in tags.iter().enumerate() {
            if let Err(violation) = check_key(&tag.key) {
                self.ctxt
                    .error(tag.place, format_args!("a key in `{typed}` {violation}"));
            }
            let subject = Subject {
                row: option.row(),
                typed: &tag.key,
                index: Some(index),
            };
            let value = self.scalar(subject, rule, &tag.value);
            checked.push(value.map(|value| (tag.key.clone(), value)));
        }
        let keys: Vec<&str> = tags.iter().map(|tag| tag.key.as_str()).collect();
        let (count, distinct): (_, fn(&[&str]) -> _) = if of_session {
            (tags::check_count(keys.len()), tags::check_distinct)
        } else {
            (
                resource_tags::check_count(keys.len()),
                resource_tags::check_distinct,
            )
        };
        if let Err(violation) = count {
            self.ctxt
                .error(given, format_args!("`{typed}` {violation}"));
        }
        // At the first key that repeats one before it.
        let repeated = tags
            .iter()
            .enumerate()
            .find_map(|(index, tag)| Some((tag, distinct(keys.get(..=index)?).err()?)));
        if let Some((tag, violation)) = repeated {
            self.ctxt
                .error(tag.place, format_args!("`{typed}` {violation}"));
        }
        checked.into_iter().collect()
    }

    /// An expression, and where messages about it may stand.
    fn visible_expr(&self, place: Place, expr: &TokenStream) -> (Place, TokenStream) {
        if self.ctxt.is_visible(place) {
            return (place, expr.clone());
        }
        let visible = self.ctxt.visible(place);
        (visible, moved(expr.clone(), visible.start))
    }
}
