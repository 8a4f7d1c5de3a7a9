//! "did you mean": which of the known words an unknown one was meant to be.

/// Longer words are not compared letter by letter.
const MAX: usize = 48;

/// The best of the candidates, each given as the word to compare with and what to answer for it; `None` if none is near.
///
/// Near is a typing mistake (about one per four letters; neighbours swapped count once), or a word that is the
/// beginning, the end or the middle part of the other between underscores; the shortest such word wins. Case and the
/// kind of separator do not count.
///
/// ```
/// use dynamo_model_core::suggestion;
///
/// let known = ["rename", "default", "flatten"];
/// assert_eq!(suggestion::nearest("flaten", known.map(|word| (word, word))), Some("flatten"));
/// assert_eq!(suggestion::nearest("serde", known.map(|word| (word, word))), None);
/// ```
pub fn nearest<'a, T>(word: &str, candidates: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    let word = Folded::new(word)?;
    candidates
        .into_iter()
        .filter_map(|(candidate, answer)| Some((score(&word, &Folded::new(candidate)?)?, answer)))
        // The first of equals, so that the order of a table decides.
        .reduce(|best, next| if next.0 < best.0 { next } else { best })
        .map(|(_, answer)| answer)
}

/// How far apart two words are: typing mistakes first, then parts of words; `None` if not near.
fn score(word: &Folded, candidate: &Folded) -> Option<(u8, usize)> {
    let distance = distance(word.bytes(), candidate.bytes());
    let longer = word.length.max(candidate.length);
    if distance <= longer.div_ceil(4) && distance < word.length.min(candidate.length) {
        return Some((0, distance));
    }
    if candidate.has_words_of(word) || word.has_words_of(candidate) {
        return Some((1, candidate.length.abs_diff(word.length)));
    }
    None
}

/// A word in lower case with `_` between its parts.
struct Folded {
    bytes: [u8; MAX],
    length: usize,
}

impl Folded {
    fn new(word: &str) -> Option<Self> {
        if word.is_empty() || word.len() > MAX {
            return None;
        }
        let mut bytes = [0; MAX];
        for (to, from) in bytes.iter_mut().zip(word.bytes()) {
            *to = match from {
                b'-' | b'.' | b' ' => b'_',
                from => from.to_ascii_lowercase(),
            };
        }
        Some(Self {
            bytes,
            length: word.len(),
        })
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// Whether the other word stands in this one, between underscores or ends. Very short words stand in too many.
    fn has_words_of(&self, other: &Self) -> bool {
        let (whole, part) = (self.bytes(), other.bytes());
        part.len() >= 4
            && whole
                .windows(part.len())
                .enumerate()
                .any(|(start, window)| {
                    let end = start + part.len();
                    window == part
                        && (start == 0 || whole[start - 1] == b'_')
                        && (end == whole.len() || whole[end] == b'_')
                })
    }
}

/// Insertions, deletions, replacements and swapped neighbours (optimal string alignment).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before = [0_usize; MAX + 1];
    let mut above = [0_usize; MAX + 1];
    for (i, cell) in above.iter_mut().enumerate() {
        *cell = i;
    }
    for i in 0..a.len() {
        let mut row = [0_usize; MAX + 1];
        row[0] = i + 1;
        for j in 0..b.len() {
            let replaced = above[j] + usize::from(a[i] != b[j]);
            row[j + 1] = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        before = above;
        above = row;
    }
    above[b.len()]
}
