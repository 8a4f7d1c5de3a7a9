//! The text of a violation.

use dynamo_model_core::Violation;

#[test]
fn words_numbers_and_what_was_typed() {
    let violation = Violation::new()
        .text("is ")
        .quoted("a b")
        .text(" and ")
        .number(0)
        .text(", ")
        .number(u64::MAX);
    assert_eq!(violation.as_str(), "is `a b` and 0, 18446744073709551615");
    assert_eq!(violation.to_string(), violation.as_str());
    assert_eq!(
        format!("{violation:?}"),
        "Violation(\"is `a b` and 0, 18446744073709551615\")"
    );
}

#[test]
fn violations_are_the_same_if_they_read_the_same() {
    let violation = Violation::new().text("is ").number(7);
    assert_eq!(violation, Violation::new().text("is 7"));
    assert_ne!(violation, Violation::new().text("is 8"));
    assert_eq!(Violation::default(), Violation::new().text(""));
}

#[test]
fn a_character_is_shown_so_that_a_reader_sees_it() {
    for (c, shown) in [
        (' ', "' '"),
        ('x', "'x'"),
        ('é', "'é'"),
        ('€', "'€'"),
        ('🦀', "'🦀'"),
        ('\n', "'\\n'"),
        ('\r', "'\\r'"),
        ('\t', "'\\t'"),
        ('\0', "'\\u{0}'"),
        ('\u{1b}', "'\\u{1b}'"),
        ('\u{7f}', "'\\u{7f}'"),
        ('\u{a0}', "'\\u{a0}'"),
        ('\u{200b}', "'\\u{200b}'"),
        ('\u{202e}', "'\\u{202e}'"),
        ('\u{2028}', "'\\u{2028}'"),
        ('\u{feff}', "'\\u{feff}'"),
        ('\u{e0041}', "'\\u{e0041}'"),
    ] {
        let value = format!("é{c}");
        assert_eq!(
            Violation::new().character(&value, 2).as_str(),
            format!("{shown} at byte 2"),
        );
    }
}

#[test]
fn a_place_that_is_no_character_does_not_panic() {
    for at in [1, 2, usize::MAX] {
        assert_eq!(
            Violation::new().character("é", at).as_str(),
            format!("nothing at byte {at}"),
        );
    }
}

#[test]
fn what_was_typed_is_cut_after_64_characters() {
    assert_eq!(
        Violation::new().quoted(&"é".repeat(64)).as_str(),
        format!("`{}`", "é".repeat(64)),
    );
    assert_eq!(
        Violation::new().quoted(&"é".repeat(65)).as_str(),
        format!("`{}…`", "é".repeat(64)),
    );
}

#[test]
fn a_text_that_does_not_fit_is_cut_between_characters_and_marked() {
    for filler in ["x", "é", "€", "🦀"] {
        let violation = Violation::new()
            .text(&filler.repeat(Violation::CAPACITY))
            .text("more")
            .number(7);
        let text = violation.as_str();
        assert!(text.len() <= Violation::CAPACITY, "{filler}");
        assert!(text.len() > Violation::CAPACITY - 8, "{filler}");
        assert_eq!(text.strip_suffix('…').unwrap().trim_end_matches(filler), "");
    }
}

#[test]
fn a_text_is_always_one_line() {
    let violation = Violation::new().text("a\nb\r\u{1b}[0m").quoted("c\nd");
    assert_eq!(violation.as_str(), "a\\nb\\r\\u{1b}[0m`c\\nd`");
}
