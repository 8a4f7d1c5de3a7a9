//! `endpoint_url`, `sts_endpoint_url`: where requests go instead of AWS's own host.
//!
//! No message repeats a URL: one with a password in it is among the mistakes.

use crate::{text, violation::Violation};

/// An endpoint: `http` or `https`, a host, maybe a port and a path; no user, no query, no fragment (RFC 3986).
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::endpoint_url;
///
/// assert!(endpoint_url::check("http://localhost:8000").is_ok());
/// assert_eq!(
///     endpoint_url::check("localhost:8000").unwrap_err().as_str(),
///     "must begin with `http://` or `https://`",
/// );
/// ```
pub const fn check(value: &str) -> Result<(), Violation> {
    if value.is_empty() {
        return refuse("must not be empty");
    }
    let rest = if text::starts_with_ignoring_case(value, "http://") {
        value.split_at("http://".len()).1
    } else if text::starts_with_ignoring_case(value, "https://") {
        value.split_at("https://".len()).1
    } else {
        return refuse("must begin with `http://` or `https://`");
    };
    let mut i = 0;
    while i < value.len() {
        match value.as_bytes()[i] {
            b'?' => return refuse("must not have a query, but has `?`"),
            b'#' => return refuse("must not have a fragment, but has `#`"),
            b'@' => return refuse("must not have a user or password, but has `@`"),
            c if !c.is_ascii_graphic()
                || matches!(
                    c,
                    b'\\' | b'"' | b'<' | b'>' | b'^' | b'`' | b'{' | b'|' | b'}'
                ) =>
            {
                return Err(Violation::new()
                    .text("must be a URL, which cannot contain ")
                    .character(value, i));
            }
            _ => i += 1,
        }
    }
    let authority = match text::split_once(rest, b'/') {
        Some((authority, _)) => authority,
        None => rest,
    };
    let (host, port) = match split_port(authority) {
        Ok(parts) => parts,
        Err(violation) => return Err(violation),
    };
    if let Err(violation) = check_host(host) {
        return Err(violation);
    }
    match port {
        Some(port) => check_port(port),
        None => Ok(()),
    }
}

/// The host, with its brackets if it has some, and what follows the colon after it.
const fn split_port(authority: &str) -> Result<(&str, Option<&str>), Violation> {
    if text::starts_with(authority, "[") {
        let Some(end) = text::find(authority, b']') else {
            return Err(Violation::new().text("must close the `[` of its IPv6 address with `]`"));
        };
        let (host, rest) = authority.split_at(end + 1);
        if rest.is_empty() {
            return Ok((host, None));
        }
        return match text::strip_prefix(rest, ":") {
            Some(port) => Ok((host, Some(port))),
            None => Err(Violation::new()
                .text("must have a port or nothing after the `]` of its IPv6 address")),
        };
    }
    Ok(match text::split_once(authority, b':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    })
}

const fn check_host(host: &str) -> Result<(), Violation> {
    if host.is_empty() {
        return refuse("must have a host after `://`");
    }
    let bytes = host.as_bytes();
    if bytes[0] == b'[' {
        if is_ipv6(bytes.split_at(bytes.len() - 1).0.split_at(1).1) {
            return Ok(());
        }
        return refuse("must have an IPv6 address between `[` and `]`");
    }
    // Host names of container networks have underscores.
    let mut i = 0;
    while i < bytes.len() {
        if !(bytes[i].is_ascii_alphanumeric() || matches!(bytes[i], b'-' | b'.' | b'_')) {
            return Err(Violation::new()
                .text("must have a host of letters, digits and `-._`, but it has ")
                .character(host, i)
                .text(" of the host"));
        }
        let label_begins = i == 0 || bytes[i - 1] == b'.';
        if label_begins && bytes[i] == b'.' {
            return refuse("must have a host without an empty part between its dots");
        }
        i += 1;
    }
    Ok(())
}

/// Eight groups of one to four hexadecimal digits, or fewer with one `::` (RFC 4291, 2.2, without its dotted form).
const fn is_ipv6(bytes: &[u8]) -> bool {
    let mut groups = 0;
    let mut shortened = false;
    let mut i = 0;
    while i < bytes.len() {
        if i + 1 < bytes.len() && bytes[i] == b':' && bytes[i + 1] == b':' {
            if shortened {
                return false;
            }
            shortened = true;
            i += 2;
            continue;
        }
        if bytes[i] == b':' {
            // Between two groups only.
            if groups == 0 || bytes[i - 1] == b':' {
                return false;
            }
            i += 1;
        }
        let start = i;
        while i < bytes.len() && bytes[i].is_ascii_hexdigit() {
            i += 1;
        }
        if i == start || i - start > 4 {
            return false;
        }
        groups += 1;
    }
    if shortened { groups < 8 } else { groups == 8 }
}

const fn check_port(port: &str) -> Result<(), Violation> {
    let mut number = 0_u32;
    let mut i = 0;
    while i < port.len() {
        let digit = port.as_bytes()[i];
        if !digit.is_ascii_digit() || i == 5 {
            return refuse("must have a port between 1 and 65535 after the host's `:`");
        }
        number = number * 10 + (digit - b'0') as u32;
        i += 1;
    }
    if number == 0 || number > 65_535 {
        return refuse("must have a port between 1 and 65535 after the host's `:`");
    }
    Ok(())
}

const fn refuse(what: &str) -> Result<(), Violation> {
    Err(Violation::new().text(what))
}
