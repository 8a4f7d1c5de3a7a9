//! The one member of an error's body.

use dynamo_model_core::json::top_level_string;

#[test]
fn the_type_of_an_error_is_found() {
    for (body, expected) in [
        (
            r#"{"__type":"x#ExpiredTokenException"}"#,
            Some("x#ExpiredTokenException"),
        ),
        (
            " \r\n{ \"__type\" :\t\"a\" , \"message\" : null }",
            Some("a"),
        ),
        (r#"{"message":"no \" __type","__type":"a"}"#, Some("a")),
        (
            r#"{"Item":{"__type":"inner"},"__type":"outer"}"#,
            Some("outer"),
        ),
        (
            r#"{"a":[{"__type":"inner"},"]"],"b":-1.5e3,"__type":"outer"}"#,
            Some("outer"),
        ),
        (r#"{"__type":""}"#, Some("")),
        (r#"{"__type":"größe"}"#, Some("größe")),
        // Cut off after the member.
        (r#"{"__type":"a","mess"#, Some("a")),
    ] {
        assert_eq!(
            top_level_string(body.as_bytes(), "__type"),
            expected,
            "{body}"
        );
    }
}

#[test]
fn a_body_without_it_gives_none() {
    for body in [
        "",
        " ",
        "<html>",
        "[]",
        "{",
        "{}",
        r#""__type""#,
        r#"["__type","a"]"#,
        r#"{"__type"}"#,
        r#"{"__type"="a"}"#,
        r#"{"__type":}"#,
        r#"{"__type":1}"#,
        r#"{"__type":{"__type":"a"}}"#,
        r#"{"__type":"a"#,
        r#"{"__type":"a\"#,
        r#"{"__type":"\u0061"}"#,
        r#"{"Item":{"__type":"inner"}}"#,
        r#"{"message":"\"__type\":\"a\""}"#,
        r#"{"a":1 "__type":"a"}"#,
        r#"{"a":1],"__type":"a"}"#,
        r#"{"a":1]"__type":"a"}"#,
        r#"{"a":1}"__type":"a"}"#,
        r#"{"a":1},"__type":"a"}"#,
        r#"{"a":[1,"__type":"a"}"#,
    ] {
        assert_eq!(top_level_string(body.as_bytes(), "__type"), None, "{body}");
    }
    assert_eq!(top_level_string(b"{\"__type\":\"\xff\"}", "__type"), None);
    assert_eq!(
        top_level_string(b"{\"\xff\":1,\"__type\":\"a\"}", "__type"),
        Some("a")
    );
}

#[test]
fn a_body_that_breaks_off_has_the_member_only_if_it_is_whole() {
    let body = r#"{ "a" : [{"b":"\\"}, 1.5] , "__type" : "x" }"#;
    let whole = body.find(r#""x""#).expect("the value") + 3;
    for end in 0..=body.len() {
        let expected = (end >= whole).then_some("x");
        let cut = &body[..end];
        assert_eq!(
            top_level_string(cut.as_bytes(), "__type"),
            expected,
            "{cut}"
        );
    }
}

#[test]
fn deep_nesting_costs_no_stack() {
    let deep = "[".repeat(1_000_000);
    let body = format!("{{\"a\":{deep}{},\"__type\":\"a\"}}", "]".repeat(1_000_000));
    assert_eq!(top_level_string(body.as_bytes(), "__type"), Some("a"));
    assert_eq!(
        top_level_string(format!("{{\"a\":{deep}").as_bytes(), "__type"),
        None
    );
}
