/tmp/wt/items/target/debug/deps/dynamo_model_derive-fa93d4ed9bdc56f0.d: dynamo-model-derive/src/lib.rs dynamo-model-derive/src/attr/mod.rs dynamo-model-derive/src/attr/field.rs dynamo-model-derive/src/attr/list.rs dynamo-model-derive/src/attr/meta.rs dynamo-model-derive/src/attr/secret.rs dynamo-model-derive/src/attr/slot.rs dynamo-model-derive/src/attr/value.rs dynamo-model-derive/src/check/mod.rs dynamo-model-derive/src/check/access.rs dynamo-model-derive/src/check/cross.rs dynamo-model-derive/src/check/fields.rs dynamo-model-derive/src/check/groups.rs dynamo-model-derive/src/check/rule.rs dynamo-model-derive/src/check/shape.rs dynamo-model-derive/src/check/value.rs dynamo-model-derive/src/check/warnings.rs dynamo-model-derive/src/ctxt.rs dynamo-model-derive/src/expand/mod.rs dynamo-model-derive/src/expand/assertion.rs dynamo-model-derive/src/expand/private.rs dynamo-model-derive/src/expand/spec.rs dynamo-model-derive/src/expand/warning.rs dynamo-model-derive/src/fallback.rs dynamo-model-derive/src/keys.rs dynamo-model-derive/src/model.rs dynamo-model-derive/src/place.rs dynamo-model-derive/src/reference/introduction.md dynamo-model-derive/src/reference/options.md

/tmp/wt/items/target/debug/deps/libdynamo_model_derive-fa93d4ed9bdc56f0.so: dynamo-model-derive/src/lib.rs dynamo-model-derive/src/attr/mod.rs dynamo-model-derive/src/attr/field.rs dynamo-model-derive/src/attr/list.rs dynamo-model-derive/src/attr/meta.rs dynamo-model-derive/src/attr/secret.rs dynamo-model-derive/src/attr/slot.rs dynamo-model-derive/src/attr/value.rs dynamo-model-derive/src/check/mod.rs dynamo-model-derive/src/check/access.rs dynamo-model-derive/src/check/cross.rs dynamo-model-derive/src/check/fields.rs dynamo-model-derive/src/check/groups.rs dynamo-model-derive/src/check/rule.rs dynamo-model-derive/src/check/shape.rs dynamo-model-derive/src/check/value.rs dynamo-model-derive/src/check/warnings.rs dynamo-model-derive/src/ctxt.rs dynamo-model-derive/src/expand/mod.rs dynamo-model-derive/src/expand/assertion.rs dynamo-model-derive/src/expand/private.rs dynamo-model-derive/src/expand/spec.rs dynamo-model-derive/src/expand/warning.rs dynamo-model-derive/src/fallback.rs dynamo-model-derive/src/keys.rs dynamo-model-derive/src/model.rs dynamo-model-derive/src/place.rs dynamo-model-derive/src/reference/introduction.md dynamo-model-derive/src/reference/options.md

dynamo-model-derive/src/lib.rs:
dynamo-model-derive/src/attr/mod.rs:
dynamo-model-derive/src/attr/field.rs:
dynamo-model-derive/src/attr/list.rs:
dynamo-model-derive/src/attr/meta.rs:
dynamo-model-derive/src/attr/secret.rs:
dynamo-model-derive/src/attr/slot.rs:
dynamo-model-derive/src/attr/value.rs:
dynamo-model-derive/src/check/mod.rs:
dynamo-model-derive/src/check/access.rs:
dynamo-model-derive/src/check/cross.rs:
dynamo-model-derive/src/check/fields.rs:
dynamo-model-derive/src/check/groups.rs:
dynamo-model-derive/src/check/rule.rs:
dynamo-model-derive/src/check/shape.rs:
dynamo-model-derive/src/check/value.rs:
dynamo-model-derive/src/check/warnings.rs:
dynamo-model-derive/src/ctxt.rs:
dynamo-model-derive/src/expand/mod.rs:
dynamo-model-derive/src/expand/assertion.rs:
dynamo-model-derive/src/expand/private.rs:
dynamo-model-derive/src/expand/spec.rs:
dynamo-model-derive/src/expand/warning.rs:
dynamo-model-derive/src/fallback.rs:
dynamo-model-derive/src/keys.rs:
dynamo-model-derive/src/model.rs:
dynamo-model-derive/src/place.rs:
dynamo-model-derive/src/reference/introduction.md:
dynamo-model-derive/src/reference/options.md:
