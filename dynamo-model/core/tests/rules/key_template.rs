//! Key templates: what they are made of, and what their parts and values must be.

use dynamo_model_core::key_template::{
    self,
    PartForm::{self, Fixed, Text, Unsigned},
    Piece, check_part, check_value, piece_at,
};

use super::{accepts, refuses, says};

/// The pieces as they are read, one after the other.
fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut at = 0;
    let mut pieces = Vec::new();
    while let Some((piece, next)) = piece_at(template, at).expect("a template") {
        pieces.push(piece);
        at = next;
    }
    pieces
}

fn part(name: &str, width: Option<usize>) -> Piece<'_> {
    Piece::Part { name, width }
}

#[test]
fn a_template_is_literals_and_parts() {
    assert_eq!(
        pieces("ORDER#{placed_at}#{total:020}"),
        [
            Piece::Literal("ORDER#"),
            part("placed_at", None),
            Piece::Literal("#"),
            part("total", Some(20)),
        ]
    );
    assert_eq!(pieces("ORG"), [Piece::Literal("ORG")]);
    assert_eq!(pieces("{a}{b:03}"), [part("a", None), part("b", Some(3))]);
    assert_eq!(
        pieces("é{größe}é"),
        [
            Piece::Literal("é"),
            part("größe", None),
            Piece::Literal("é")
        ]
    );
}

#[test]
fn a_doubled_brace_is_the_brace() {
    let open = Piece::Literal("{");
    let close = Piece::Literal("}");
    assert_eq!(pieces("{{"), [open]);
    assert_eq!(
        pieces("a{{b}}"),
        [Piece::Literal("a"), open, Piece::Literal("b"), close]
    );
    assert_eq!(pieces("{{{id}}}"), [open, part("id", None), close]);
    assert_eq!(pieces("}}{{"), [close, open]);
}

const UNCLOSED: &str = "but does not close it; write `{field}`, or `{{` for the character itself";

#[test]
fn templates() {
    accepts(
        key_template::check,
        &[
            "ORG#{org}",
            "ORG",
            "{id}",
            "{_id}",
            "{a1}{b}",
            " ",
            "{n:01}",
            "{n:064}",
            "{{}}",
        ],
    );
    refuses(
        key_template::check,
        &[
            ("", "must not be empty, because no key is"),
            (
                "ORG#{org",
                &format!("opens a part with `{{` at byte 4, {UNCLOSED}"),
            ),
            (
                "{",
                &format!("opens a part with `{{` at byte 0, {UNCLOSED}"),
            ),
            (
                "{a{b}",
                &format!("opens a part with `{{` at byte 0, {UNCLOSED}"),
            ),
            (
                "é{a#{b}",
                &format!("opens a part with `{{` at byte 2, {UNCLOSED}"),
            ),
            (
                "ORG#org}",
                "has `}` at byte 7, but no part to close; write `}}` for the character itself",
            ),
            (
                "{org}}",
                "has `}` at byte 5, but no part to close; write `}}` for the character itself",
            ),
            (
                "ORG#{}",
                "has a part without a name at byte 4; write `{field}`",
            ),
            (
                "{:020}",
                "has a part without a name at byte 0; write `{field}`",
            ),
            (
                "{ org }",
                "has a part called ` org `, but a part is called like its field, without anything else",
            ),
            (
                "{self.org}",
                "has a part called `self.org`, but a part is called like its field, without anything else",
            ),
            (
                "{0}",
                "has a part called `0`, but a part is called like its field, without anything else",
            ),
        ],
    );
    for width in [
        "",
        "0",
        "20",
        "020d",
        ">20",
        "00",
        "065",
        "0064",
        "0020000000000000000000",
    ] {
        assert_eq!(
            says(key_template::check(&format!("#{{n:{width}}}"))),
            format!(
                "has `{width}` as the width of `n`, which is a 0 and how many digits there are; write `{{n:020}}`"
            ),
        );
    }
}

#[test]
fn numbers_are_padded_to_the_longest_of_their_type() {
    let padded = |template, digits| says(check_part(template, 0, Unsigned(digits)));
    assert_eq!(padded("{n:020}", 20), "accepted");
    assert_eq!(padded("{n:025}", 20), "accepted");
    assert_eq!(padded("{n:03}{id}", 3), "accepted");
    assert_eq!(
        padded("{n}", 10),
        "needs a width for `n`, because 9 would sort after 10; write `{n:010}`"
    );
    assert_eq!(
        padded("{n:09}", 10),
        "pads `n` to 9, but the numbers of its type have up to 10 digits; write `{n:010}`"
    );
}

#[test]
fn nothing_but_numbers_is_padded() {
    for form in [Text, Fixed(36)] {
        assert_eq!(
            says(check_part("#{id:036}", 0, form)),
            "pads `id`, which is no number; write `{id}`"
        );
    }
}

#[test]
fn something_tells_where_a_part_of_any_length_ends() {
    let forms = |template, forms: &[PartForm]| {
        let says = |(index, form): (usize, &PartForm)| says(check_part(template, index, *form));
        let mut refused = forms
            .iter()
            .enumerate()
            .map(says)
            .filter(|said| said != "accepted");
        refused.next().unwrap_or_else(|| "accepted".to_owned())
    };
    assert_eq!(forms("{a}#{b}", &[Text, Text]), "accepted");
    assert_eq!(forms("{a}{{{b}", &[Text, Text]), "accepted");
    assert_eq!(forms("{a}{b}", &[Fixed(26), Text]), "accepted");
    assert_eq!(forms("{a:03}{b}#", &[Unsigned(3), Text]), "accepted");
    assert_eq!(
        forms("X{a}#{b}{c}", &[Text, Text, Text]),
        "has nothing between `b` and `c` that tells where the first ends; write `{b}#{c}`"
    );
    assert_eq!(
        forms("{a}{b:03}", &[Text, Unsigned(3)]),
        "has nothing between `a` and `b` that tells where the first ends; write `{a}#{b:03}`"
    );
}

#[test]
fn a_part_that_is_not_there_breaks_no_rule() {
    assert_eq!(check_part("{a}{b}", 2, Text), Ok(()));
    assert_eq!(
        says(check_part("}", 0, Text)),
        says(key_template::check("}"))
    );
}

#[test]
fn a_value_does_not_hold_what_ends_it() {
    for (value, separator) in [
        ("", "#"),
        ("acme", "#"),
        ("a#b", ""),
        ("a#b", "##"),
        ("#", "#ORDER#"),
        ("é", "#"),
    ] {
        assert_eq!(
            check_value(value, separator),
            Ok(()),
            "{value:?} {separator:?}"
        );
    }
    for (value, separator) in [
        ("#", "#"),
        ("a#b", "#"),
        ("a##", "##"),
        ("x#ORDER#y", "#ORDER#"),
    ] {
        assert_eq!(
            says(check_value(value, separator)),
            format!("must not contain `{separator}`, which tells where it ends")
        );
    }
    for (value, separator) in [
        ("a#", "##"),
        ("#", "##"),
        ("x#ORDER", "#ORDER#ORDER"),
        ("é#", "##"),
    ] {
        assert_eq!(
            says(check_value(value, separator)),
            format!("must not end like `{separator}` begins, which tells where it ends")
        );
    }
}

const _: () = dynamo_model_core::assert("sk", check_part("ORDER#{total:020}", 0, Unsigned(20)));
