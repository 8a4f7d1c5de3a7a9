//! `rename_all`: how names of fields and variants become names of attributes and of kinds.

use dynamo_model_core::suggestion;

/// How words are joined and which letters are large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Case {
    const ALL: &[(&str, Self)] = &[
        ("lowercase", Self::Lower),
        ("UPPERCASE", Self::Upper),
        ("PascalCase", Self::Pascal),
        ("camelCase", Self::Camel),
        ("snake_case", Self::Snake),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnake),
        ("kebab-case", Self::Kebab),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebab),
    ];

    /// The case of this name, or the sentence that says what is wrong with it.
    pub fn find(name: &str) -> Result<Self, String> {
        let known = Self::ALL.iter().find(|(known, _)| *known == name);
        if let Some((_, case)) = known {
            return Ok(*case);
        }
        let names = Self::ALL.iter().map(|(name, _)| *name);
        Err(
            match suggestion::nearest(name, names.clone().map(|name| (name, name))) {
                Some(near) => {
                    format!("`rename_all` does not know `{name}`; did you mean `{near}`?")
                }
                None => format!(
                    "`rename_all` does not know `{name}`; expected {}",
                    crate::keys::one_of(names)
                ),
            },
        )
    }

    /// A name in this case, from `snake_case` or `PascalCase`.
    pub fn apply(self, name: &str) -> String {
        let words = words(name);
        let lower = |word: &str| word.to_lowercase();
        let upper = |word: &str| word.to_uppercase();
        let all = |of: fn(&str) -> String, separator: &str| {
            let words = words.iter().map(|word| of(word));
            words.collect::<Vec<_>>().join(separator)
        };
        match self {
            Self::Lower => all(lower, ""),
            Self::Upper => all(upper, ""),
            Self::Pascal => all(capitalised, ""),
            Self::Camel => {
                let first = words.first().map(|word| lower(word)).unwrap_or_default();
                let rest = words.iter().skip(1).map(|word| capitalised(word));
                std::iter::once(first).chain(rest).collect()
            }
            Self::Snake => all(lower, "_"),
            Self::ScreamingSnake => all(upper, "_"),
            Self::Kebab => all(lower, "-"),
            Self::ScreamingKebab => all(upper, "-"),
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first
            .to_uppercase()
            .chain(letters.flat_map(char::to_lowercase))
            .collect(),
        None => String::new(),
    }
}

/// The words of a name: between underscores, and from one large letter after a small one to the next.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut begins = true;
    let mut before_is_small = false;
    for letter in name.chars() {
        if letter == '_' {
            begins = true;
            continue;
        }
        if begins || (letter.is_uppercase() && before_is_small) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter);
        }
        begins = false;
        before_is_small = !letter.is_uppercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_their_case() {
        for (name, expected) in [
            ("lowercase", "placedat"),
            ("UPPERCASE", "PLACEDAT"),
            ("PascalCase", "PlacedAt"),
            ("camelCase", "placedAt"),
            ("snake_case", "placed_at"),
            ("SCREAMING_SNAKE_CASE", "PLACED_AT"),
            ("kebab-case", "placed-at"),
            ("SCREAMING-KEBAB-CASE", "PLACED-AT"),
        ] {
            let case = Case::find(name);
            for from in ["placed_at", "PlacedAt", "_placed__at"] {
                assert_eq!(
                    case.clone().map(|case| case.apply(from)),
                    Ok(expected.to_owned())
                );
            }
        }
    }

    #[test]
    fn an_unknown_case_is_told_with_what_was_meant() {
        assert_eq!(
            Case::find("camelcase"),
            Err("`rename_all` does not know `camelcase`; did you mean `camelCase`?".to_owned())
        );
    }
}
