//! Which DynamoDB error a request gets that the database could not read, or that it refuses in a way that depends
//! on the operation. The database puts the error's class in front of its text and leaves the rest to its own
//! server, which is not part of this build.

use dynoxide::DynoxideError;

type Class = fn(String) -> DynoxideError;

/// What may stand before the text of a deserialization error, and the class it means.
const CLASSES: [(&str, Class); 5] = [
    ("VALIDATION:", DynoxideError::ValidationException),
    ("VALIDATION_AS_READ:", DynoxideError::ValidationException),
    ("VALIDATION_REQUEST:", DynoxideError::EnvelopedValidation),
    ("SERIALIZATION:", DynoxideError::SerializationException),
    (
        "SERIALIZATION_AS_READ:",
        DynoxideError::SerializationException,
    ),
];

/// DynamoDB's texts, which the database does not hand out in this build.
const EMPTY_VALUE: &str =
    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";
const TOO_DEEP: &str = "Nesting Levels have exceeded supported limits: \
     Attributes in the item have nested levels beyond supported limit";

/// Well-formed, but nested deeper than the parser goes (128 levels). That is far beyond DynamoDB's own limit: 32
/// levels of attributes ("Quotas in Amazon DynamoDB", nested attribute depth).
pub(super) fn is_too_deep(error: &serde_json::Error) -> bool {
    error.is_syntax() && error.to_string().starts_with("recursion limit exceeded")
}

/// The error of a request whose JSON is well-formed, but does not read as the operation's members.
pub(super) fn of_members(error: &serde_json::Error) -> DynoxideError {
    if is_too_deep(error) {
        return DynoxideError::ValidationException(TOO_DEEP.to_owned());
    }
    let message = error.to_string();
    for (mark, class) in CLASSES {
        if let Some(text) = message.strip_prefix(mark) {
            // What is marked so is DynamoDB's text already, positions and all.
            let as_read = mark.ends_with("_AS_READ:");
            let text = if as_read {
                text
            } else {
                without_position(text)
            };
            return class(text.to_owned());
        }
    }
    let text = without_position(&message);
    if text.contains("empty AttributeValue") {
        DynoxideError::ValidationException(EMPTY_VALUE.to_owned())
    } else if let Some(member) = missing_member(text) {
        DynoxideError::ValidationException(format!(
            "1 validation error detected: Value null at '{member}' failed to satisfy constraint: \
             Member must not be null"
        ))
    } else if text.contains("Supplied AttributeValue")
        || text.contains("unknown variant")
        || text.contains("invalid type: null")
    {
        DynoxideError::ValidationException(text.to_owned())
    } else {
        DynoxideError::SerializationException(text.to_owned())
    }
}

/// The error as `operation` puts it on the wire.
pub(super) fn on_the_wire(operation: &str, error: DynoxideError) -> DynoxideError {
    match (operation, error) {
        // The three single-item writes count their validation errors, all others say them bare.
        ("PutItem" | "UpdateItem" | "DeleteItem", DynoxideError::EnvelopedValidation(text)) => {
            DynoxideError::ValidationException(format!("1 validation error detected: {text}"))
        }
        // PartiQL writes a failed condition's item in another form than the item operations.
        ("ExecuteStatement", DynoxideError::ConditionalCheckFailedException(text, Some(item))) => {
            DynoxideError::StatementConditionalCheckFailed(text, item)
        }
        (_, error) => error,
    }
}

/// The parser ends its messages with ` at line 1 column 2`; DynamoDB's have no such end.
fn without_position(message: &str) -> &str {
    match message.rfind(" at line ") {
        Some(at) if message[at..].contains(" column ") => &message[..at],
        _ => message,
    }
}

/// The member of ``missing field `StreamArn` ``, as DynamoDB spells it in its messages: `streamArn`.
fn missing_member(text: &str) -> Option<String> {
    let name = text.strip_prefix("missing field `")?.strip_suffix('`')?;
    let mut letters = name.chars();
    let first = letters.next()?.to_ascii_lowercase();
    Some(std::iter::once(first).chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use serde::de::Error as _;

    use super::*;

    fn of(message: &str) -> (String, String) {
        let error = of_members(&serde_json::Error::custom(message));
        let class = error.error_type().rsplit('#').next().unwrap_or_default();
        (class.to_owned(), error.to_string())
    }

    fn pair(class: &str, text: &str) -> (String, String) {
        (class.to_owned(), text.to_owned())
    }

    #[test]
    fn a_mark_selects_the_class_and_is_not_shown() {
        for (message, class, text) in [
            (
                "VALIDATION:no at line 1 column 2",
                "ValidationException",
                "no",
            ),
            (
                "VALIDATION_REQUEST:no at line 1 column 2",
                "ValidationException",
                "no",
            ),
            (
                "VALIDATION_AS_READ:no at line 1 column 2",
                "ValidationException",
                "no at line 1 column 2",
            ),
            ("SERIALIZATION:no", "SerializationException", "no"),
            ("SERIALIZATION:", "SerializationException", ""),
            (
                "SERIALIZATION_AS_READ:no at line 1 column 2",
                "SerializationException",
                "no at line 1 column 2",
            ),
        ] {
            assert_eq!(of(message), pair(class, text), "{message}");
        }
    }

    #[test]
    fn what_has_no_mark_is_told_by_its_text() {
        for (message, class, text) in [
            (
                "empty AttributeValue object",
                "ValidationException",
                EMPTY_VALUE,
            ),
            (
                "missing field `StreamArn` at line 1 column 2",
                "ValidationException",
                "1 validation error detected: Value null at 'streamArn' failed to satisfy constraint: Member must not be null",
            ),
            (
                "Supplied AttributeValue has more than one datatypes set at line 1 column 9",
                "ValidationException",
                "Supplied AttributeValue has more than one datatypes set",
            ),
            (
                "unknown variant `X`, expected `HASH` or `RANGE` at line 1 column 9",
                "ValidationException",
                "unknown variant `X`, expected `HASH` or `RANGE`",
            ),
            (
                "invalid type: null, expected a string at line 1 column 9",
                "ValidationException",
                "invalid type: null, expected a string",
            ),
            (
                "expected array for SS at line 1 column 9",
                "SerializationException",
                "expected array for SS",
            ),
            (
                "look at line nine",
                "SerializationException",
                "look at line nine",
            ),
        ] {
            assert_eq!(of(message), pair(class, text), "{message}");
        }
    }

    #[test]
    fn only_single_item_writes_count_their_errors() {
        let seen = |operation| {
            let error = DynoxideError::EnvelopedValidation("no".to_owned());
            on_the_wire(operation, error).to_string()
        };
        assert_eq!(seen("PutItem"), "1 validation error detected: no");
        assert_eq!(seen("GetItem"), "no");
    }
}
