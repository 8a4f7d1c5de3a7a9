//! In the place of forms whose feature is off: a field that names one is told which feature that is.

use crate::attribute::{Codec, ConvertError, Sink, Source, kind};

macro_rules! off {
    ($($(#[$when:meta])* $form:ident needs $feature:ident: $sentence:literal, $note:literal;)*) => {$(
        /// Its feature is off.
        $(#[$when])*
        #[derive(Debug, Clone, Copy)]
        pub enum $form {}

        /// Nothing has it.
        $(#[$when])*
        #[diagnostic::on_unimplemented(message = $sentence, label = "needs a feature that is off", note = $note)]
        pub trait $feature {}

        $(#[$when])*
        impl<T: $feature> Codec<T> for $form {
            type Kind = kind::Any;

            fn to_attribute<S: Sink>(_: &T, _: S) -> Result<S::Ok, ConvertError> {
                Err(ConvertError::custom($sentence))
            }

            fn from_attribute<'a, S: Source<'a>>(_: S) -> Result<T, ConvertError> {
                Err(ConvertError::custom($sentence))
            }
        }
    )*};
}

off! {
    #[cfg(not(feature = "serde_json"))]
    JsonText needs FeatureSerdeJson:
        "`#[dynamo(json)]` needs the feature `serde_json` of dynamo-model",
        "write `features = [\"serde_json\"]` behind `dynamo-model` in `Cargo.toml`";
    #[cfg(not(feature = "serde"))]
    Serde needs FeatureSerde:
        "`#[dynamo(serde)]` needs the feature `serde` of dynamo-model",
        "write `features = [\"serde\"]` behind `dynamo-model` in `Cargo.toml`";
}
