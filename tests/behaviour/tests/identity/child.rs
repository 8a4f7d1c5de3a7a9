//! A test's second half in a process of its own, for what only the process environment can say. The child is this
//! test binary again, told to run the same test.

use std::{
    env,
    fmt::Display,
    fs,
    path::{Path, PathBuf},
    process::{self, Command},
    sync::atomic::{AtomicU32, Ordering},
};

use behaviour::ENVIRONMENT_KEY_ID;

const MARK: &str = "IDENTITY_TEST_CHILD";
const TOLD: &str = "told: ";

/// Whether this process is such a child, so that the second half of the test is to be run.
pub fn is_child() -> bool {
    env::var_os(MARK).is_some()
}

/// Gives the parent a line to compare.
pub fn tell(line: impl Display) {
    println!("{TOLD}{line}");
}

/// A child to be run. Its environment is what is set here and nothing else.
pub struct Child {
    test: &'static str,
    home: PathBuf,
    variables: Vec<(&'static str, String)>,
}

impl Child {
    /// A child that runs the test of this name, such as `role::a4_...`. Its home directory is empty, and it has no
    /// instance metadata to ask.
    pub fn of(test: &'static str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // Another process may run the same tests.
        let name = format!("home-{}-{number}", process::id());
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(home.join(".aws")).expect("a directory in the target directory");
        Self {
            test,
            home,
            variables: vec![("AWS_EC2_METADATA_DISABLED", "true".to_owned())],
        }
    }

    /// Sets a variable.
    pub fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// Sets a pair of static keys.
    pub fn keys(self) -> Self {
        self.set("AWS_ACCESS_KEY_ID", ENVIRONMENT_KEY_ID)
            .set("AWS_SECRET_ACCESS_KEY", "environment-secret")
    }

    /// Writes a file of the home directory's `.aws`.
    pub fn file(self, name: &str, text: &str) -> Self {
        let path = self.home.join(".aws").join(name);
        fs::write(path, text).expect("a file in the target directory");
        self
    }

    /// Runs it, and gives back what it told.
    ///
    /// # Panics
    ///
    /// When the child's half of the test fails, or there is no test of the name.
    #[track_caller]
    pub fn run(self) -> Vec<String> {
        let output = Command::new(env::current_exe().expect("the path of the test binary"))
            .args(["--exact", self.test, "--nocapture", "--test-threads=1"])
            .env_clear()
            .env(MARK, "1")
            .env("HOME", &self.home)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .output()
            .expect("the test binary starts once more");
        let stdout = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success() && stdout.contains("test result: ok. 1 passed"),
            "{} in a child, with {:?}:\n{stdout}\n{}",
            self.test,
            self.variables,
            String::from_utf8_lossy(&output.stderr)
        );
        stdout
            .lines()
            .filter_map(|line| Some(line.split_once(TOLD)?.1.to_owned()))
            .collect()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // What can't be removed is left to `cargo clean`.
        let _ = fs::remove_dir_all(&self.home);
    }
}
