//! What the compiler says of a mistake, from the snapshots of `tests/ui`: at run time the same is to be read.

/// The sentences of a snapshot, one per error, by the name of its case: `sentences!("role/a18_expiration_0")`.
macro_rules! sentences {
    ($case:literal) => {
        $crate::sentences::of(include_str!(concat!("../../../ui/fail/", $case, ".stderr")))
    };
}

pub(crate) use sentences;

/// The first lines of errors, without what rustc puts in front of them.
pub fn of(snapshot: &str) -> Vec<String> {
    snapshot
        .lines()
        .filter_map(|line| {
            let told = line.strip_prefix("error: ");
            told.or_else(|| line.strip_prefix("error[E0080]: evaluation panicked: "))
        })
        .map(str::to_owned)
        .collect()
}
