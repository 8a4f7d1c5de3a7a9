//! A chart of ratios as SVG: panels of lines on a logarithmic scale, whose base is 1. Draws what it is told.

use std::fmt;

pub struct Chart {
    pub title: String,
    pub series: Vec<Series>,
    pub panels: Vec<Panel>,
}

pub struct Series {
    pub name: String,
    /// What the style sheet calls it.
    pub class: char,
}

pub struct Panel {
    pub title: String,
    pub groups: Vec<Group>,
}

/// Points that lines connect.
pub struct Group {
    pub name: &'static str,
    /// What each is called, and its value of each series.
    pub points: Vec<(String, Vec<Option<f64>>)>,
}

impl Group {
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            points: Vec::new(),
        }
    }
}

const COLUMNS: usize = 2;
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 240.0;
const TOP: f64 = 70.0;
/// Of a panel, around what is drawn.
const LEFT: f64 = 48.0;
const RIGHT: f64 = 12.0;
const ABOVE: f64 = 26.0;
const BELOW: f64 = 40.0;
/// Of a letter, or a little more.
const LETTER: f64 = 6.8;

/// Its own background, so that it is legible on any page.
const STYLE: &str = "
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 15px; font-weight: 600; }
  .head { font-weight: 600; }
  .tick { font-size: 11px; }
  .paper { fill: #ffffff; }
  .grid { stroke: #d5dae0; }
  .a { stroke: #b26a00; fill: #b26a00; }
  .b { stroke: #59636e; fill: #59636e; }
  .c { stroke: #7b4fc9; fill: #7b4fc9; }
  .d { stroke: #0969da; fill: #0969da; }
  .e { stroke: #1a7f37; fill: #1a7f37; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .paper { fill: #0d1117; }
    .grid { stroke: #30363d; }
    .a { stroke: #e3a53c; fill: #e3a53c; }
    .b { stroke: #9198a1; fill: #9198a1; }
    .c { stroke: #b795f5; fill: #b795f5; }
    .d { stroke: #58a6ff; fill: #58a6ff; }
    .e { stroke: #3fb950; fill: #3fb950; }
  }
  .line { fill: none; stroke-width: 2; }
";

impl fmt::Display for Chart {
    #[allow(clippy::cast_precision_loss, reason = "there are few of all")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = WIDTH * COLUMNS as f64;
        let height = TOP + HEIGHT * self.panels.len().div_ceil(COLUMNS) as f64;
        writeln!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{}">"#,
            self.title,
        )?;
        writeln!(f, "<style>{STYLE}</style>")?;
        writeln!(
            f,
            r#"<rect class="paper" width="{width}" height="{height}"/>"#
        )?;
        text(f, "title", LEFT, 24.0, "start", &self.title)?;
        let mut x = LEFT + 4.0;
        for (number, Series { name, class }) in self.series.iter().enumerate() {
            dot(f, *class, number, x, 45.0)?;
            text(f, "", x + 9.0, 49.0, "start", name)?;
            x += 28.0 + name.len() as f64 * LETTER;
        }
        for (at, panel) in self.panels.iter().enumerate() {
            let x = (at % COLUMNS) as f64 * WIDTH;
            let y = TOP + (at / COLUMNS) as f64 * HEIGHT;
            writeln!(f, r#"<g transform="translate({x} {y})">"#)?;
            panel.draw(f, &self.series)?;
            writeln!(f, "</g>")?;
        }
        writeln!(f, "</svg>")
    }
}

impl Panel {
    #[allow(clippy::cast_precision_loss, reason = "there are few of all")]
    fn draw(&self, f: &mut fmt::Formatter<'_>, series: &[Series]) -> fmt::Result {
        text(f, "head", LEFT, 14.0, "start", &self.title)?;
        let (least, most) = self.powers();
        let room = HEIGHT - ABOVE - BELOW;
        let y = |value: f64| {
            let part = (value.log2() - f64::from(least)) / f64::from(most - least);
            ABOVE + room * (1.0 - part)
        };
        for power in least..=most {
            let value = f64::from(power).exp2();
            let (y, end) = (y(value), WIDTH - RIGHT);
            writeln!(f, r#"<path class="grid" d="M{LEFT} {y:.1}H{end}"/>"#)?;
            // Every other one if there are many.
            if most - least > 6 && power % 2 != 0 {
                continue;
            }
            let name = if power < 0 {
                format!("1/{}", 1.0 / value)
            } else {
                format!("{value}×")
            };
            text(f, "tick", LEFT - 5.0, y + 4.0, "end", &name)?;
        }
        // Half a step before and after each group.
        let steps: usize = self.groups.iter().map(|group| group.points.len()).sum();
        let step = (WIDTH - LEFT - RIGHT) / steps as f64;
        let mut begin = LEFT + step / 2.0;
        for group in &self.groups {
            let x = |at: usize| begin + step * at as f64;
            for (at, (name, _)) in group.points.iter().enumerate() {
                text(f, "tick", x(at), HEIGHT - 26.0, "middle", name)?;
            }
            let middle = begin + step * (group.points.len() - 1) as f64 / 2.0;
            text(f, "", middle, HEIGHT - 10.0, "middle", group.name)?;
            for (number, Series { class, .. }) in series.iter().enumerate() {
                let points = group.points.iter().enumerate();
                let points: Vec<_> = points
                    .filter_map(|(at, (_, values))| Some((x(at), y(values[number]?))))
                    .collect();
                let path: Vec<_> = points
                    .iter()
                    .map(|(x, y)| format!("{x:.1} {y:.1}"))
                    .collect();
                if !path.is_empty() {
                    writeln!(f, r#"<path class="line {class}" d="M{}"/>"#, path.join("L"))?;
                }
                for (x, y) in points {
                    dot(f, *class, number, x, y)?;
                }
            }
            begin = x(group.points.len());
        }
        Ok(())
    }

    /// The powers of two that all values lie between.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "there are few powers of two"
    )]
    fn powers(&self) -> (i32, i32) {
        let points = self.groups.iter().flat_map(|group| &group.points);
        let values = points.flat_map(|(_, values)| values.iter().flatten());
        values.fold((-1, 1), |(least, most), value| {
            let power = value.log2();
            (
                least.min(power.floor() as i32),
                most.max(power.ceil() as i32),
            )
        })
    }
}

/// Told apart by its form, too.
fn dot(f: &mut fmt::Formatter<'_>, class: char, number: usize, x: f64, y: f64) -> fmt::Result {
    let form = match number {
        0 => "m-4 3.5h8l-4 -7z",
        1 => "m-4 -1h8v2h-8z",
        2 => "m0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z",
        3 => "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
        _ => "m-3.5 -3.5h7v7h-7z",
    };
    writeln!(f, r#"<path class="dot {class}" d="M{x:.1} {y:.1}{form}"/>"#)
}

fn text(
    f: &mut fmt::Formatter<'_>,
    class: &str,
    x: f64,
    y: f64,
    anchor: &str,
    text: &str,
) -> fmt::Result {
    writeln!(
        f,
        r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#
    )
}
