use std::{
    ffi::OsStr,
    fs::{self, File},
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::Result;

/// A test program.
#[derive(Clone)]
pub struct Program {
    pub path: PathBuf,
    /// The folder of its package, where it is run.
    pub package: PathBuf,
}

pub enum Outcome {
    Passed,
    /// The names of the tests that failed, as far as the program told them.
    Failed(Vec<String>),
    Endless,
}

impl Program {
    /// The names of its tests.
    pub fn tests(&self) -> Result<Vec<String>> {
        let output = self
            .command()
            .args(["--list", "--format", "terse"])
            .output()?;
        let listed = String::from_utf8(output.stdout)?;
        let names = listed
            .lines()
            .filter_map(|line| line.strip_suffix(": test"));
        Ok(names.map(str::to_owned).collect())
    }

    /// Runs the tests of these names, with one more variable of the environment, and no longer than the limit.
    pub fn run(
        &self,
        tests: &[&str],
        variable: (&str, &OsStr),
        limit: Duration,
        output: &PathBuf,
    ) -> Result<Outcome> {
        let started = Instant::now();
        let mut child = self
            .command()
            .arg("--exact")
            .args(tests)
            .env(variable.0, variable.1)
            .stdin(Stdio::null())
            .stdout(File::create(output)?)
            .stderr(Stdio::null())
            .spawn()?;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if started.elapsed() > limit {
                child.kill()?;
                child.wait()?;
                return Ok(Outcome::Endless);
            }
            thread::sleep(Duration::from_millis(2));
        };
        if status.success() {
            return Ok(Outcome::Passed);
        }
        let told = String::from_utf8_lossy(&fs::read(output)?).into_owned();
        let failed = |name: &&&str| told.contains(&format!("test {name} ... FAILED"));
        let failed = tests.iter().filter(failed).map(|name| (*name).to_owned());
        Ok(Outcome::Failed(failed.collect()))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command
            .current_dir(&self.package)
            .env("CARGO_MANIFEST_DIR", &self.package);
        command
    }
}
