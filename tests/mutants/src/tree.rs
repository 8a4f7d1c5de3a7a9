use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::Result;

/// A copy of the repository as it was committed, in which the mutants stand.
pub struct Tree {
    root: PathBuf,
    /// Its own: cargo would take what was built here for a build of the repository.
    target: PathBuf,
    notes: PathBuf,
}

impl Tree {
    /// Writes the copy below `target/mutants`, where what is built of other crates stays for the next time.
    pub fn of_head() -> Result<Self> {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../..")
            .canonicalize()?;
        let below = repository.join("target/mutants");
        let root = below.join("tree");
        if root.exists() {
            fs::remove_dir_all(&root)?;
        }
        fs::create_dir_all(&root)?;
        let mut archive = Command::new("git")
            .args(["archive", "HEAD"])
            .current_dir(&repository)
            .stdout(Stdio::piped())
            .spawn()?;
        let tar = archive.stdout.take().ok_or("git archive has no output")?;
        let unpacked = Command::new("tar")
            .arg("x")
            .current_dir(&root)
            .stdin(tar)
            .status()?;
        if !archive.wait()?.success() || !unpacked.success() {
            return Err("git archive HEAD could not be unpacked".into());
        }
        Ok(Self {
            root,
            target: below.join("target"),
            notes: below.join("notes"),
        })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A folder for what is noted about mutants, empty.
    pub fn notes(&self) -> Result<PathBuf> {
        if self.notes.exists() {
            fs::remove_dir_all(&self.notes)?;
        }
        fs::create_dir_all(&self.notes)?;
        Ok(self.notes.clone())
    }

    /// cargo, in the copy.
    pub fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new("cargo");
        cargo
            .args([command, "--locked", "--all-features", "--target-dir"])
            .arg(&self.target)
            .args(["--message-format", "json"])
            .current_dir(&self.root);
        cargo
    }
}
