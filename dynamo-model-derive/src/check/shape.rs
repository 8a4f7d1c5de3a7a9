//! Which kinds of items a derive is for.

use syn::{Data, Fields};

use super::Checker;
use crate::{model::Derive, place::Place};

impl Checker<'_, '_> {
    pub fn shape(&mut self) {
        let input = self.raw.input;
        let name = Place::from(&input.ident);
        match (self.raw.derive, &input.data) {
            (Derive::AwsAccess, Data::Union(data)) => self.ctxt.error(
                data.union_token.span,
                "`#[derive(AwsAccess)]` is for a struct or an enum, not for a union",
            ),
            (Derive::DynamoValue, Data::Union(data)) => self.ctxt.error(
                data.union_token.span,
                "`#[derive(DynamoValue)]` is for a struct or an enum, not for a union",
            ),
            (Derive::AwsAccess | Derive::DynamoValue, _) | (Derive::DynamoModel, Data::Enum(_)) => {}
            (Derive::DynamoModel, Data::Union(data)) => {
                self.ctxt.error(data.union_token.span, NAMED_FIELDS);
            }
            (Derive::DynamoModel, Data::Struct(data)) => match &data.fields {
                Fields::Named(_) => {}
                Fields::Unnamed(fields) => self.ctxt.error(
                    Place::of_or(fields, name),
                    "`#[derive(DynamoModel)]` needs the names of the fields, because they name the attributes of \
                     an item; write `struct Name { field: Type }`",
                ),
                Fields::Unit => self.ctxt.error(
                    name,
                    "`#[derive(DynamoModel)]` is for a struct with fields; a type that only says who signs takes \
                     `#[derive(AwsAccess)]`",
                ),
            },
        }
        if self.raw.derive == Derive::AwsAccess && !input.generics.params.is_empty() {
            self.ctxt.error(
                Place::of_or(&input.generics, name),
                "`#[derive(AwsAccess)]` is for a type without generic parameters, because one type stands for one \
                 identity",
            );
        }
    }
}

const NAMED_FIELDS: &str = "`#[derive(DynamoModel)]` is for a struct with named fields";
