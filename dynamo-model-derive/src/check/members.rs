//! The fields of a struct as members of an M or of an item: names, forms, and what stands in when one is missing.

use dynamo_model_core::{attribute_name, suggestion};
use syn::Type;

use super::{Checker, roles};
use crate::{
    attr::{RawArgument, RawField, Spanned},
    case::Case,
    generics::inside_option,
    keys::{self, FieldKey},
    model::{
        Derive,
        item::{Attribute, Field, Form, Members, Missing, Role, Stored},
    },
    place::Place,
};

/// The formats that `format = "..."` knows, and the types they are called by in the crate.
const FORMATS: &[(&str, &str)] = &[
    ("rfc3339", "Rfc3339"),
    ("epoch_seconds", "EpochSeconds"),
    ("epoch_millis", "EpochMillis"),
    ("pynamodb", "PynamoDb"),
];

impl<'a> Checker<'a, '_> {
    /// The fields of a struct, or of a variant with names.
    pub fn members(
        &self,
        fields: &'a [RawField<'a>],
        case: Option<Case>,
        deny_unknown: bool,
    ) -> Members<'a> {
        let stored = fields.iter().filter_map(|field| self.member(field, case));
        let members = Members {
            deny_unknown,
            ..Members::of(stored.collect())
        };
        self.distinct_names(fields, &members);
        self.one_rest(fields, deny_unknown);
        members
    }

    fn member(&self, raw: &'a RawField<'a>, case: Option<Case>) -> Option<Field<'a>> {
        let ident = raw.field.ident.as_ref()?;
        let ty = &raw.field.ty;
        let stored = if raw.options.has(FieldKey::Skip) {
            self.nothing_but(raw, FieldKey::Skip, &[FieldKey::Default]);
            Stored::Nowhere(match missing(raw) {
                Missing::Own => Missing::Default,
                given => given,
            })
        } else if raw.options.has(FieldKey::Flatten) {
            self.nothing_but(raw, FieldKey::Flatten, &[]);
            Stored::Rest
        } else {
            self.no_double_option(ty);
            self.attribute(raw, case)
                .map_or(Stored::Nowhere(Missing::Never), Stored::Attribute)
        };
        Some(Field {
            ident,
            ty,
            vis: &raw.field.vis,
            stored,
        })
    }

    fn attribute(&self, raw: &'a RawField<'a>, case: Option<Case>) -> Option<Attribute<'a>> {
        let role = Self::role(raw);
        let name = self.name(raw, case, role);
        let aliases = raw.options.texts(FieldKey::Alias);
        let aliases = aliases.map(|alias| alias.value.value()).collect();
        let form = self.form(raw, role);
        let borrowed = self.is_borrowed(raw);
        let (role, form) = if self.role_excludes(raw) {
            (role, form)
        } else {
            (Role::Plain, form.map(|_| None))
        };
        if let (Some(null), Some(form)) = (raw.options.get(FieldKey::Null), given_forms(raw).next())
        {
            let form = form.typed();
            self.ctxt.error(
                null,
                format_args!(
                    "`null` cannot be combined with `{form}`, which decides what is written"
                ),
            );
        }
        if borrowed {
            return None;
        }
        Some(Attribute {
            name: name?,
            aliases,
            form: form.ok()?,
            missing: missing(raw),
            null: raw.options.has(FieldKey::Null),
            role,
        })
    }

    fn name(&self, raw: &RawField<'_>, case: Option<Case>, role: Role) -> Option<String> {
        let is_key = matches!(role, Role::PartitionKey | Role::SortKey);
        let check = if is_key {
            attribute_name::check_key
        } else {
            attribute_name::check
        };
        for alias in raw.options.texts(FieldKey::Alias) {
            if let Err(violation) = check(&alias.value.value()) {
                self.ctxt
                    .error(alias.value.span(), format_args!("`alias` {violation}"));
            }
        }
        if let Some((_, text)) = raw.options.text(FieldKey::Rename) {
            let name = text.value();
            if let Err(violation) = check(&name) {
                self.ctxt
                    .error(text.span(), format_args!("`rename` {violation}"));
                return None;
            }
            return Some(name);
        }
        let name = roles::field_name(raw);
        Some(match case {
            Some(case) => case.apply(&name),
            None => name,
        })
    }

    /// The form of a field, or nothing if it is wrong, which has been reported then.
    fn form(&self, raw: &'a RawField<'a>, role: Role) -> Result<Option<Form<'a>>, ()> {
        let mut forms = given_forms(raw);
        if let (Some(first), Some(second)) = (forms.next(), forms.next()) {
            self.ctxt.error(
                second,
                format_args!(
                    "`{}` cannot be combined with `{}`: a field is stored in one form",
                    second.typed(),
                    first.typed()
                ),
            );
            return Err(());
        }
        let options = &raw.options;
        let form = if let Some(given) = options.get(FieldKey::With) {
            match &given.value {
                RawArgument::Type(ty) => Some(Form::Type(ty)),
                _ => return Err(()),
            }
        } else if let Some((_, text)) = options.text(FieldKey::Format) {
            let name = text.value();
            let Some((_, known)) = FORMATS.iter().find(|(format, _)| *format == name) else {
                self.unknown_format(&name, text.span().into());
                return Err(());
            };
            if role == Role::Ttl && name != "epoch_seconds" {
                self.ctxt.error(
                    text.span(),
                    "`ttl` is always stored as `epoch_seconds`, because DynamoDB reads nothing else",
                );
                return Err(());
            }
            Some(Form::Known(known))
        } else if options.has(FieldKey::Serde) {
            Some(Form::Known("Serde"))
        } else if options.has(FieldKey::Json) {
            Some(Form::Known("JsonText"))
        } else if options.has(FieldKey::List) {
            Some(Form::Known("AsList"))
        } else if role == Role::Ttl {
            Some(Form::Known("EpochSeconds"))
        } else {
            None
        };
        Ok(form)
    }

    fn unknown_format(&self, name: &str, place: Place) {
        let names = FORMATS.iter().map(|(format, _)| *format);
        let sentence = match suggestion::nearest(name, names.clone().map(|format| (format, format)))
        {
            Some(near) => format!("`format` does not know `{name}`; did you mean `{near}`?"),
            None => format!(
                "`format` does not know `{name}`; expected {}, or name a codec with `with = Type`",
                keys::one_of(names)
            ),
        };
        self.ctxt.error(place, sentence);
    }

    /// Reports what a key or a managed field cannot be as well. False if the field's type or form cannot have the role.
    fn role_excludes(&self, raw: &RawField<'_>) -> bool {
        let Some((given, role)) = roles::role_option(raw) else {
            return true;
        };
        let typed = given.typed();
        let is_key = matches!(role, Role::PartitionKey | Role::SortKey);
        let excluded: &[FieldKey] = if is_key {
            &[
                FieldKey::Default,
                FieldKey::Null,
                FieldKey::Serde,
                FieldKey::List,
                FieldKey::Alias,
            ]
        } else {
            &[
                FieldKey::Null,
                FieldKey::Serde,
                FieldKey::List,
                FieldKey::Json,
            ]
        };
        let mut sound = true;
        let others = raw.options.all();
        for (key, other, place) in others.filter(|(key, ..)| excluded.contains(key)) {
            sound &= !FieldKey::FORMS.contains(&key);
            self.ctxt.error(
                place,
                format_args!("`{other}` cannot be combined with `{typed}`"),
            );
        }
        let why = match role {
            _ if inside_option(&raw.field.ty).is_none() => return sound,
            _ if is_key => "every item has its key",
            Role::Version => "0 stands for an item that was never stored",
            _ => return sound,
        };
        self.ctxt.error(
            Place::of_or(&raw.field.ty, given),
            format_args!("`{typed}` cannot be an `Option`: {why}"),
        );
        false
    }

    fn nothing_but(&self, raw: &RawField<'_>, key: FieldKey, allowed: &[FieldKey]) {
        let Some(this) = raw.options.get(key) else {
            return;
        };
        let typed = this.typed();
        let why = match key {
            FieldKey::Skip => "a skipped field is not in the item",
            _ => "it holds whatever no other field does",
        };
        let others = raw.options.all();
        for (_, other, place) in
            others.filter(|(other, ..)| *other != key && !allowed.contains(other))
        {
            self.ctxt.error(
                place,
                format_args!("`{other}` cannot be combined with `{typed}`: {why}"),
            );
        }
    }

    /// Reports a reference: what is read has to be held by something.
    fn is_borrowed(&self, raw: &RawField<'_>) -> bool {
        let Type::Reference(reference) = &raw.field.ty else {
            return false;
        };
        let is_read = self.is_item() || self.raw.derive == Derive::DynamoValue;
        if raw.options.has(FieldKey::With) || !is_read {
            return false;
        }
        let sentence = match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => {
                "a `&str` can be written but not read; write `String`, or `Cow<'a, str>` in a value that borrows"
            }
            _ => "a reference can be written but not read; write a type that owns its data",
        };
        let name = &self.raw.input.ident;
        self.ctxt.error(Place::of_or(reference, name), sentence);
        true
    }

    fn no_double_option(&self, ty: &Type) {
        if let Some(inner) = inside_option(ty)
            && inside_option(inner).is_some()
        {
            self.ctxt.error(
                Place::of_or(ty, self.raw.input.ident.span()),
                "`Option<Option<_>>` cannot be stored: an item has an attribute or does not; write `Option<_>`",
            );
        }
    }

    fn distinct_names(&self, fields: &[RawField<'_>], members: &Members<'_>) {
        let mut seen: Vec<(&str, &syn::Ident, Place)> = Vec::new();
        for (raw, field) in fields.iter().zip(&members.fields) {
            let Stored::Attribute(attribute) = &field.stored else {
                continue;
            };
            let place = match raw.options.text(FieldKey::Rename) {
                Some((_, text)) => text.span().into(),
                None => Place::from(field.ident),
            };
            let aliases = raw.options.texts(FieldKey::Alias);
            let aliases = aliases.map(|alias| Place::from(alias.value.span()));
            let names = std::iter::once(&attribute.name).chain(&attribute.aliases);
            for (name, place) in names.zip(std::iter::once(place).chain(aliases)) {
                let known = seen.iter().find(|(known, ..)| known == name);
                match known {
                    None => seen.push((name, field.ident, place)),
                    Some((_, ident, _)) if *ident == field.ident => self.ctxt.error(
                        place,
                        format_args!("`{name}` is a name of this field already; take it out"),
                    ),
                    Some((.., first)) => self.ctxt.error_with(
                        place,
                        format_args!("two fields are stored as the attribute `{name}`"),
                        *first,
                        "the first is here",
                    ),
                }
            }
        }
    }

    fn one_rest(&self, fields: &[RawField<'_>], deny_unknown: bool) {
        let mut given = fields
            .iter()
            .filter_map(|field| field.options.get(FieldKey::Flatten));
        let Some(first) = given.next() else {
            return;
        };
        if deny_unknown {
            self.ctxt.error(
                first,
                "`flatten` keeps unknown attributes, which `deny_unknown` refuses; take one of them out",
            );
        }
        for further in given {
            self.ctxt.error_with(
                further,
                "only one field can hold the rest of the attributes, but this is another",
                first,
                "the first is here",
            );
        }
    }
}

fn given_forms<'r>(raw: &'r RawField<'_>) -> impl Iterator<Item = &'r Spanned<RawArgument>> {
    FieldKey::FORMS
        .iter()
        .filter_map(|key| raw.options.get(*key))
}

pub fn missing<'a>(raw: &'a RawField<'a>) -> Missing<'a> {
    match raw.options.get(FieldKey::Default).map(|given| &given.value) {
        Some(RawArgument::Expr(expr)) => Missing::Expr(expr),
        Some(_) => Missing::Default,
        None => Missing::Own,
    }
}
