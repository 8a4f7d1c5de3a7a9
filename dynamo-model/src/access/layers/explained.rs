//! What every option of a type is, told to whoever asks.

use std::{collections::BTreeSet, time::Duration};

use dynamo_model_core::options::AccessOption as O;

use super::{
    Origin, Resolver, counts_locally,
    transport::{DYNAMODB, STS, Transport, configured_endpoint},
};
use crate::access::{
    error::AccessError,
    explain::{Candidate, Explanation},
    identity::Identity,
    scope::SessionScope,
    spec::AccessSpec,
};

/// What a scope adds to instead of taking its place.
const LISTS: [O; 3] = [O::PolicyArns, O::Tags, O::TransitiveTags];

impl Resolver<'_> {
    /// What every option of a type is, who said so and who lost.
    pub(crate) fn explain(
        &self,
        model: &'static str,
        spec: &'static AccessSpec,
    ) -> Result<Explanation, AccessError> {
        let resolved = self.resolve(spec)?;
        let stack = self.stack(spec, true)?;
        let decision = stack.decide();
        let mut explanation =
            Explanation::new(model, spec.type_name, resolved.identity.to_string());
        let origin = match (&self.configured.local, decision.at) {
            (Some(_), _) => Origin::Local,
            (None, Some(at)) => stack.layers[at].0,
            (None, None) => Origin::Environment,
        };
        explanation.decided_by(origin);
        let scoped = self.explain_scopes(spec, &resolved.identity, &mut explanation);
        for (at, (origin, layer)) in stack.layers.iter().enumerate() {
            for (option, value) in &layer.shown {
                let counts = match self.configured.local {
                    Some(_) => counts_locally(*option),
                    None => decision.takes(at, *option, layer.keeps_role),
                };
                if counts && LISTS.contains(option) && scoped.contains(option) {
                    // What the scope has added to.
                    continue;
                }
                explanation.add(*option, Candidate::new(*origin, value.clone()), counts);
            }
        }
        self.explain_transport(&resolved.transport, &mut explanation);
        Self::explain_session(&resolved.identity, &mut explanation);
        Ok(explanation)
    }

    /// What the handle's scopes make of the session, and in which options they have a say.
    fn explain_scopes(
        &self,
        spec: &'static AccessSpec,
        identity: &Identity,
        explanation: &mut Explanation,
    ) -> BTreeSet<O> {
        let Some(role) = identity.role() else {
            return BTreeSet::new();
        };
        let session = &role.session;
        let options: BTreeSet<_> = self.scopes(spec).flat_map(SessionScope::options).collect();
        for option in &options {
            let value = match option {
                O::Policy => session.policy.as_deref().unwrap_or_default().to_owned(),
                O::PolicyArns => session.policy_arns.join(", "),
                O::Tags => {
                    let tags = session.tags.iter();
                    let tags: Vec<_> = tags.map(|(key, value)| format!("{key}={value}")).collect();
                    tags.join(", ")
                }
                O::TransitiveTags => session.transitive_tags.join(", "),
                _ => session.name.to_string(),
            };
            explanation.add(*option, Candidate::new(Origin::Scope, value), true);
        }
        options
    }

    fn explain_transport(&self, transport: &Transport, explanation: &mut Explanation) {
        let config = &self.configured.sdk_config;
        let local = self.configured.local.as_ref();
        let region = match local {
            Some(_) => Some((Origin::Local, transport.region.to_string())),
            None => config
                .region()
                .map(|region| (Origin::Environment, region.to_string())),
        };
        if let Some((origin, region)) = region {
            explanation.add_last(O::Region, Candidate::new(origin, region));
        }
        let endpoint = match local {
            Some(local) => Some((Origin::Local, local.endpoint_url.to_string())),
            None => configured_endpoint(config, DYNAMODB).map(|url| (Origin::Environment, url)),
        };
        match endpoint {
            Some((origin, url)) => {
                explanation.add_last(O::EndpointUrl, Candidate::new(origin, url));
            }
            None => explanation.add_last(
                O::EndpointUrl,
                Candidate::new(Origin::BuiltIn, "AWS's own".to_owned()),
            ),
        }
        if local.is_none()
            && let Some(url) = configured_endpoint(config, STS)
        {
            explanation.add_last(O::StsEndpointUrl, Candidate::new(Origin::Environment, url));
        }
    }

    fn explain_session(identity: &Identity, explanation: &mut Explanation) {
        let Some(role) = identity.role() else {
            return;
        };
        let session = &role.session;
        let built_in = |text: String| Candidate::new(Origin::BuiltIn, text);
        explanation.add_last(O::SessionName, built_in(session.name.to_string()));
        explanation.add_last(
            O::Expiration,
            built_in(session.duration.as_secs().to_string()),
        );
        if session.duration > Duration::from_secs(dynamo_model_core::session_duration::MAX_CHAINED)
            && role.base.is_session()
        {
            explanation.expiration_lowered();
        }
    }
}
