//! Whatever a key template is: it is refused, or its pieces are all of it.
#![no_main]

use dynamo_model_core::key_template::{PartForm, Piece, check, check_part, check_value, piece_at};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (&str, &str, usize, u8)| {
    let (template, value, size, form) = data;
    let form = match form % 3 {
        0 => PartForm::Text,
        1 => PartForm::Fixed(size % 64),
        _ => PartForm::Unsigned(size % 40),
    };
    let mut written = String::new();
    let (mut at, mut parts) = (0, 0);
    let whole = loop {
        match piece_at(template, at) {
            Ok(None) => break true,
            Err(violation) => {
                assert!(!violation.to_string().is_empty());
                break false;
            }
            Ok(Some((piece, next))) => {
                assert!(next > at, "a piece without end");
                match piece {
                    Piece::Literal(text) if text == "{" || text == "}" => {
                        written.push_str(text);
                        written.push_str(text);
                    }
                    Piece::Literal(text) => written.push_str(text),
                    Piece::Part { name, width } => {
                        assert!(!name.is_empty());
                        parts += 1;
                        let _ = (check_part(template, parts - 1, form), width);
                        written.push_str(&template[at..next]);
                    }
                }
                at = next;
            }
        }
    };
    assert_eq!(check(template).is_ok(), whole && !template.is_empty());
    if whole {
        assert_eq!(written, template);
    }
    if !value.is_empty() && check_value(template, value).is_ok() {
        assert!(!template.contains(value));
    }
});
