//! The matrix as tables for a page in Markdown, and as a chart.

use super::{
    LENS, PATHS, WAYS,
    chart::{Chart, Group, Panel, Series},
    rounds::Figures,
    shape::Tiny,
    table::{Contestant, Path, Way, contestants},
};

/// What all contestants took for the same.
pub struct Row {
    pub shape: &'static str,
    pub len: usize,
    pub way: Way,
    pub path: Path,
    pub json_bytes: usize,
    /// What nobody who wants to own the values can do without.
    pub allocations_of_values: u64,
    /// By contestant; none from who can't do it.
    pub figures: Vec<Option<Figures>>,
}

/// The contestant that the others are compared with.
const BASE: usize = 1;

impl Row {
    fn base(&self) -> &Figures {
        self.figures[BASE].as_ref().expect("it can do everything")
    }

    /// How many times less than the base each takes.
    fn times_less(&self, of: impl Fn(&Figures, &Figures) -> f64) -> Vec<Option<f64>> {
        let less = |figures: &Option<Figures>| figures.as_ref().map(|own| of(own, self.base()));
        self.figures.iter().map(less).collect()
    }
}

fn time(own: &Figures, base: &Figures) -> f64 {
    1.0 / own.part_of(base)
}

#[allow(clippy::cast_precision_loss, reason = "far from it")]
fn allocations(own: &Figures, base: &Figures) -> f64 {
    base.allocations.count_total as f64 / (own.allocations.count_total as f64).max(1.0)
}

#[allow(clippy::cast_precision_loss, reason = "far from it")]
fn peak(own: &Figures, base: &Figures) -> f64 {
    base.allocations.bytes_max as f64 / (own.allocations.bytes_max as f64).max(1.0)
}

/// Prints a table for each way and path.
pub fn print(rows: &[Row]) {
    for way in WAYS {
        for path in PATHS {
            println!("\n{}, {}\n", title(way), title_of_path(path));
            print_table(rows.iter().filter(|row| row.way == way && row.path == path));
        }
    }
}

fn print_table<'r>(rows: impl Iterator<Item = &'r Row>) {
    println!("| items | JSON | (a) | (b) | (c) | (d) | (e) | values alone |");
    println!("|---|---|---|---|---|---|---|---|");
    for row in rows {
        print!(
            "| {} {} | {} ",
            grouped(row.len as u64),
            row.shape,
            bytes(row.json_bytes as u64)
        );
        for (at, figures) in row.figures.iter().enumerate() {
            let Some(figures) = figures else {
                print!("| ");
                continue;
            };
            let time = if at == BASE {
                duration(figures.time())
            } else {
                format!("{}×", ratio(time(figures, row.base())))
            };
            let counted = &figures.allocations;
            let (count, peak) = (grouped(counted.count_total), bytes(counted.bytes_max));
            print!("| {time}, {count}, {peak} ");
        }
        println!("| {} |", grouped(row.allocations_of_values));
    }
}

/// What the whole client takes.
pub fn chart(rows: &[Row]) -> Chart {
    let panel = |what: &str, way, of: fn(&Figures, &Figures) -> f64| {
        let rows = rows
            .iter()
            .filter(|row| row.way == way && row.path == Path::Client);
        let mut groups: Vec<Group> = Vec::new();
        for row in rows {
            if groups.last().is_none_or(|group| group.name != row.shape) {
                groups.push(Group::new(row.shape));
            }
            let is_page = !LENS.contains(&row.len);
            let name = if is_page {
                "1 MB".to_owned()
            } else {
                row.len.to_string()
            };
            let group = groups.last_mut().expect("one for this shape");
            group.points.push((name, row.times_less(of)));
        }
        Panel {
            title: format!("{}: {what}", title(way)),
            groups,
        }
    };
    let mut panels = Vec::new();
    for (what, of) in [
        ("times as fast", time as fn(&Figures, &Figures) -> f64),
        ("times fewer allocations", allocations),
        ("times fewer bytes at the peak", peak),
    ] {
        for way in WAYS {
            panels.push(panel(what, way, of));
        }
    }
    Chart {
        title: "The whole client against the AWS SDK and serde_dynamo: higher is better".to_owned(),
        series: contestants::<Tiny>()
            .iter()
            .map(|Contestant { letter, name, .. }| Series {
                name: format!("({letter}) {name}"),
                class: *letter,
            })
            .collect(),
        panels,
    }
}

fn title(way: Way) -> &'static str {
    match way {
        Way::Decode => "Reading",
        Way::Encode => "Writing",
    }
}

fn title_of_path(path: Path) -> &'static str {
    match path {
        Path::Codec => "the codec alone",
        Path::Client => "the whole client",
    }
}

/// 12,345
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[allow(clippy::cast_precision_loss, reason = "far from it")]
fn bytes(number: u64) -> String {
    let number = number as f64;
    match number {
        ..1e3 => format!("{number} B"),
        1e3..1e6 => format!("{} KB", significant(number / 1e3)),
        _ => format!("{} MB", significant(number / 1e6)),
    }
}

fn duration(nanoseconds: f64) -> String {
    match nanoseconds {
        ..1e3 => format!("{nanoseconds:.0} ns"),
        1e3..1e6 => format!("{} µs", significant(nanoseconds / 1e3)),
        _ => format!("{} ms", significant(nanoseconds / 1e6)),
    }
}

/// Two digits and more.
fn significant(number: f64) -> String {
    format!("{number:.0$}", usize::from(number < 10.0))
}

/// One more digit where it decides which of two is faster.
fn ratio(ratio: f64) -> String {
    if ratio < 2.0 {
        format!("{ratio:.2}")
    } else {
        significant(ratio)
    }
}
