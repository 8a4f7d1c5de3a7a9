//! Sets up users, roles and tables in one account, as its root. Everything a test then does, it does as one of them.

#![allow(
    clippy::must_use_candidate,
    reason = "called for the effect; what they give is often known to the test already"
)]

use std::fmt;

use aws_credential_types::Credentials;
use serde_json::{Value, json};

use crate::{
    MiniStack, REGION,
    http::{self, Response},
};

/// One account of the emulator. Its methods panic with the emulator's words when setting up fails.
#[derive(Debug)]
pub struct Account<'a> {
    ministack: &'a MiniStack,
    id: String,
}

/// An access key that IAM made. Others would prove nothing: the emulator takes some made-up keys for root.
#[derive(Clone)]
pub struct AccessKey {
    /// The access key id.
    pub id: String,
    /// The secret.
    pub secret: String,
}

impl AccessKey {
    /// The key as static credentials.
    #[must_use]
    pub fn credentials(&self) -> Credentials {
        Credentials::new(&self.id, &self.secret, None, None, "fixture")
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKey")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl<'a> Account<'a> {
    pub(crate) fn new(ministack: &'a MiniStack, id: String) -> Self {
        Self { ministack, id }
    }

    /// Twelve digits.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The ARN of a role of this account, whether it exists or not.
    #[must_use]
    pub fn role_arn(&self, role: &str) -> String {
        format!("arn:aws:iam::{}:role/{role}", self.id)
    }

    /// The ARN of a table of this account, whether it exists or not.
    #[must_use]
    pub fn table_arn(&self, table: &str) -> String {
        format!("arn:aws:dynamodb:{REGION}:{}:table/{table}", self.id)
    }

    /// Creates a user that may do nothing yet, and a key for it.
    pub fn create_user(&self, name: &str) -> AccessKey {
        self.iam("CreateUser", &[("UserName", name)]);
        let created = self.iam("CreateAccessKey", &[("UserName", name)]);
        AccessKey {
            id: element(&created, "AccessKeyId"),
            secret: element(&created, "SecretAccessKey"),
        }
    }

    /// Lets a user do `actions` on `resources`, beside what it may do already.
    pub fn allow_user(&self, name: &str, actions: &[&str], resources: &[&str]) {
        let policy = allow(actions, resources);
        self.iam(
            "PutUserPolicy",
            &[
                ("UserName", name),
                ("PolicyName", &policy_name(&policy)),
                ("PolicyDocument", &policy),
            ],
        );
    }

    /// Creates a role that trusts `trusted` as a whole, so that its users decide by their own policies, and gives
    /// its ARN. It may do nothing yet.
    pub fn create_role(&self, name: &str, trusted: &Account<'_>) -> String {
        self.create_role_if(name, trusted, &json!({}))
    }

    /// The same, on the condition that the caller says this external id.
    pub fn create_role_with_external_id(
        &self,
        name: &str,
        trusted: &Account<'_>,
        external_id: &str,
    ) -> String {
        let condition = json!({ "StringEquals": { "sts:ExternalId": external_id } });
        self.create_role_if(name, trusted, &condition)
    }

    fn create_role_if(&self, name: &str, trusted: &Account<'_>, condition: &Value) -> String {
        // The emulator refuses a user who is named here, although AWS does not: hence the account's root.
        let trust = json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Effect": "Allow",
                "Principal": { "AWS": format!("arn:aws:iam::{}:root", trusted.id) },
                "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
                "Condition": condition,
            }],
        });
        let created = self.iam(
            "CreateRole",
            &[
                ("RoleName", name),
                ("AssumeRolePolicyDocument", &trust.to_string()),
            ],
        );
        element(&created, "Arn")
    }

    /// Lets a role do `actions` on `resources`, beside what it may do already.
    pub fn allow_role(&self, name: &str, actions: &[&str], resources: &[&str]) {
        let policy = allow(actions, resources);
        self.iam(
            "PutRolePolicy",
            &[
                ("RoleName", name),
                ("PolicyName", &policy_name(&policy)),
                ("PolicyDocument", &policy),
            ],
        );
    }

    /// Creates an on-demand table whose partition key is the string `pk`, and gives its ARN.
    pub fn create_table(&self, name: &str) -> String {
        let table = json!({
            "TableName": name,
            "AttributeDefinitions": [{ "AttributeName": "pk", "AttributeType": "S" }],
            "KeySchema": [{ "AttributeName": "pk", "KeyType": "HASH" }],
            "BillingMode": "PAY_PER_REQUEST",
        });
        self.dynamodb("CreateTable", &table);
        self.table_arn(name)
    }

    /// Calls an action of IAM as root, for what has no method here, and gives its XML.
    ///
    /// # Panics
    ///
    /// When IAM refuses.
    pub fn iam(&self, action: &str, parameters: &[(&str, &str)]) -> String {
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("Action", action)
            .append_pair("Version", "2010-05-08")
            .extend_pairs(parameters)
            .finish();
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.as_root("iam", action, &[kind], &form)
    }

    /// Calls an operation of `DynamoDB` as root, for what has no method here, and gives its JSON.
    ///
    /// # Panics
    ///
    /// When `DynamoDB` refuses.
    pub fn dynamodb(&self, operation: &str, input: &Value) -> Value {
        let target = format!("DynamoDB_20120810.{operation}");
        let headers = [
            ("content-type", "application/x-amz-json-1.0"),
            ("x-amz-target", &*target),
        ];
        let output = self.as_root("dynamodb", operation, &headers, &input.to_string());
        serde_json::from_str(&output).unwrap_or_default()
    }

    fn as_root(
        &self,
        service: &str,
        operation: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> String {
        // To the emulator an account's number is the key id of its root, whose signature it does not check.
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={}/20260101/{REGION}/{service}/aws4_request, SignedHeaders=host, Signature=0",
            self.id
        );
        let headers = [headers, &[("authorization", &*authorization)]].concat();
        match http::post(self.ministack.address(), &headers, body) {
            Ok(Response { status: 200, body }) => body,
            refused => panic!("{operation} of {service} failed: {refused:?}"),
        }
    }
}

fn allow(actions: &[&str], resources: &[&str]) -> String {
    json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Action": actions, "Resource": resources }],
    })
    .to_string()
}

/// A name per text, so that each grant adds to those before it.
fn policy_name(policy: &str) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    policy.hash(&mut hasher);
    format!("allow-{:016x}", hasher.finish())
}

/// The text of the first element of this name.
#[track_caller]
fn element(xml: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split_once(&open)
        .and_then(|(_, rest)| rest.split_once(&close))
        .map_or_else(
            || panic!("no <{name}> in the emulator's answer"),
            |(text, _)| text.to_owned(),
        )
}
