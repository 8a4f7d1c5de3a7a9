//! A crate on disk, outside of this workspace, and what cargo is asked about it.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::SystemTime,
};

use crate::subjects::Subject;

pub struct Project {
    folder: PathBuf,
}

impl Project {
    /// Writes the crate of a subject below the workspace's `target`.
    pub fn write(subject: &Subject) -> io::Result<Self> {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("..")
            .canonicalize()?;
        let target = env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
        let folder = workspace
            .join(target)
            .join("compile-cost")
            .join(subject.package);
        fs::create_dir_all(folder.join("src"))?;
        let library = workspace.join("dynamo-model");
        let dependencies = subject
            .dependencies
            .replace("{dynamo-model}", &library.to_string_lossy());
        fs::write(
            folder.join("Cargo.toml"),
            format!(
                "[package]\nname = \"{}\"\nedition = \"2024\"\n\n[workspace]\n\n\
                 [dependencies]\n{dependencies}\n",
                subject.package
            ),
        )?;
        // The versions that the workspace has, so that cargo asks no registry for others.
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let project = Self { folder };
        fs::write(project.source(), subject.source())?;
        Ok(project)
    }

    /// The next `check` compiles the crate again.
    pub fn touch(&self) -> io::Result<()> {
        let source = fs::File::options().append(true).open(self.source())?;
        source.set_modified(SystemTime::now())
    }

    pub fn check(&self) -> io::Result<()> {
        run(&mut self.command(["check", "--quiet", "--lib"])).map(drop)
    }

    /// How many lines the crate has once every macro is expanded, attributes left out, as rustfmt writes them: the
    /// compiler's own print fits a whole constant in one.
    pub fn expanded_lines(&self) -> io::Result<u32> {
        let arguments = ["rustc", "--quiet", "--lib", "--profile", "check"];
        let mut command = self.command(arguments);
        // Only a nightly compiler prints this without being told that it may.
        command
            .args(["--", "-Zunpretty=expanded"])
            .env("RUSTC_BOOTSTRAP", "1");
        let expanded = self.folder.join("expanded.rs");
        fs::write(&expanded, run(&mut command)?)?;
        let mut format = Command::new("rustfmt");
        run(format.args(["--edition", "2024"]).arg(&expanded))?;
        let lines = without_attributes(&fs::read_to_string(expanded)?).count();
        u32::try_from(lines).map_err(io::Error::other)
    }

    fn source(&self) -> PathBuf {
        self.folder.join("src/lib.rs")
    }

    fn command<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(arguments)
            .current_dir(&self.folder)
            // A crate that has not changed is not what is to be timed.
            .env("CARGO_INCREMENTAL", "0")
            // All share their dependencies.
            .env("CARGO_TARGET_DIR", self.folder.join("../target"));
        command
    }
}

fn without_attributes(source: &str) -> impl Iterator<Item = &str> {
    let mut in_attribute = false;
    source.lines().filter(move |line| {
        let line = line.trim();
        let attribute = in_attribute || line.starts_with("#[") || line.starts_with("#![");
        in_attribute = attribute && !line.ends_with(']');
        !attribute && !line.is_empty()
    })
}

/// What a program prints.
fn run(command: &mut Command) -> io::Result<Vec<u8>> {
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(io::Error::other(format!("{command:?}: {}", output.status)));
    }
    Ok(output.stdout)
}
