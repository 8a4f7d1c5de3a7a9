//! Who takes part in the story, each with secrets that are `sealed`.

use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, error::CredentialsError, future},
};
use behaviour::{Answer, sts};
use dynamo_model::{access::Base, prelude::*};

/// Keys in the source, of which the derive warns.
#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "literal_key_id",
    aws_secret_access_key = "sealed-literal-secret",
    aws_session_token = "sealed-literal-token",
))]
#[allow(deprecated)]
pub struct Literal {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "only its access matters")]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = env("KEY_ID"),
    aws_secret_access_key = env("SECRET", default = "sealed-default-secret"),
    aws_session_token = env("TOKEN"),
))]
#[allow(deprecated)]
pub struct Variable {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "only its access matters")]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger",
    aws_access_key_id = env("KEY_ID"),
    aws_secret_access_key = env("SECRET"),
    aws_session_token = env("TOKEN"),
    expected_account = "123456789012",
))]
pub struct Assumed {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "only its access matters")]
    pk: String,
}

pub const BASE_TOKEN: &str = "sealed-base-token";

pub fn base() -> Base {
    Base::session("base_key_id", "sealed-base-secret", BASE_TOKEN)
}

pub fn whole_environment(name: &str) -> Option<String> {
    let value = match name {
        "KEY_ID" => "variable_key_id",
        "SECRET" => "sealed-variable-secret",
        "TOKEN" => "sealed-variable-token",
        _ => return None,
    };
    Some(value.to_owned())
}

/// A provider with these credentials, or without any.
#[derive(Debug)]
pub struct Provider(pub Option<Credentials>);

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let failed = || CredentialsError::provider_error("the provider is out of order");
        future::ProvideCredentials::ready(self.0.clone().ok_or_else(failed))
    }
}

/// STS explains a wrong signature by printing the whole request.
pub fn wrong_signature_explained() -> Answer {
    let words = format!(
        "The request signature we calculated does not match the signature you provided.\n\n\
         The Canonical String for this request should have been\n'POST\n/\n\n\
         x-amz-security-token:{BASE_TOKEN}\n'"
    );
    sts::error(403, "SignatureDoesNotMatch", &words)
}
