//! Wrong options as they are refused: wherever they are given, with which sentences, and with no request.

use std::collections::HashMap;

use dynamo_model::{
    Dynamo, DynamoBuilder,
    access::{Access, AccessError},
    prelude::*,
};

use crate::scene::{Ledger, Paused, refusal};

/// Refuses `access` wherever options in code can be given, with these sentences and no request.
pub async fn assert_refused(access: Access, sentences: &[String]) {
    let scene = Paused::new();
    let in_builder = |give: fn(DynamoBuilder, Access) -> DynamoBuilder| {
        give(scene.builder(), access.clone()).build()
    };
    let refusals: [(&str, Result<Dynamo, AccessError>); 4] = [
        (
            "`Ledger`: in the builder's override for this type: ",
            in_builder(DynamoBuilder::access::<Ledger>).await,
        ),
        (
            "in the builder's override for all: ",
            in_builder(DynamoBuilder::override_access).await,
        ),
        (
            "in the builder's default: ",
            in_builder(DynamoBuilder::default_access).await,
        ),
        (
            "in this handle's override: ",
            scene.dynamo().await.with(access.clone()),
        ),
    ];
    for (layer, refused) in refusals {
        let error = refused.unwrap_err();
        assert_eq!(problems(&error), sentences, "{layer}");
        assert_eq!(
            error.to_string(),
            format!("{layer}{}", sentences.join("; "))
        );
        assert!(!error.is_retryable());
    }
    assert_eq!(scene.aws.all().count(), 0);
}

pub fn problems(error: &AccessError) -> Vec<String> {
    let AccessError::Options(options) = error else {
        panic!("{error}");
    };
    options.problems().iter().map(ToString::to_string).collect()
}

/// Asks for a model within this environment, which is wrong, and tells what is.
pub async fn refused_in<M: DynamoModel>(variables: &[(&str, &str)]) -> Vec<String> {
    let scene = Paused::new();
    let variables: HashMap<String, String> = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let read = move |name: &str| variables.get(name).cloned();
    let db = scene.builder().environment(read).build().await.unwrap();
    let error = refusal::<M>(&db).await;
    assert_eq!(error.models(), [M::TABLE.model()]);
    assert_eq!(scene.aws.all().count(), 0);
    problems(&error)
}

/// The sentence for an option whose variable has no value.
pub fn missing(option: &str, variable: &str, state: &str) -> String {
    format!("`{option}` needs the environment variable `{variable}`, which is {state}")
}
