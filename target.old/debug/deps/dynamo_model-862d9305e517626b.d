/tmp/wt/items/target/debug/deps/dynamo_model-862d9305e517626b.d: dynamo-model/src/lib.rs dynamo-model/src/access/mod.rs dynamo-model/src/access/spec.rs dynamo-model/src/attribute/mod.rs dynamo-model/src/attribute/bool.rs dynamo-model/src/attribute/codec.rs dynamo-model/src/attribute/conversion.rs dynamo-model/src/attribute/digits.rs dynamo-model/src/attribute/error.rs dynamo-model/src/attribute/ignored.rs dynamo-model/src/attribute/kind.rs dynamo-model/src/attribute/map.rs dynamo-model/src/attribute/number.rs dynamo-model/src/attribute/pointer.rs dynamo-model/src/attribute/sequence.rs dynamo-model/src/attribute/set.rs dynamo-model/src/attribute/sink.rs dynamo-model/src/attribute/source.rs dynamo-model/src/attribute/text.rs dynamo-model/src/model.rs dynamo-model/src/prelude.rs dynamo-model/src/private.rs dynamo-model/src/table/mod.rs dynamo-model/src/table/spec.rs

/tmp/wt/items/target/debug/deps/libdynamo_model-862d9305e517626b.rmeta: dynamo-model/src/lib.rs dynamo-model/src/access/mod.rs dynamo-model/src/access/spec.rs dynamo-model/src/attribute/mod.rs dynamo-model/src/attribute/bool.rs dynamo-model/src/attribute/codec.rs dynamo-model/src/attribute/conversion.rs dynamo-model/src/attribute/digits.rs dynamo-model/src/attribute/error.rs dynamo-model/src/attribute/ignored.rs dynamo-model/src/attribute/kind.rs dynamo-model/src/attribute/map.rs dynamo-model/src/attribute/number.rs dynamo-model/src/attribute/pointer.rs dynamo-model/src/attribute/sequence.rs dynamo-model/src/attribute/set.rs dynamo-model/src/attribute/sink.rs dynamo-model/src/attribute/source.rs dynamo-model/src/attribute/text.rs dynamo-model/src/model.rs dynamo-model/src/prelude.rs dynamo-model/src/private.rs dynamo-model/src/table/mod.rs dynamo-model/src/table/spec.rs

dynamo-model/src/lib.rs:
dynamo-model/src/access/mod.rs:
dynamo-model/src/access/spec.rs:
dynamo-model/src/attribute/mod.rs:
dynamo-model/src/attribute/bool.rs:
dynamo-model/src/attribute/codec.rs:
dynamo-model/src/attribute/conversion.rs:
dynamo-model/src/attribute/digits.rs:
dynamo-model/src/attribute/error.rs:
dynamo-model/src/attribute/ignored.rs:
dynamo-model/src/attribute/kind.rs:
dynamo-model/src/attribute/map.rs:
dynamo-model/src/attribute/number.rs:
dynamo-model/src/attribute/pointer.rs:
dynamo-model/src/attribute/sequence.rs:
dynamo-model/src/attribute/set.rs:
dynamo-model/src/attribute/sink.rs:
dynamo-model/src/attribute/source.rs:
dynamo-model/src/attribute/text.rs:
dynamo-model/src/model.rs:
dynamo-model/src/prelude.rs:
dynamo-model/src/private.rs:
dynamo-model/src/table/mod.rs:
dynamo-model/src/table/spec.rs:
