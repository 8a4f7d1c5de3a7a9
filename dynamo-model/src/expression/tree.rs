//! The places that a projection asks for, put together: DynamoDB refuses a place that is a part of another, and leaves
//! out of a list what was not asked for.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    error::Problem,
    path::{RawPath, Step},
    render::Writer,
};
#[cfg(feature = "client")]
use aws_sdk_dynamodb::types::AttributeValue;

/// What is asked of one place.
#[derive(Debug, Default, Clone)]
pub(super) struct Tree {
    /// All of it, so that there is nothing below.
    whole: bool,
    members: Vec<(Arc<str>, Self)>,
    elements: BTreeMap<usize, Self>,
}

impl Tree {
    pub(super) fn of<'p>(paths: impl IntoIterator<Item = &'p RawPath>) -> Self {
        let mut tree = Self::default();
        for path in paths {
            tree.ask(&path.steps());
        }
        tree.settle();
        tree
    }

    fn ask(&mut self, steps: &[&Step]) {
        if self.whole {
            return;
        }
        match steps {
            [] => self.ask_whole(),
            [Step::Element(index), rest @ ..] => {
                self.elements.entry(*index).or_default().ask(rest);
            }
            [step, rest @ ..] => {
                let Some(name) = step.name() else { return };
                self.member(name).ask(rest);
            }
        }
    }

    fn ask_whole(&mut self) {
        *self = Self {
            whole: true,
            ..Self::default()
        };
    }

    fn member(&mut self, name: &str) -> &mut Self {
        let known = self.members.iter().position(|(known, _)| **known == *name);
        let index = known.unwrap_or_else(|| {
            self.members.push((name.into(), Self::default()));
            self.members.len() - 1
        });
        &mut self.members[index].1
    }

    /// Of several elements of one list, each is asked for as a whole: DynamoDB would leave out one that lacks the
    /// member, and what it returns would not say which.
    fn settle(&mut self) {
        if self.elements.len() > 1 {
            self.elements.values_mut().for_each(Self::ask_whole);
        }
        let members = self.members.iter_mut().map(|(_, member)| member);
        members
            .chain(self.elements.values_mut())
            .for_each(Self::settle);
    }

    pub(super) fn write(&self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        self.write_at(&RawPath::root(), writer, &mut true)
    }

    fn write_at(
        &self,
        place: &RawPath,
        writer: &mut Writer<'_>,
        first: &mut bool,
    ) -> Result<(), Problem> {
        if self.whole {
            writer.word(if *first { "" } else { ", " });
            *first = false;
            return writer.path(place);
        }
        let place = place.clone().opened();
        for (name, member) in &self.members {
            member.write_at(&place.key(Arc::clone(name)), writer, first)?;
        }
        for (index, element) in &self.elements {
            element.write_at(&place.element(*index), writer, first)?;
        }
        Ok(())
    }

    /// Finds a place that was asked for in what DynamoDB returned.
    #[cfg(feature = "client")]
    pub(super) fn find<'v>(
        &self,
        path: &RawPath,
        returned: &'v mut AttributeValue,
    ) -> Option<&'v mut AttributeValue> {
        let mut asked = Some(self);
        let mut value = returned;
        for step in path.steps() {
            let below = asked.filter(|tree| !tree.whole);
            value = match (step, step.name(), value) {
                (_, Some(name), AttributeValue::M(members)) => members.get_mut(name)?,
                (Step::Element(index), _, AttributeValue::L(elements)) => {
                    // Of a list that was not asked for as a whole, only the elements that were have come.
                    let place = match below {
                        Some(tree) => tree.elements.range(..index).count(),
                        None => *index,
                    };
                    elements.get_mut(place)?
                }
                _ => return None,
            };
            asked = below.and_then(|tree| tree.below(step));
        }
        Some(value)
    }

    #[cfg(feature = "client")]
    fn below(&self, step: &Step) -> Option<&Self> {
        if let Step::Element(index) = step {
            return self.elements.get(index);
        }
        let name = step.name()?;
        let member = self.members.iter().find(|(known, _)| **known == *name)?;
        Some(&member.1)
    }
}
