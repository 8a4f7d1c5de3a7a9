//! Gets the emulator onto the machine: a Python that is there, a virtual environment under the target directory,
//! and one exact version in it.

use std::{
    env,
    error::Error,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Exactly this one: an earlier release verified nothing, and a later one has not been looked at.
pub(crate) const VERSION: &str = "1.5.33";

/// What the emulator declares (`requires-python`).
const OLDEST_PYTHON: (u32, u32) = (3, 10);

const PYTHONS: [&str; 7] = [
    "python3",
    "python3.14",
    "python3.13",
    "python3.12",
    "python3.11",
    "python3.10",
    "python",
];

/// An environment the emulator is installed in.
pub(crate) struct Environment {
    pub folder: PathBuf,
}

impl Environment {
    /// The environment of this target directory; made and filled on first use.
    pub(crate) fn installed() -> Result<Self, Box<dyn Error>> {
        let target = target_directory();
        fs::create_dir_all(&target)?;
        let environment = Self {
            folder: target.join(format!("ministack-{VERSION}")),
        };
        // Several test programs may start at once. The lock goes with the file's handle, also when one is killed.
        let lock = File::create(target.join(format!("ministack-{VERSION}.lock")))?;
        lock.lock()?;
        if !environment.is_complete() {
            environment.install()?;
        }
        Ok(environment)
    }

    pub(crate) fn python(&self) -> PathBuf {
        let inside = if cfg!(windows) {
            "Scripts/python.exe"
        } else {
            "bin/python"
        };
        self.folder.join(inside)
    }

    /// Written last, so that an installation that was interrupted is begun anew.
    fn completed(&self) -> PathBuf {
        self.folder.join("completed")
    }

    fn is_complete(&self) -> bool {
        // The interpreter is a link to one that may have been removed since.
        self.completed().exists() && version_of(&self.python()).is_some()
    }

    fn install(&self) -> Result<(), Box<dyn Error>> {
        let python = find_python()?;
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        let made = Command::new(python)
            .args(["-m", "venv"])
            .arg(&self.folder)
            .output()?;
        succeeded(
            "make a virtual environment (Debian and Ubuntu: `apt install python3-venv`)",
            &made,
        )?;
        let installed = Command::new(self.python())
            .args(["-m", "pip", "install", "--quiet", "--no-input"])
            .arg("--disable-pip-version-check")
            .arg(format!("ministack=={VERSION}"))
            .output()?;
        succeeded(
            &format!("install ministack {VERSION} from PyPI"),
            &installed,
        )?;
        fs::write(self.completed(), VERSION)?;
        Ok(())
    }
}

/// Cargo marks its target directory; a test program lies somewhere below it. This holds for every way to set one.
fn target_directory() -> PathBuf {
    let program = env::current_exe().unwrap_or_default();
    program
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").exists())
        .map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"),
            Path::to_path_buf,
        )
}

fn find_python() -> Result<&'static str, String> {
    let (major, minor) = OLDEST_PYTHON;
    PYTHONS
        .into_iter()
        .find(|python| version_of(Path::new(python)) >= Some(OLDEST_PYTHON))
        .ok_or_else(|| {
            format!(
                "the e2e tests run MiniStack, which needs Python {major}.{minor} or newer on the PATH, and there is \
                 none; install it, for example with `apt install python3 python3-venv` or `brew install python`"
            )
        })
}

fn version_of(python: &Path) -> Option<(u32, u32)> {
    let output = Command::new(python)
        .args(["-c", "import sys; print(*sys.version_info[:2])"])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().split_once(' ')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn succeeded(what: &str, output: &Output) -> Result<(), String> {
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "could not {what}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    ))
}
