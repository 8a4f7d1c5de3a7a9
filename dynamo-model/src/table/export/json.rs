//! JSON to be read by people: two spaces, members in the order in which they were written.

use std::fmt::{self, Write};

use crate::attribute::write_string;

/// A value of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::table) enum Json {
    Text(String),
    Number(u64),
    Flag(bool),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(in crate::table) fn list(items: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }

    /// The members that have a value.
    pub(in crate::table) fn object<K: Into<String>>(
        members: impl IntoIterator<Item = (K, Option<Self>)>,
    ) -> Self {
        let member = |(key, value): (K, Option<Self>)| Some((key.into(), value?));
        Self::Object(members.into_iter().filter_map(member).collect())
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        match self {
            Self::Text(text) => write_text(f, text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::List(items) => write_all(f, ['[', ']'], depth, items, Self::write),
            Self::Object(members) => {
                write_all(f, ['{', '}'], depth, members, |(key, value), f, depth| {
                    write_text(f, key)?;
                    f.write_str(": ")?;
                    value.write(f, depth)
                })
            }
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut quoted = Vec::with_capacity(text.len() + 2);
    write_string(&mut quoted, text);
    f.write_str(&String::from_utf8_lossy(&quoted))
}

fn write_all<T>(
    f: &mut fmt::Formatter<'_>,
    [open, close]: [char; 2],
    depth: usize,
    items: &[T],
    write: impl Fn(&T, &mut fmt::Formatter<'_>, usize) -> fmt::Result,
) -> fmt::Result {
    f.write_char(open)?;
    for (index, item) in items.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(f, "{comma}\n{:1$}", "", 2 * (depth + 1))?;
        write(item, f, depth + 1)?;
    }
    if !items.is_empty() {
        write!(f, "\n{:1$}", "", 2 * depth)?;
    }
    f.write_char(close)
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn m4_a_document_is_indented_and_escaped_and_leaves_out_what_has_no_value() {
        let document = Json::object([
            ("text", Some("a \"b\"\n".into())),
            ("nothing", None),
            ("list", Some(Json::list([1, 2]))),
            ("empty", Some(Json::List(Vec::new()))),
            ("object", Some(Json::object([("flag", Some(true.into()))]))),
        ]);
        let expected = r#"{
  "text": "a \"b\"\n",
  "list": [
    1,
    2
  ],
  "empty": [],
  "object": {
    "flag": true
  }
}"#;
        assert_eq!(document.to_string(), expected);
    }
}
