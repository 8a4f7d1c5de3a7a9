//! Keys of indexes that are put together from fields: which template is which key, and which attribute it is stored as.

use dynamo_model_core::attribute_name;

use super::{Checker, templates::TemplateOf};
use crate::{
    attr::{RawIndex, RawTemplate},
    model::item::{IndexKey, Members, Piece, Template},
};

/// The templates of one index by what they are for.
#[derive(Default)]
pub struct PutTogether<'a> {
    pub partition: Option<&'a RawTemplate>,
    pub sort: Option<&'a RawTemplate>,
}

impl<'a> Checker<'a, '_> {
    /// The words `pk` and `sk` say it; attributes come in the order of the keys that are no fields.
    pub fn assigned(&self, raw: &'a RawIndex) -> PutTogether<'a> {
        let mut keys = PutTogether::default();
        for template in &raw.templates {
            let wants_sort = match template.name.as_str() {
                "pk" if !template.is_quoted => false,
                "sk" if !template.is_quoted => true,
                _ => raw.is_local() || raw.partition.get().is_some() || keys.partition.is_some(),
            };
            let (word, field) = if wants_sort {
                ("sort", raw.sort.get())
            } else {
                ("partition", raw.partition.get())
            };
            if let Some(field) = field {
                self.ctxt.error_with(
                    template.place,
                    format_args!(
                        "`{}` cannot be combined with `{word}`, which says that the key is a field",
                        template.name
                    ),
                    field,
                    format_args!("the {word} key is here"),
                );
                continue;
            }
            if raw.is_local() && !wants_sort {
                self.ctxt.error(
                    template.place,
                    "a local secondary index has the partition key of the table; leave it out",
                );
                continue;
            }
            let key = if wants_sort {
                &mut keys.sort
            } else {
                &mut keys.partition
            };
            if key.is_some() {
                self.ctxt.error(
                    template.place,
                    "an index has a partition key and a sort key, but this is another attribute",
                );
                continue;
            }
            *key = Some(template);
        }
        keys
    }

    /// The key, if it is put together.
    pub fn index_key(
        &mut self,
        raw: Option<&'a RawTemplate>,
        role: &str,
        index: &str,
        members: &mut Members<'a>,
    ) -> Option<IndexKey> {
        let raw = raw?;
        let attribute = if raw.name == role && !raw.is_quoted {
            format!("{index}{role}")
        } else {
            raw.name.clone()
        };
        let before = self.ctxt.count();
        if let Err(violation) = attribute_name::check_key(&attribute) {
            let sentence = format_args!("the name of a key attribute {violation}");
            self.ctxt.error(raw.place, sentence);
        }
        let pieces = self.pieces(raw, TemplateOf::Index, members);
        if self.ctxt.count() > before {
            return None;
        }
        for (index, known) in members.templates.iter().enumerate() {
            if known.attribute == attribute {
                return self.same(raw, &attribute, known, &pieces, IndexKey::OfTable(index));
            }
        }
        for (index, known) in members.index_templates.iter().enumerate() {
            if known.attribute == attribute {
                return self.same(raw, &attribute, known, &pieces, IndexKey::Template(index));
            }
        }
        self.not_a_field(&attribute, raw.place, members);
        members.index_templates.push(Template { attribute, pieces });
        Some(IndexKey::Template(members.index_templates.len() - 1))
    }

    /// An attribute that is put together for another key, too, is put together alike.
    fn same(
        &self,
        raw: &RawTemplate,
        attribute: &str,
        known: &Template,
        pieces: &[Piece],
        key: IndexKey,
    ) -> Option<IndexKey> {
        if known.pieces == pieces {
            return Some(key);
        }
        self.ctxt.error(
            raw.place,
            format_args!(
                "the attribute `{attribute}` is put together otherwise for another key; give one of them another name"
            ),
        );
        None
    }
}
