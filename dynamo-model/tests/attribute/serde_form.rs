//! Types that only serde knows: in the form of `serde_dynamo`, and as JSON text.

use std::collections::{BTreeMap, HashMap};

use dynamo_model::attribute::{
    Coded, FromAttribute, ToAttribute,
    format::{JsonText, Serde},
    from_json, to_json,
};
use serde::{Deserialize, Serialize};

use crate::{is_not_read_as, is_not_written, is_read_as, is_stored_as};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Settings {
    theme: Theme,
    sizes: Vec<u8>,
    ratio: Option<f64>,
    more: BTreeMap<String, (i64, bool)>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Theme {
    Dark,
    Custom { hue: u16 },
}

fn settings() -> Settings {
    Settings {
        theme: Theme::Custom { hue: 210 },
        sizes: vec![1, 2],
        ratio: None,
        more: BTreeMap::from([("k".to_owned(), (-1, true))]),
    }
}

#[test]
fn w17_a_type_of_serdes_is_what_serde_dynamo_makes_of_it() {
    let stored = r#"{"M": {
        "theme": {"M": {"custom": {"M": {"hue": {"N": "210"}}}}},
        "sizes": {"L": [{"N": "1"}, {"N": "2"}]},
        "ratio": {"NULL": true},
        "more": {"M": {"k": {"L": [{"N": "-1"}, {"BOOL": true}]}}}
    }}"#;
    is_stored_as(&Coded::<Serde, _>::new(settings()), stored);
    is_stored_as(&Coded::<Serde, _>::new(Some(settings())), stored);
    is_stored_as(&Coded::<Serde, _>::new(Theme::Dark), r#"{"S": "dark"}"#);
    is_stored_as(
        &Coded::<Serde, _>::new(vec![Theme::Dark]),
        r#"{"L": [{"S": "dark"}]}"#,
    );
    // Sets and bytes are read, too.
    is_read_as(
        r#"{"NS": ["3", "4"]}"#,
        &Coded::<Serde, _>::new(vec![3_u8, 4]),
    );
    is_read_as(
        r#"{"SS": ["dark"]}"#,
        &Coded::<Serde, _>::new(vec![Theme::Dark]),
    );
    let told = is_not_read_as::<Coded<Serde, Settings>>(r#"{"M": {"sizes": {"S": "x"}}}"#);
    assert!(!told.is_empty());
    let wide = HashMap::from([("n".to_owned(), 1e200)]);
    let told = is_not_written(&Coded::<Serde, _>::new(wide));
    assert!(told.starts_with("attribute `n`: "), "{told}");
    assert!(told.contains("outside of the range"), "{told}");
}

#[test]
fn w17_json_text_is_an_s() {
    let text =
        r#"{"theme":{"custom":{"hue":210}},"sizes":[1,2],"ratio":null,"more":{"k":[-1,true]}}"#;
    let stored = serde_json::json!({ "S": text }).to_string();
    is_stored_as(&Coded::<JsonText, _>::new(settings()), &stored);
    is_stored_as(&Coded::<JsonText, _>::new(Some(settings())), &stored);
    is_stored_as(&Coded::<JsonText, _>::new(0.1_f64), r#"{"S": "0.1"}"#);
    let told = is_not_read_as::<Coded<JsonText, Settings>>(r#"{"S": "{"}"#);
    assert!(told.contains("EOF"), "{told}");
    assert_eq!(
        is_not_read_as::<Coded<JsonText, Settings>>(r#"{"M": {}}"#),
        "expected S, found M"
    );
    let told = is_not_written(&Coded::<JsonText, _>::new(HashMap::from([((1, 2), 3)])));
    assert_eq!(told, "key must be a string");
}

#[test]
fn a_coded_value_prints_and_compares_like_the_value() {
    let coded = Coded::<JsonText, _>::new(settings());
    assert_eq!(format!("{coded:?}"), format!("{:?}", settings()));
    assert_eq!(coded, Coded::new(settings()));
    let light = Settings {
        theme: Theme::Custom { hue: 60 },
        ..settings()
    };
    assert_ne!(coded, Coded::new(light));
}

#[test]
fn w6_what_serde_has_as_null_is_left_out() {
    assert!(Coded::<Serde, _>::new(None::<Settings>).is_absent());
    assert!(!Coded::<Serde, _>::new(Some(settings())).is_absent());
    assert!(!Coded::<Serde, _>::new(settings()).is_absent());
    assert!(Coded::<JsonText, _>::new(None::<Settings>).is_absent());
    assert!(!Coded::<JsonText, _>::new(Some(settings())).is_absent());
    assert!(!Coded::<JsonText, _>::new("null".to_owned()).is_absent());
    assert!(!Coded::<JsonText, _>::new(1).is_absent());
    assert_eq!(
        Coded::<Serde, Option<Settings>>::absent(),
        Some(Coded::new(None))
    );
    assert_eq!(Coded::<Serde, Settings>::absent(), None);
    assert_eq!(
        Coded::<JsonText, Option<Settings>>::absent(),
        Some(Coded::new(None))
    );
    assert_eq!(Coded::<JsonText, Settings>::absent(), None);
    is_read_as(
        r#"{"NULL": true}"#,
        &Coded::<Serde, _>::new(None::<Settings>),
    );
}

#[test]
fn w1_json_text_keeps_floats() {
    for float in [
        0.1,
        1.000_000_000_000_000_2,
        5e-324,
        1.797_693_134_862_315_7e308,
        123_456_789.123_456_78,
    ] {
        let json = to_json(&Coded::<JsonText, _>::new(float)).unwrap();
        let read: Coded<JsonText, f64> = from_json(&json).unwrap();
        assert_eq!(read.into_inner().to_bits(), f64::to_bits(float));
    }
}
