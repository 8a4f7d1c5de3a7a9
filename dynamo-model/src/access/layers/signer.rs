//! Who signs: the deciding layer's role over its base, or its base alone, down a chain of bases.

use std::sync::Arc;

use dynamo_model_core::region;

use super::{Change, Origin, Resolver, stack::Stack, wrong};
use crate::access::{
    error::{AccessError, Problem},
    identity::{Base, Identity, InAccount, Profile, Role, Session, StsTarget},
    layer::{LayerBase, RoleOptions},
    scope::SessionScope,
    spec::AccessSpec,
};

impl Resolver<'_> {
    /// Who signs for a type. `above` are the types whose base this one is.
    pub(super) fn identity(
        &self,
        spec: &'static AccessSpec,
        stack: &Stack,
        region: &Arc<str>,
        above: &mut Vec<&'static AccessSpec>,
    ) -> Result<Identity, AccessError> {
        if above.iter().any(|known| known.type_id == spec.type_id) {
            let problem = Problem::new(
                "base",
                format_args!(
                    "leads from `{}` back to itself; break the circle",
                    spec.type_name
                ),
            );
            return Err(wrong(spec, Origin::TypeOverride, vec![problem]));
        }
        above.push(spec);
        let decision = stack.decide();
        let sts = || self.sts_target(spec, stack, region);
        let base = match decision.base {
            Some((_, LayerBase::Type(below))) => {
                let stack = self.stack(below, false)?;
                let region = self.region(&stack).unwrap_or_else(|| Arc::clone(region));
                let base = self.identity(below, &stack, &region, above)?;
                // Defaults are for the models above.
                let expected = stack.decide().expected_account();
                match expected.filter(|(origin, _)| *origin != Origin::Default) {
                    Some(expected) => in_account(base, expected, sts()?),
                    None => base,
                }
            }
            Some((at, base)) => Identity::Base {
                base: self.base(spec, base, stack, region)?,
                derived: stack.origin(Some(at)) == Origin::Call,
            },
            None => Identity::Base {
                base: self.base(spec, &LayerBase::Environment, stack, region)?,
                derived: false,
            },
        };
        above.pop();
        let Some(role) = decision.role else {
            return self.unscoped(spec, base, stack.origin(decision.at));
        };
        let sts = sts()?;
        if let Err(violation) = region::check_arn(&sts.region, &role.arn) {
            let problem = Problem::new("aws_sts_role_arn", violation);
            return Err(wrong(spec, stack.origin(decision.at), vec![problem]));
        }
        let chosen_here = stack.origin(decision.at) == Origin::Call;
        let (session, narrowed) = self.narrow(spec, session(role))?;
        Ok(Identity::Role(Arc::new(Role {
            base,
            session,
            sts,
            derived: narrowed || chosen_here,
        })))
    }

    fn base(
        &self,
        spec: &AccessSpec,
        base: &LayerBase,
        stack: &Stack,
        region: &Arc<str>,
    ) -> Result<Base, AccessError> {
        match base {
            LayerBase::Keys(keys) => Ok(Base::Keys(keys.clone())),
            LayerBase::Profile(name) => Ok(Base::Profile(Profile {
                name: Arc::clone(name),
                region: stack.sts_region(region),
            })),
            LayerBase::Provider(provider) => Ok(Base::Provider(provider.clone())),
            LayerBase::Environment | LayerBase::Type(_) => {
                match self.configured.environment_problem {
                    None => Ok(Base::Environment),
                    Some(told) => {
                        let problem = Problem {
                            option: "aws_access_key_id",
                            text: told.to_owned(),
                        };
                        Err(wrong(spec, Origin::Environment, vec![problem]))
                    }
                }
            }
        }
    }

    /// An identity without a role can't be narrowed.
    fn unscoped(
        &self,
        spec: &'static AccessSpec,
        base: Identity,
        decided_by: Origin,
    ) -> Result<Identity, AccessError> {
        if self.scopes(spec).next().is_none() {
            return Ok(base);
        }
        let problem = Problem::new(
            "aws_sts_role_arn",
            format_args!(
                "is needed to narrow a session, but who signs is decided by {decided_by}, and there is no role"
            ),
        );
        Err(wrong(spec, Origin::Scope, vec![problem]))
    }

    /// The session as the handle's scopes narrow it, the first scope first.
    fn narrow(
        &self,
        spec: &'static AccessSpec,
        mut session: Session,
    ) -> Result<(Session, bool), AccessError> {
        let scopes: Vec<_> = self.scopes(spec).collect();
        for scope in scopes.iter().rev() {
            session = scope
                .narrow(&session)
                .map_err(|problems| wrong(spec, Origin::Scope, problems))?;
        }
        Ok((session, !scopes.is_empty()))
    }

    /// The scopes of a type, the latest first.
    pub(super) fn scopes(&self, spec: &AccessSpec) -> impl Iterator<Item = &SessionScope> {
        let wanted = spec.type_id;
        self.changes.iter().filter_map(move |change| match change {
            Change::Scope { type_id, scope } if *type_id == wanted => Some(scope),
            _ => None,
        })
    }
}

/// An identity on condition of its account, which `expected` names; and who says so.
pub(super) fn in_account(
    identity: Identity,
    (origin, expected): (Origin, Arc<str>),
    sts: StsTarget,
) -> Identity {
    match &identity {
        Identity::InAccount(known) if known.expected == expected => identity,
        _ => Identity::InAccount(Arc::new(InAccount {
            of: identity,
            expected,
            sts,
            derived: origin == Origin::Call,
        })),
    }
}

fn session(role: &RoleOptions) -> Session {
    Session {
        role_arn: Arc::clone(&role.arn),
        name: Arc::clone(&role.session_name),
        duration: role.expiration,
        external_id: role.external_id.clone(),
        source_identity: role.source_identity.clone(),
        policy: role.policy.clone(),
        policy_arns: role.policy_arns.clone(),
        tags: role.tags.clone(),
        transitive_tags: role.transitive_tags.clone(),
    }
}
