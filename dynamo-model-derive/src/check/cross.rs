//! Rules that look at the values of two options, or at an option and a type.

use dynamo_model_core::{
    Violation, account_id, billing_mode, credentials, options::AccessOption as O, policy_arn,
    region, session_duration, table_name, tags,
};
use proc_macro2::Span;
use syn::{LitStr, Type};

use super::Checker;
use crate::{
    attr::{RawValue, Spanned},
    model::{Argument, Assertion, RulePath, Scalar, Set, Value},
    place::Place,
};

/// A rule between two texts, and its path for the compiler.
type Between = (fn(&str, &str) -> Result<(), Violation>, RulePath);

const ARN_IN_REGION: Between = (
    region::check_arn,
    RulePath(&["rules", "region", "check_arn"]),
);
const TABLE_IN_REGION: Between = (
    table_name::check_region,
    RulePath(&["rules", "table_name", "check_region"]),
);
const ROLE_OF_ACCOUNT: Between = (
    account_id::check_role,
    RulePath(&["rules", "account_id", "check_role"]),
);

/// The options whose values are right.
struct Options<'o, 'a>(&'o [Set<'a>]);

impl<'o, 'a> Options<'o, 'a> {
    fn value(&self, option: O) -> Option<&'o Value<'a>> {
        let set = self.0.iter().find(|set| set.option == option)?;
        Some(&set.value)
    }

    fn scalar(&self, option: O) -> Option<&'o Scalar> {
        match self.value(option)? {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    fn list(&self, option: O) -> Option<&'o [Scalar]> {
        match self.value(option)? {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    fn ty(&self, option: O) -> Option<&'a Type> {
        match self.value(option)? {
            Value::Type(path) => Some(path),
            _ => None,
        }
    }
}

impl<'a> Checker<'a, '_> {
    pub fn cross(&mut self, options: &[Set<'a>]) {
        let options = &Options(options);
        self.arns_in_regions(options);
        if let Some(table) = options.scalar(O::TableName) {
            if let Some(region) = options.scalar(O::Region) {
                self.between(O::TableName, TABLE_IN_REGION, table, region);
            }
            self.table_in_region_of(options, table);
        }
        if let (Some(account), Some(role)) = (
            options.scalar(O::ExpectedAccount),
            options.scalar(O::AwsStsRoleArn),
        ) {
            self.between(O::ExpectedAccount, ROLE_OF_ACCOUNT, account, role);
        }
        self.token_of_key(options);
        self.own_base(options);
        self.chained_expiration(options);
        self.capacity(options);
        self.policy_arn_count(options);
        self.transitive_tags(options);
    }

    fn arns_in_regions(&mut self, options: &Options<'_, 'a>) {
        for region in [O::Region, O::StsRegion] {
            let Some(region) = options.scalar(region) else {
                continue;
            };
            if let Some(arn) = options.scalar(O::AwsStsRoleArn) {
                self.between(O::AwsStsRoleArn, ARN_IN_REGION, region, arn);
            }
        }
        let Some(region) = options.scalar(O::Region) else {
            return;
        };
        for (index, arn) in options
            .list(O::PolicyArns)
            .into_iter()
            .flatten()
            .enumerate()
        {
            if let Some((given, place)) = self.item(O::PolicyArns, index) {
                self.relate(given.typed(), place, ARN_IN_REGION, region, arn);
            }
        }
    }

    /// The region of a table's ARN against the region that `access = Type` brings.
    fn table_in_region_of(&mut self, options: &Options<'_, 'a>, table: &Scalar) {
        let Some(access) = options.ty(O::Access) else {
            return;
        };
        let may_be_arn = match table {
            Scalar::Text(name) => name.value().starts_with("arn:"),
            Scalar::Const(_) => true,
            _ => false,
        };
        if may_be_arn {
            self.assert(
                O::TableName,
                RulePath(&["check_table_region"]),
                vec![Argument::Scalar(table.clone()), Argument::Access(access)],
            );
        }
    }

    fn token_of_key(&mut self, options: &Options<'_, 'a>) {
        let given = self.raw.meta.get(O::AwsSessionToken).is_some();
        match options.scalar(O::AwsAccessKeyId) {
            Some(Scalar::Text(id)) => self.report(
                O::AwsAccessKeyId,
                &credentials::check_token_given(&id.value(), given),
            ),
            Some(id @ Scalar::Const(_)) if !given => self.assert(
                O::AwsAccessKeyId,
                RulePath(&["rules", "credentials", "check_token_given"]),
                vec![
                    Argument::Scalar(id.clone()),
                    Argument::Scalar(Scalar::Flag(given)),
                ],
            ),
            _ => {}
        }
    }

    fn own_base(&mut self, options: &Options<'_, 'a>) {
        let Some(Type::Path(base)) = options.ty(O::Base) else {
            return;
        };
        let own = |ident: &syn::Ident| ident == "Self" || *ident == self.raw.input.ident;
        if base.qself.is_none()
            && base.path.get_ident().is_some_and(own)
            && let Some(given) = self.raw.meta.get(O::Base)
        {
            self.ctxt.error(given, "a type cannot be its own `base`");
        }
    }

    /// STS gives a session that is assumed from another session one hour at most.
    fn chained_expiration(&mut self, options: &Options<'_, 'a>) {
        let Some(expiration) = options.scalar(O::Expiration) else {
            return;
        };
        let seconds = match expiration {
            Scalar::Number(seconds) => {
                if session_duration::check_chained(*seconds).is_ok() {
                    return;
                }
                Some(*seconds)
            }
            Scalar::Const(_) => None,
            _ => return,
        };
        if let Some(base) = options.ty(O::Base) {
            self.assert(
                O::Expiration,
                RulePath(&["check_chained_to"]),
                vec![Argument::Scalar(expiration.clone()), Argument::Access(base)],
            );
        } else if self.raw.meta.get(O::AwsSessionToken).is_some() {
            match seconds {
                Some(seconds) => {
                    self.report(O::Expiration, &session_duration::check_chained(seconds));
                }
                None => self.assert(
                    O::Expiration,
                    RulePath(&["rules", "session_duration", "check_chained"]),
                    vec![Argument::Scalar(expiration.clone())],
                ),
            }
        }
    }

    fn capacity(&mut self, options: &Options<'_, 'a>) {
        let read = self.raw.meta.get(O::ReadCapacityUnits).is_some();
        let write = self.raw.meta.get(O::WriteCapacityUnits).is_some();
        match options.scalar(O::BillingMode) {
            Some(Scalar::Text(mode)) => self.report(
                O::BillingMode,
                &billing_mode::check_capacity(&mode.value(), read, write),
            ),
            Some(mode @ Scalar::Const(_)) => self.assert(
                O::BillingMode,
                RulePath(&["rules", "billing_mode", "check_capacity"]),
                vec![
                    Argument::Scalar(mode.clone()),
                    Argument::Scalar(Scalar::Flag(read)),
                    Argument::Scalar(Scalar::Flag(write)),
                ],
            ),
            _ => {}
        }
    }

    fn policy_arn_count(&self, options: &Options<'_, 'a>) {
        let Some(arns) = options.list(O::PolicyArns) else {
            return;
        };
        if let (Err(violation), Some(given)) = (
            policy_arn::check_count(arns.len()),
            self.raw.meta.get(O::PolicyArns),
        ) {
            self.ctxt
                .error(given, format_args!("`{}` {violation}", given.typed()));
        }
    }

    fn transitive_tags(&mut self, options: &Options<'_, 'a>) {
        let (Some(transitive), Some(Value::Tags(tags)), Some(given)) = (
            options.list(O::TransitiveTags),
            options.value(O::Tags),
            self.raw.meta.get(O::TransitiveTags),
        ) else {
            return;
        };
        let keys: Vec<&str> = tags.iter().map(|(key, _)| key.as_str()).collect();
        let mut known = Vec::new();
        for (index, item) in transitive.iter().enumerate() {
            let Some((_, place)) = self.item(O::TransitiveTags, index) else {
                continue;
            };
            if let Scalar::Text(key) = item {
                let key = key.value();
                let result = tags::check_transitive(&keys, &[&key]).and_then(|()| {
                    let all: Vec<&str> = known.iter().chain([&key]).map(String::as_str).collect();
                    tags::check_distinct(&all)
                });
                match result {
                    Ok(()) => known.push(key),
                    Err(violation) => self
                        .ctxt
                        .error(place, format_args!("`{}` {violation}", given.typed())),
                }
                continue;
            }
            let keys = keys
                .iter()
                .map(|key| Scalar::Text(LitStr::new(key, Span::call_site())))
                .collect();
            // With those before it, none of which it may repeat.
            let so_far = transitive.get(..=index).unwrap_or_default().to_vec();
            self.model.assertions.push(Assertion {
                place: self.ctxt.visible(place),
                subject: given.typed(),
                rule: RulePath(&["rules", "tags", "check_transitive"]),
                arguments: vec![Argument::Scalars(keys), Argument::Scalars(so_far)],
            });
        }
    }

    fn between(&mut self, subject: O, rule: Between, first: &Scalar, second: &Scalar) {
        if let Some((given, place)) = self.subject(subject) {
            self.relate(given.typed(), place, rule, first, second);
        }
    }

    /// Checks two literals here, and has the compiler check what only it knows; the environment is for run time.
    fn relate(
        &mut self,
        subject: String,
        place: Place,
        (check, path): Between,
        first: &Scalar,
        second: &Scalar,
    ) {
        match (first, second) {
            (Scalar::Text(one), Scalar::Text(other)) => {
                if let Err(violation) = check(&one.value(), &other.value()) {
                    self.ctxt
                        .error(place, format_args!("`{subject}` {violation}"));
                }
            }
            (Scalar::Const(_), Scalar::Text(_) | Scalar::Const(_))
            | (Scalar::Text(_), Scalar::Const(_)) => self.model.assertions.push(Assertion {
                place: self.ctxt.visible(place),
                subject,
                rule: path,
                arguments: vec![
                    Argument::Scalar(first.clone()),
                    Argument::Scalar(second.clone()),
                ],
            }),
            _ => {}
        }
    }

    fn report(&self, subject: O, result: &Result<(), Violation>) {
        if let (Err(violation), Some((given, place))) = (result, self.subject(subject)) {
            self.ctxt
                .error(place, format_args!("`{}` {violation}", given.typed()));
        }
    }

    fn assert(&mut self, subject: O, rule: RulePath, arguments: Vec<Argument<'a>>) {
        if let Some((given, place)) = self.subject(subject) {
            self.model.assertions.push(Assertion {
                place: self.ctxt.visible(place),
                subject: given.typed(),
                rule,
                arguments,
            });
        }
    }

    /// An option as it was given, and where its value stands.
    fn subject(&self, option: O) -> Option<(&'a Spanned<RawValue>, Place)> {
        let given = self.raw.meta.get(option)?;
        let place = match &given.value {
            RawValue::Scalar(scalar) => scalar.place,
            _ => given.into(),
        };
        Some((given, place))
    }

    /// The same for one item of a list.
    fn item(&self, option: O, index: usize) -> Option<(&'a Spanned<RawValue>, Place)> {
        let given = self.raw.meta.get(option)?;
        let RawValue::List(items) = &given.value else {
            return None;
        };
        Some((given, items.get(index)?.place))
    }
}
