//! The layers of one type in their order, and which of them decides who signs.

use std::sync::Arc;

use dynamo_model_core::{
    groups::{INLINE_ACCESS, OptionSet},
    options::{AccessOption as O, Group},
};

use super::Origin;
use crate::access::layer::{Layer, LayerBase, RoleOptions};

/// The layers of one type, most specific first.
pub(super) struct Stack {
    pub(super) layers: Vec<(Origin, Arc<Layer>)>,
}

/// Who decided about the identity.
pub(super) struct Decision<'a> {
    stack: &'a Stack,
    /// Position of the deciding layer; none when the AWS configuration does.
    pub(super) at: Option<usize>,
    pub(super) role: Option<&'a RoleOptions>,
    pub(super) base: Option<(usize, &'a LayerBase)>,
    /// Whether layers below those that were looked at can name no role any more.
    settled: bool,
}

impl Stack {
    pub(super) fn first<T>(&self, pick: impl Fn(&Layer) -> Option<T>) -> Option<T> {
        self.layers.iter().find_map(|(_, layer)| pick(layer))
    }

    /// STS's region, where DynamoDB's is `region`.
    pub(super) fn sts_region(&self, region: &Arc<str>) -> Arc<str> {
        self.first(|layer| layer.sts_region.clone())
            .unwrap_or_else(|| Arc::clone(region))
    }

    pub(super) fn origin(&self, at: Option<usize>) -> Origin {
        at.and_then(|at| self.layers.get(at))
            .map_or(Origin::Environment, |(origin, _)| *origin)
    }

    /// The most specific layer that names a role or a base decides. Its role is assumed over its own base, or the
    /// first base below; a base alone signs without a role. `Access::base` on the way only replaces the base.
    pub(super) fn decide(&self) -> Decision<'_> {
        let mut replaced = None;
        for (at, (_, layer)) in self.layers.iter().enumerate() {
            let base = layer.base.as_ref().map(|base| (at, base));
            if layer.keeps_role && layer.role.is_none() {
                replaced = replaced.or(base);
                continue;
            }
            if let Some(role) = &layer.role {
                return Decision {
                    stack: self,
                    at: Some(at),
                    role: Some(role),
                    base: replaced.or(base).or_else(|| self.base_below(at)),
                    settled: true,
                };
            }
            if base.is_some()
                && let Some(base) = replaced.or(base)
            {
                return Decision {
                    stack: self,
                    at: Some(base.0),
                    role: None,
                    base: Some(base),
                    settled: true,
                };
            }
        }
        Decision {
            stack: self,
            at: replaced.map(|(at, _)| at),
            role: None,
            base: replaced,
            settled: false,
        }
    }

    /// The options in which a layer below these has a say.
    pub(super) fn left_open(&self) -> OptionSet {
        let decision = self.decide();
        let mut closed = OptionSet::new();
        if decision.base.is_some() {
            let identity = OptionSet::of_group(Group::Identity);
            closed = closed.union(identity.remove(O::ExpectedAccount));
        }
        if decision.settled {
            closed = closed.union(OptionSet::of_group(Group::Role));
            closed = closed.insert(O::ExpectedAccount);
        }
        let stated = self.layers.iter().flat_map(|(_, layer)| &layer.shown);
        for (option, _) in stated.filter(|(option, _)| option.group() == Group::Transport) {
            closed = closed.insert(*option);
        }
        INLINE_ACCESS.difference(closed)
    }

    fn base_below(&self, at: usize) -> Option<(usize, &LayerBase)> {
        self.layers
            .iter()
            .enumerate()
            .skip(at + 1)
            .find_map(|(at, (_, layer))| layer.base.as_ref().map(|base| (at, base)))
    }
}

impl Decision<'_> {
    /// The account that whoever signs must belong to, and who says so. A layer below the one that decides speaks of
    /// another identity.
    pub(super) fn expected_account(&self) -> Option<(Origin, Arc<str>)> {
        let layers = &self.stack.layers;
        let speaking = self.at.map_or(layers.len(), |at| at + 1);
        layers[..speaking]
            .iter()
            .find_map(|(origin, layer)| Some((*origin, layer.expected_account.clone()?)))
    }

    /// Whether an option of the layer at `at` has an effect, if nobody above states it.
    pub(super) fn takes(&self, at: usize, option: O, keeps_role: bool) -> bool {
        match option {
            O::ExpectedAccount => self.at.is_none_or(|decided| at <= decided),
            _ => match option.group() {
                Group::Role => self.at == Some(at) && self.role.is_some(),
                Group::Identity => {
                    self.base.is_some_and(|(base, _)| base == at)
                        && (self.at.is_none_or(|decided| at >= decided) || keeps_role)
                }
                Group::Transport | Group::Table | Group::Sharing => true,
            },
        }
    }
}
