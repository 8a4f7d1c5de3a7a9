//! `aws_access_key_id`, `aws_secret_access_key`, `aws_session_token`: static keys.
//!
//! No message tells anything about a value, not its length, not one of its characters.

use crate::{text, violation::Violation};

/// The id of an access key: not empty, visible ASCII without `/` and `,`.
///
/// IAM's own are 16 to 128 letters, digits and `_` (IAM API reference, data type `AccessKey`), but DynamoDB Local and
/// compatible databases take others. `/` and `,` would end the id within a signature (SigV4, "Credential").
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::credentials;
///
/// assert!(credentials::check_access_key_id("my_access_key_id").is_ok());
/// assert_eq!(
///     credentials::check_access_key_id("").unwrap_err().as_str(),
///     "must not be empty",
/// );
/// ```
pub const fn check_access_key_id(value: &str) -> Result<(), Violation> {
    if let Err(violation) = check_visible(value) {
        return Err(violation);
    }
    if text::find(value, b'/').is_some() || text::find(value, b',').is_some() {
        return refuse("must not contain `/` or `,`; is it the secret access key?");
    }
    Ok(())
}

/// A secret access key: not empty, visible ASCII.
///
/// # Errors
///
/// The predicate that tells what is wrong, and nothing of the value.
pub const fn check_secret_access_key(value: &str) -> Result<(), Violation> {
    check_visible(value)
}

/// A session token: not empty, visible ASCII. AWS states no length (STS API reference, data type `Credentials`).
///
/// # Errors
///
/// The predicate that tells what is wrong, and nothing of the value.
pub const fn check_session_token(value: &str) -> Result<(), Violation> {
    check_visible(value)
}

/// Whether a key works only together with a session token: ids of temporary credentials begin with `ASIA` (IAM user
/// guide, "IAM identifiers", unique ids).
#[must_use]
pub const fn needs_token(access_key_id: &str) -> bool {
    text::starts_with(access_key_id, "ASIA")
}

/// A key of temporary credentials comes with its token. The subject of the predicate is `aws_access_key_id`.
///
/// # Errors
///
/// The predicate that tells what is missing.
pub const fn check_token_given(access_key_id: &str, token_given: bool) -> Result<(), Violation> {
    if needs_token(access_key_id) && !token_given {
        return refuse(
            "begins with `ASIA`, so it belongs to a session and needs `aws_session_token`",
        );
    }
    Ok(())
}

const fn check_visible(value: &str) -> Result<(), Violation> {
    let bytes = value.as_bytes();
    if bytes.is_empty() {
        return refuse("must not be empty");
    }
    if is_blank(bytes[0]) {
        return refuse("must not have white space at its beginning");
    }
    if is_blank(bytes[bytes.len() - 1]) {
        return refuse("must not have white space at its end");
    }
    let mut i = 0;
    while i < bytes.len() {
        if is_blank(bytes[i]) {
            return refuse("must not contain white space");
        }
        if !bytes[i].is_ascii_graphic() {
            return refuse("may contain only visible ASCII characters");
        }
        i += 1;
    }
    Ok(())
}

const fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0x0B
}

const fn refuse(what: &str) -> Result<(), Violation> {
    Err(Violation::new().text(what))
}
