//! A secret or a token of ours. What the SDK holds is the SDK's: `SECURITY.md` says which is which.

use std::{fmt, sync::Arc};

use zeroize::Zeroizing;

/// Text that is never shown (in `Debug` it is `**`), and overwritten when the last clone of it is dropped.
#[derive(Clone)]
pub(crate) struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// The text's own memory becomes the secret's: no copy stays behind.
    pub(crate) fn new(text: String) -> Self {
        Self(Arc::new(Zeroizing::new(text)))
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("**")
    }
}
