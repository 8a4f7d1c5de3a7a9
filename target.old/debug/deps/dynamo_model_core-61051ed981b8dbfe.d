/tmp/wt/items/target/debug/deps/dynamo_model_core-61051ed981b8dbfe.d: dynamo-model/core/src/lib.rs dynamo-model/core/src/arn.rs dynamo-model/core/src/line.rs dynamo-model/core/src/one_of.rs dynamo-model/core/src/text.rs dynamo-model/core/src/violation.rs dynamo-model/core/src/account_id.rs dynamo-model/core/src/billing_mode.rs dynamo-model/core/src/capacity_units.rs dynamo-model/core/src/credentials.rs dynamo-model/core/src/duration.rs dynamo-model/core/src/endpoint_url.rs dynamo-model/core/src/env_name.rs dynamo-model/core/src/external_id.rs dynamo-model/core/src/flag.rs dynamo-model/core/src/groups.rs dynamo-model/core/src/json.rs dynamo-model/core/src/json/object.rs dynamo-model/core/src/number.rs dynamo-model/core/src/options.rs dynamo-model/core/src/options/rows.rs dynamo-model/core/src/policy.rs dynamo-model/core/src/policy_arn.rs dynamo-model/core/src/profile.rs dynamo-model/core/src/region.rs dynamo-model/core/src/resource_tags.rs dynamo-model/core/src/retry_attempts.rs dynamo-model/core/src/role_arn.rs dynamo-model/core/src/session_duration.rs dynamo-model/core/src/session_name.rs dynamo-model/core/src/source_identity.rs dynamo-model/core/src/stream_view_type.rs dynamo-model/core/src/suggestion.rs dynamo-model/core/src/table_class.rs dynamo-model/core/src/table_name.rs dynamo-model/core/src/tags.rs

/tmp/wt/items/target/debug/deps/libdynamo_model_core-61051ed981b8dbfe.rlib: dynamo-model/core/src/lib.rs dynamo-model/core/src/arn.rs dynamo-model/core/src/line.rs dynamo-model/core/src/one_of.rs dynamo-model/core/src/text.rs dynamo-model/core/src/violation.rs dynamo-model/core/src/account_id.rs dynamo-model/core/src/billing_mode.rs dynamo-model/core/src/capacity_units.rs dynamo-model/core/src/credentials.rs dynamo-model/core/src/duration.rs dynamo-model/core/src/endpoint_url.rs dynamo-model/core/src/env_name.rs dynamo-model/core/src/external_id.rs dynamo-model/core/src/flag.rs dynamo-model/core/src/groups.rs dynamo-model/core/src/json.rs dynamo-model/core/src/json/object.rs dynamo-model/core/src/number.rs dynamo-model/core/src/options.rs dynamo-model/core/src/options/rows.rs dynamo-model/core/src/policy.rs dynamo-model/core/src/policy_arn.rs dynamo-model/core/src/profile.rs dynamo-model/core/src/region.rs dynamo-model/core/src/resource_tags.rs dynamo-model/core/src/retry_attempts.rs dynamo-model/core/src/role_arn.rs dynamo-model/core/src/session_duration.rs dynamo-model/core/src/session_name.rs dynamo-model/core/src/source_identity.rs dynamo-model/core/src/stream_view_type.rs dynamo-model/core/src/suggestion.rs dynamo-model/core/src/table_class.rs dynamo-model/core/src/table_name.rs dynamo-model/core/src/tags.rs

/tmp/wt/items/target/debug/deps/libdynamo_model_core-61051ed981b8dbfe.rmeta: dynamo-model/core/src/lib.rs dynamo-model/core/src/arn.rs dynamo-model/core/src/line.rs dynamo-model/core/src/one_of.rs dynamo-model/core/src/text.rs dynamo-model/core/src/violation.rs dynamo-model/core/src/account_id.rs dynamo-model/core/src/billing_mode.rs dynamo-model/core/src/capacity_units.rs dynamo-model/core/src/credentials.rs dynamo-model/core/src/duration.rs dynamo-model/core/src/endpoint_url.rs dynamo-model/core/src/env_name.rs dynamo-model/core/src/external_id.rs dynamo-model/core/src/flag.rs dynamo-model/core/src/groups.rs dynamo-model/core/src/json.rs dynamo-model/core/src/json/object.rs dynamo-model/core/src/number.rs dynamo-model/core/src/options.rs dynamo-model/core/src/options/rows.rs dynamo-model/core/src/policy.rs dynamo-model/core/src/policy_arn.rs dynamo-model/core/src/profile.rs dynamo-model/core/src/region.rs dynamo-model/core/src/resource_tags.rs dynamo-model/core/src/retry_attempts.rs dynamo-model/core/src/role_arn.rs dynamo-model/core/src/session_duration.rs dynamo-model/core/src/session_name.rs dynamo-model/core/src/source_identity.rs dynamo-model/core/src/stream_view_type.rs dynamo-model/core/src/suggestion.rs dynamo-model/core/src/table_class.rs dynamo-model/core/src/table_name.rs dynamo-model/core/src/tags.rs

dynamo-model/core/src/lib.rs:
dynamo-model/core/src/arn.rs:
dynamo-model/core/src/line.rs:
dynamo-model/core/src/one_of.rs:
dynamo-model/core/src/text.rs:
dynamo-model/core/src/violation.rs:
dynamo-model/core/src/account_id.rs:
dynamo-model/core/src/billing_mode.rs:
dynamo-model/core/src/capacity_units.rs:
dynamo-model/core/src/credentials.rs:
dynamo-model/core/src/duration.rs:
dynamo-model/core/src/endpoint_url.rs:
dynamo-model/core/src/env_name.rs:
dynamo-model/core/src/external_id.rs:
dynamo-model/core/src/flag.rs:
dynamo-model/core/src/groups.rs:
dynamo-model/core/src/json.rs:
dynamo-model/core/src/json/object.rs:
dynamo-model/core/src/number.rs:
dynamo-model/core/src/options.rs:
dynamo-model/core/src/options/rows.rs:
dynamo-model/core/src/policy.rs:
dynamo-model/core/src/policy_arn.rs:
dynamo-model/core/src/profile.rs:
dynamo-model/core/src/region.rs:
dynamo-model/core/src/resource_tags.rs:
dynamo-model/core/src/retry_attempts.rs:
dynamo-model/core/src/role_arn.rs:
dynamo-model/core/src/session_duration.rs:
dynamo-model/core/src/session_name.rs:
dynamo-model/core/src/source_identity.rs:
dynamo-model/core/src/stream_view_type.rs:
dynamo-model/core/src/suggestion.rs:
dynamo-model/core/src/table_class.rs:
dynamo-model/core/src/table_name.rs:
dynamo-model/core/src/tags.rs:
