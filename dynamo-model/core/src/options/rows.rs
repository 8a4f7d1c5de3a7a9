//! The rows of the option table, in the order of the reference documentation. Prose only; no rule is decided here.

use super::{
    Group::{Identity, Role, Sharing, Table, Transport},
    OptionRow,
    ValueKind::{Duration, Flag, Number, Secret, Tags, Text, TextList, Type},
};

/// One row per option; the enum and the table cannot come apart.
macro_rules! options {
    ($($variant:ident = $name:literal $aliases:tt $hints:tt $group:ident $value:ident $env:literal {
        $($field:ident: $prose:expr),* $(,)?
    })*) => {
        /// An option of `#[dynamo(meta(...))]`; as a number, the index of its row in [`OPTIONS`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum AccessOption {
            $(
                #[doc = concat!("`", $name, "`")]
                $variant,
            )*
        }

        /// All options.
        pub const OPTIONS: &[OptionRow] = &[$(
            OptionRow {
                option: AccessOption::$variant,
                name: $name,
                aliases: &$aliases,
                hints: &$hints,
                group: $group,
                value: $value,
                env: $env,
                $($field: $prose,)*
            },
        )*];
    };
}

options! {
    TableName = "table_name" [] ["table", "name", "tablename"] Table Text true {
        syntax: "`table_name = \"...\"`",
        default: "the type's name",
        rule: "3 to 255 letters, digits and `_.-`, or the ARN of a table whose region equals `region`",
        meaning: "the table that the items of this model live in",
        example: "#[dynamo(meta(table_name = \"ledger\"))]",
        source: "DynamoDB developer guide, Supported data types and naming rules",
    }
    Region = "region" [] ["aws_region", "region_name", "aws_default_region", "default_region"] Transport Text true {
        syntax: "`region = \"...\"`",
        default: "the region of the environment or the profile",
        rule: "lower-case words and a number between hyphens, such as `eu-west-1`; its partition agrees with that of every ARN",
        meaning: "the region of DynamoDB, and of STS unless `sts_region` names another",
        example: "#[dynamo(meta(region = \"eu-west-1\"))]",
        source: "AWS general reference, Regional endpoints",
    }
    EndpointUrl = "endpoint_url" ["host"] ["endpoint", "url", "aws_endpoint_url", "dynamodb_endpoint_url"] Transport Text true {
        syntax: "`endpoint_url = \"...\"`",
        default: "`AWS_ENDPOINT_URL_DYNAMODB`, `AWS_ENDPOINT_URL`, the profile, else AWS's endpoint of the region",
        rule: "an `http` or `https` URL with a host; no user, no query, no fragment",
        meaning: "where DynamoDB requests go; STS never hears of it",
        example: "#[dynamo(meta(endpoint_url = \"http://localhost:8000\"))]",
        source: "AWS SDKs and tools reference guide, Service-specific endpoints; RFC 3986",
    }
    AwsAccessKeyId = "aws_access_key_id" [] ["access_key", "access_key_id", "aws_access_key", "key_id"] Identity Text true {
        syntax: "`aws_access_key_id = \"...\"`",
        default: "the AWS environment or profile chain",
        rule: "not empty, visible ASCII without `/` and `,`; needs `aws_secret_access_key`; an id that begins with `ASIA` needs `aws_session_token`",
        meaning: "the id of a static key: it signs for the model, or assumes the role if there is one",
        example: "#[dynamo(meta(aws_access_key_id = env(\"LEDGER_KEY_ID\"), aws_secret_access_key = env(\"LEDGER_SECRET_KEY\")))]",
        source: "IAM API reference, AccessKey; IAM user guide, IAM identifiers",
    }
    AwsSecretAccessKey = "aws_secret_access_key" [] ["secret_key", "secret_access_key", "aws_secret_key", "secret"] Identity Secret true {
        syntax: "`aws_secret_access_key = env(\"...\")`",
        default: "the AWS environment or profile chain",
        rule: "not empty, visible ASCII; needs `aws_access_key_id`; a literal compiles with a warning",
        meaning: "the secret of a static key; never shown anywhere",
        example: "#[dynamo(meta(aws_access_key_id = env(\"LEDGER_KEY_ID\"), aws_secret_access_key = env(\"LEDGER_SECRET_KEY\")))]",
        source: "IAM API reference, AccessKey",
    }
    AwsSessionToken = "aws_session_token" [] ["session_token", "token", "aws_security_token", "security_token"] Identity Secret true {
        syntax: "`aws_session_token = env(\"...\")`",
        default: "none: the key is one that lasts",
        rule: "not empty, visible ASCII; needs `aws_access_key_id` and `aws_secret_access_key`; a literal compiles with a warning",
        meaning: "the token of temporary credentials; never shown anywhere",
        example: "#[dynamo(meta(aws_access_key_id = env(\"CI_KEY_ID\"), aws_secret_access_key = env(\"CI_SECRET_KEY\"), aws_session_token = env(\"CI_TOKEN\")))]",
        source: "STS API reference, Credentials",
    }
    Profile = "profile" [] ["aws_profile", "profile_name"] Identity Text true {
        syntax: "`profile = \"...\"`",
        default: "the AWS environment or profile chain",
        rule: "not empty, no control characters, no `[` or `]`, no white space at its ends; not with static keys, not with `base`",
        meaning: "the identity of that profile and of nothing else: it signs for the model, or assumes the role if there is one; a profile that does not exist is an error",
        example: "#[dynamo(meta(profile = \"billing\"))]",
        source: "AWS SDKs and tools reference guide, Shared config and credentials files",
    }
    Base = "base" [] ["source_profile"] Identity Type false {
        syntax: "`base = Type`",
        default: "static keys or `profile`, else the first identity of the layers below",
        rule: "a type that implements `AwsAccess`; not with static keys, not with `profile`",
        meaning: "role chaining: the identity of that type assumes this model's role",
        example: "#[dynamo(meta(base = HubAccount, aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\"))]",
        source: "IAM user guide, Role chaining",
    }
    AwsStsRoleArn = "aws_sts_role_arn" [] ["role", "role_arn", "aws_role_arn", "sts_role_arn", "assume_role", "iam_role"] Role Text true {
        syntax: "`aws_sts_role_arn = \"...\"`",
        default: "no role: the base identity signs",
        rule: "`arn:<partition>:iam::<account>:role/[path/]name`, 20 to 2048 characters; an account that has not 12 digits compiles with a warning",
        meaning: "the role that is assumed and signs for the model",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\"))]",
        source: "STS API reference, AssumeRole, RoleArn; IAM API reference, Role",
    }
    SessionName = "session_name" ["aws_sts_role_session_name"] ["role_session_name", "aws_role_session_name"] Role Text true {
        syntax: "`session_name = \"...\"`",
        default: "`DynamoModel`",
        rule: "2 to 64 letters, digits and `_+=,.@-`",
        meaning: "what the session is called in CloudTrail and in the ARN of the assumed role",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\", session_name = \"billing\"))]",
        source: "STS API reference, AssumeRole, RoleSessionName",
    }
    Expiration = "expiration" ["aws_sts_session_expiration"] ["duration", "duration_seconds", "session_duration", "session_expiration", "expires", "expires_in"] Role Number true {
        syntax: "`expiration = 3600`",
        default: "3600",
        rule: "900 to 43200 seconds; at most 3600 when the base is a session itself",
        meaning: "how many seconds a session lasts; it is renewed well before its end",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\", expiration = 900))]",
        source: "STS API reference, AssumeRole, DurationSeconds; IAM user guide, Role chaining",
    }
    ExternalId = "external_id" [] ["role_external_id", "aws_sts_external_id"] Role Text true {
        syntax: "`external_id = \"...\"`",
        default: "none is sent",
        rule: "2 to 1224 letters, digits and `_+=,.@:/-`",
        meaning: "the word that the role's trust policy asks for",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\", external_id = env(\"LEDGER_EXTERNAL_ID\")))]",
        source: "STS API reference, AssumeRole, ExternalId",
    }
    SourceIdentity = "source_identity" [] [] Role Text true {
        syntax: "`source_identity = \"...\"`",
        default: "none is sent",
        rule: "2 to 64 letters, digits and `_+=,.@-`",
        meaning: "who stands behind the session; CloudTrail shows it, and no later role can change it",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\", source_identity = \"alice\"))]",
        source: "STS API reference, AssumeRole, SourceIdentity",
    }
    Policy = "policy" [] ["session_policy", "inline_policy"] Role Text true {
        syntax: "`policy = \"...\"`",
        default: "none is sent: the session may do what the role may",
        rule: "a JSON object of at most 2048 characters",
        meaning: "a session policy: the session may do only what both the role and this policy allow",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\", policy = include_str!(\"ledger-policy.json\")))]",
        source: "STS API reference, AssumeRole, Policy",
    }
    PolicyArns = "policy_arns" [] ["policy_arn", "managed_policies", "managed_policy_arns"] Role TextList true {
        syntax: "`policy_arns = [\"...\", ...]`",
        default: "none is sent",
        rule: "at most 10 times `arn:<partition>:iam::<account or aws>:policy/[path/]name`",
        meaning: "managed policies as session policies: the session may do only what both the role and they allow",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\", policy_arns = [\"arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess\"]))]",
        source: "STS API reference, AssumeRole, PolicyArns",
    }
    Tags = "tags" [] ["session_tags"] Role Tags true {
        syntax: "`tags(key = \"...\", \"other:key\" = \"...\")`",
        default: "none is sent",
        rule: "at most 50; keys of 1 to 128 and values of up to 256 letters, digits, spaces and `_.:/=+-@`; no key twice, also not in another case; not `aws:...`",
        meaning: "session tags, for policies that compare `aws:PrincipalTag`",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\", tags(team = \"billing\", \"cost:center\" = \"42\")))]",
        source: "STS API reference, AssumeRole, Tags; Tag",
    }
    TransitiveTags = "transitive_tags" [] ["transitive_tag_keys"] Role TextList false {
        syntax: "`transitive_tags = [\"...\", ...]`",
        default: "no tag is transitive",
        rule: "keys of `tags`, none twice",
        meaning: "the session tags that stay when this session assumes a further role",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\", tags(team = \"billing\"), transitive_tags = [\"team\"]))]",
        source: "STS API reference, AssumeRole, TransitiveTagKeys",
    }
    StsRegion = "sts_region" [] ["aws_sts_region"] Transport Text true {
        syntax: "`sts_region = \"...\"`",
        default: "`region`",
        rule: "as `region`",
        meaning: "the region whose STS is asked",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\", sts_region = \"us-east-1\"))]",
        source: "IAM user guide, Manage AWS STS in an AWS Region",
    }
    StsEndpointUrl = "sts_endpoint_url" [] ["sts_endpoint", "sts_host", "aws_sts_endpoint_url"] Transport Text true {
        syntax: "`sts_endpoint_url = \"...\"`",
        default: "`AWS_ENDPOINT_URL_STS`, `AWS_ENDPOINT_URL`, the profile, else AWS's endpoint of `sts_region`",
        rule: "as `endpoint_url`",
        meaning: "where STS requests go",
        example: "#[dynamo(meta(aws_sts_role_arn = \"arn:aws:iam::123456789012:role/ledger-rw\", sts_endpoint_url = \"https://sts.internal.example\"))]",
        source: "AWS SDKs and tools reference guide, Service-specific endpoints; RFC 3986",
    }
    UseFips = "use_fips" [] ["fips", "use_fips_endpoint"] Transport Flag true {
        syntax: "`use_fips = true`",
        default: "`AWS_USE_FIPS_ENDPOINT` or the profile, else `false`",
        rule: "`true` or `false`; not `true` with `endpoint_url` or `sts_endpoint_url`",
        meaning: "whether requests go to the FIPS 140 endpoints",
        example: "#[dynamo(meta(region = \"us-gov-west-1\", use_fips = true))]",
        source: "AWS SDKs and tools reference guide, Dual-stack and FIPS endpoints",
    }
    UseDualStack = "use_dual_stack" [] ["dual_stack", "dualstack", "use_dualstack", "use_dualstack_endpoint", "ipv6"] Transport Flag true {
        syntax: "`use_dual_stack = true`",
        default: "`AWS_USE_DUALSTACK_ENDPOINT` or the profile, else `false`",
        rule: "`true` or `false`; not `true` with `endpoint_url` or `sts_endpoint_url`",
        meaning: "whether requests go to the endpoints that speak IPv6, too",
        example: "#[dynamo(meta(region = \"eu-west-1\", use_dual_stack = true))]",
        source: "AWS SDKs and tools reference guide, Dual-stack and FIPS endpoints",
    }
    ExpectedAccount = "expected_account" [] ["account", "account_id", "aws_account_id"] Identity Text true {
        syntax: "`expected_account = \"...\"`",
        default: "no account is expected",
        rule: "12 digits; equals the account in `aws_sts_role_arn`",
        meaning: "the account whose credentials the model must end up with: any other is an error before the first request",
        example: "#[dynamo(meta(expected_account = \"123456789012\"))]",
        source: "Account Management reference guide, View AWS account identifiers",
    }
    ConnectTimeout = "connect_timeout" [] ["connect_timeout_seconds", "connection_timeout"] Transport Duration true {
        syntax: "`connect_timeout = \"...\"`",
        default: "the SDK's",
        rule: "whole numbers with their units `h`, `m`, `s` and `ms`, largest first; 1 ms to 1 h in all",
        meaning: "how long a connection may take to open",
        example: "#[dynamo(meta(connect_timeout = \"2s\"))]",
        source: "AWS SDK for Rust developer guide, Timeouts; the bounds are ours",
    }
    ReadTimeout = "read_timeout" [] ["read_timeout_seconds", "request_timeout"] Transport Duration true {
        syntax: "`read_timeout = \"...\"`",
        default: "the SDK's",
        rule: "whole numbers with their units `h`, `m`, `s` and `ms`, largest first; 1 ms to 1 h in all",
        meaning: "how long an answer may take to begin once the request is sent",
        example: "#[dynamo(meta(read_timeout = \"500ms\"))]",
        source: "AWS SDK for Rust developer guide, Timeouts; the bounds are ours",
    }
    MaxRetryAttempts = "max_retry_attempts" [] ["max_attempts", "max_retries", "retries", "retry_attempts"] Transport Number true {
        syntax: "`max_retry_attempts = 3`",
        default: "the SDK's: 2 retries, so 3 requests",
        rule: "0 to 100",
        meaning: "how often a request that failed for a passing reason is sent again; the SDK's `max_attempts` is one more",
        example: "#[dynamo(meta(max_retry_attempts = 5))]",
        source: "AWS SDKs and tools reference guide, Retry behavior; the upper bound is ours",
    }
    BillingMode = "billing_mode" [] ["billing"] Table Text false {
        syntax: "`billing_mode = \"...\"`",
        default: "`PAY_PER_REQUEST`",
        rule: "`PROVISIONED` or `PAY_PER_REQUEST`; `PROVISIONED` needs both capacities",
        meaning: "how the table is paid for; used only when a table is created or compared",
        example: "#[dynamo(meta(billing_mode = \"PROVISIONED\", read_capacity_units = 5, write_capacity_units = 5))]",
        source: "DynamoDB API reference, CreateTable, BillingMode",
    }
    ReadCapacityUnits = "read_capacity_units" [] ["read_capacity", "rcu"] Table Number false {
        syntax: "`read_capacity_units = 5`",
        default: "none",
        rule: "at least 1; needs `billing_mode = \"PROVISIONED\"`",
        meaning: "strongly consistent reads of 4 KB per second; used only when a table is created or compared",
        example: "#[dynamo(meta(billing_mode = \"PROVISIONED\", read_capacity_units = 5, write_capacity_units = 5))]",
        source: "DynamoDB API reference, ProvisionedThroughput",
    }
    WriteCapacityUnits = "write_capacity_units" [] ["write_capacity", "wcu"] Table Number false {
        syntax: "`write_capacity_units = 5`",
        default: "none",
        rule: "at least 1; needs `billing_mode = \"PROVISIONED\"`",
        meaning: "writes of 1 KB per second; used only when a table is created or compared",
        example: "#[dynamo(meta(billing_mode = \"PROVISIONED\", read_capacity_units = 5, write_capacity_units = 5))]",
        source: "DynamoDB API reference, ProvisionedThroughput",
    }
    StreamViewType = "stream_view_type" [] ["stream", "stream_view"] Table Text false {
        syntax: "`stream_view_type = \"...\"`",
        default: "no stream",
        rule: "`NEW_IMAGE`, `OLD_IMAGE`, `NEW_AND_OLD_IMAGES` or `KEYS_ONLY`",
        meaning: "what the table's stream tells about a change; used only when a table is created or compared",
        example: "#[dynamo(meta(stream_view_type = \"NEW_AND_OLD_IMAGES\"))]",
        source: "DynamoDB API reference, StreamSpecification, StreamViewType",
    }
    DeletionProtection = "deletion_protection" [] ["deletion_protection_enabled", "protect"] Table Flag false {
        syntax: "`deletion_protection = true`",
        default: "`false`",
        rule: "`true` or `false`",
        meaning: "whether DynamoDB refuses to delete the table; used only when a table is created or compared",
        example: "#[dynamo(meta(deletion_protection = true))]",
        source: "DynamoDB API reference, CreateTable, DeletionProtectionEnabled",
    }
    PointInTimeRecovery = "point_in_time_recovery" [] ["pitr", "point_in_time_recovery_enabled"] Table Flag false {
        syntax: "`point_in_time_recovery = true`",
        default: "`false`",
        rule: "`true` or `false`",
        meaning: "whether the table can be restored to any second of its last days; used only when a table is created or compared",
        example: "#[dynamo(meta(point_in_time_recovery = true))]",
        source: "DynamoDB API reference, UpdateContinuousBackups, PointInTimeRecoverySpecification",
    }
    TableClass = "table_class" [] ["storage_class"] Table Text false {
        syntax: "`table_class = \"...\"`",
        default: "`STANDARD`",
        rule: "`STANDARD` or `STANDARD_INFREQUENT_ACCESS`",
        meaning: "whether storage or requests are the cheaper part; used only when a table is created or compared",
        example: "#[dynamo(meta(table_class = \"STANDARD_INFREQUENT_ACCESS\"))]",
        source: "DynamoDB API reference, CreateTable, TableClass",
    }
    ResourceTags = "resource_tags" [] ["table_tags"] Table Tags false {
        syntax: "`resource_tags(key = \"...\", \"other:key\" = \"...\")`",
        default: "none",
        rule: "at most 50; keys of 1 to 128 and values of up to 256 letters, digits, spaces and `_.:/=+-@`; no key twice; not `aws:...`",
        meaning: "tags of the table itself, for costs and policies; used only when a table is created or compared",
        example: "#[dynamo(meta(resource_tags(team = \"billing\", \"cost:center\" = \"42\")))]",
        source: "DynamoDB API reference, Tag; DynamoDB developer guide, Tagging restrictions",
    }
    Access = "access" [] ["aws_access"] Sharing Type false {
        syntax: "`access = Type`",
        default: "the model's own options; without any, `DefaultAccess`: the AWS environment or profile chain",
        rule: "a type that implements `AwsAccess`; not with an option that is not about the table",
        meaning: "the type whose identity and transport this model shares",
        example: "#[dynamo(meta(table_name = \"orders\", access = OrdersAccount))]",
        source: "dynamo-model",
    }
}
