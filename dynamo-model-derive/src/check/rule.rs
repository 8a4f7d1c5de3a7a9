//! Which rule of `dynamo-model-core` belongs to which option, as a function to call on a literal and as a path to write
//! for the compiler.

use dynamo_model_core::{
    Violation, account_id, billing_mode, capacity_units, credentials, duration, endpoint_url,
    external_id, options::AccessOption as O, policy, policy_arn, profile, region, resource_tags,
    retry_attempts, role_arn, session_duration, session_name, source_identity, stream_view_type,
    table_class, table_name, tags,
};

use crate::model::{Kind, RulePath};

/// The path of a rule as generated code sees it.
macro_rules! rule_path {
    ($module:ident::$function:ident) => {
        RulePath(&["rules", stringify!($module), stringify!($function)])
    };
}
macro_rules! text {
    ($module:ident::$function:ident) => {
        Self::Text($module::$function, rule_path!($module::$function))
    };
}
macro_rules! number {
    ($module:ident::$function:ident) => {
        Self::Number($module::$function, rule_path!($module::$function))
    };
}

/// What a value must be.
#[derive(Clone, Copy)]
pub enum Rule {
    Text(fn(&str) -> Result<(), Violation>, RulePath),
    Number(fn(u64) -> Result<(), Violation>, RulePath),
    /// `true` and `false` are both right.
    Flag,
}

impl Rule {
    /// The rule of an option's value, of an item of its list, or of a value of its tags; `None` for a type.
    pub fn of(option: O) -> Option<Self> {
        Some(match option {
            O::TableName => text!(table_name::check),
            O::Region | O::StsRegion => text!(region::check),
            O::EndpointUrl | O::StsEndpointUrl => text!(endpoint_url::check),
            O::AwsAccessKeyId => text!(credentials::check_access_key_id),
            O::AwsSecretAccessKey => text!(credentials::check_secret_access_key),
            O::AwsSessionToken => text!(credentials::check_session_token),
            O::Profile => text!(profile::check),
            O::AwsStsRoleArn => text!(role_arn::check),
            O::SessionName => text!(session_name::check),
            O::Expiration => number!(session_duration::check),
            O::ExternalId => text!(external_id::check),
            O::SourceIdentity => text!(source_identity::check),
            O::Policy => text!(policy::check),
            O::PolicyArns => text!(policy_arn::check),
            O::Tags => text!(tags::check_value),
            O::TransitiveTags => text!(tags::check_key),
            O::UseFips | O::UseDualStack | O::DeletionProtection | O::PointInTimeRecovery => {
                Self::Flag
            }
            O::ExpectedAccount => text!(account_id::check),
            O::ConnectTimeout | O::ReadTimeout => text!(duration::check),
            O::MaxRetryAttempts => number!(retry_attempts::check),
            O::BillingMode => text!(billing_mode::check),
            O::ReadCapacityUnits | O::WriteCapacityUnits => number!(capacity_units::check),
            O::StreamViewType => text!(stream_view_type::check),
            O::TableClass => text!(table_class::check),
            O::ResourceTags => text!(resource_tags::check_value),
            // Types have no rule here: the compiler knows whether they implement `AwsAccess`.
            _ => return None,
        })
    }

    pub fn kind(self) -> Kind {
        match self {
            Self::Text(..) => Kind::Text,
            Self::Number(..) => Kind::Number,
            Self::Flag => Kind::Flag,
        }
    }

    pub fn path(self) -> Option<RulePath> {
        match self {
            Self::Text(_, path) | Self::Number(_, path) => Some(path),
            Self::Flag => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use dynamo_model_core::options::{OPTIONS, ValueKind};

    use super::*;

    #[test]
    fn every_option_has_a_rule_of_its_kind() {
        for row in OPTIONS {
            let expected = match row.value {
                ValueKind::Type => None,
                ValueKind::Number => Some(Kind::Number),
                ValueKind::Flag => Some(Kind::Flag),
                ValueKind::Text
                | ValueKind::Secret
                | ValueKind::Duration
                | ValueKind::TextList
                | ValueKind::Tags => Some(Kind::Text),
            };
            assert_eq!(
                Rule::of(row.option).map(Rule::kind),
                expected,
                "{}",
                row.name
            );
        }
    }
}
