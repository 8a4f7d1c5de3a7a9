//! The README's table of options is that of the rules. `UPDATE_README=1 cargo test -p examples` writes it anew.

use std::{env, fmt::Write, fs, path::Path};

use dynamo_model_core::options::OPTIONS;

const BEGIN: &str = "<!-- options -->\n";
const END: &str = "<!-- /options -->";

#[test]
fn the_readme_names_every_option() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(&path).expect("the README can be read");
    let (before, rest) = readme.split_once(BEGIN).expect("the table begins");
    let (found, after) = rest.split_once(END).expect("the table ends");
    let table = render();
    if env::var_os("UPDATE_README").is_some() {
        let written = format!("{before}{BEGIN}{table}{END}{after}");
        fs::write(&path, written).expect("the README can be written");
    } else {
        assert_eq!(found, table, "run `UPDATE_README=1 cargo test -p examples`");
    }
}

fn render() -> String {
    let mut table = "| option | meaning | default |\n|---|---|---|\n".to_owned();
    for row in OPTIONS {
        let aliases: String = row
            .aliases
            .iter()
            .fold(String::new(), |text, alias| text + ", `" + alias + "`");
        let meaning = row.meaning.replace('|', "\\|");
        let default = row.default.replace('|', "\\|");
        writeln!(table, "| `{}`{aliases} | {meaning} | {default} |", row.name)
            .expect("a string takes everything");
    }
    table
}
