//! A source file in which each mutant stands behind a switch.

mod finder;
#[cfg(test)]
mod tests;

use std::ops::Range;

use syn::visit::Visit as _;

use crate::{
    Result,
    mutant::{Genre, Mutant, Place},
    switched::finder::Finder,
};

/// The module that says which mutant is on.
pub const SWITCH: &str = include_str!("switch.rs");

pub struct Switched {
    pub text: String,
    /// Where each mutant stands in the text. One that stands nowhere and was not left to others is no Rust.
    pub mutants: Vec<(usize, Range<usize>)>,
    /// What no switch can choose while the library runs.
    pub left: Vec<usize>,
}

impl Switched {
    pub fn new(source: &str, mutants: &[(usize, &Mutant)]) -> Result<Self> {
        let mut finder = Finder::new(source, mutants);
        finder.visit_file(&syn::parse_file(source)?);
        let (mut pieces, constants) = finder.found();
        let mut left = Vec::new();
        for (number, mutant) in mutants {
            let at = offset(source, mutant.span.start);
            let is_constant = constants.iter().any(|constant| constant.contains(&at));
            if is_constant || mutant.is_of_hidden_type() {
                left.push(*number);
            } else if mutant.genre == Genre::FnValue {
                let value = &mutant.replacement;
                let text = format!("if crate::mutant_switch::on({number}) {{ return {value}; }} ");
                pieces.push(Piece::between(at, text, Some(*number)));
            }
        }
        Ok(Self::joined(source, pieces, left))
    }

    fn joined(source: &str, mut pieces: Vec<Piece>, left: Vec<usize>) -> Self {
        pieces.sort_by_key(|piece| (piece.at, piece.rank));
        let mut text = String::with_capacity(source.len() * 2);
        let mut mutants = Vec::new();
        let mut at = 0;
        for piece in pieces {
            text.push_str(&source[at..piece.at]);
            at = piece.at;
            let start = text.len();
            text.push_str(&piece.text);
            if let Some(number) = piece.mutant {
                mutants.push((number, start..text.len()));
            }
        }
        text.push_str(&source[at..]);
        Self {
            text,
            mutants,
            left,
        }
    }
}

/// A text that is put into the source, whose own text all stays.
struct Piece {
    at: usize,
    rank: Rank,
    text: String,
    mutant: Option<usize>,
}

/// What comes first where several pieces meet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The end of an expression. Of two, the one that began later.
    Closing(std::cmp::Reverse<usize>),
    Between,
    /// The beginning of an expression. Of two, the one that ends later.
    Opening(std::cmp::Reverse<usize>),
}

impl Piece {
    fn between(at: usize, text: String, mutant: Option<usize>) -> Self {
        Self {
            at,
            rank: Rank::Between,
            text,
            mutant,
        }
    }

    /// An expression between its alternatives, each with the number of its mutant.
    fn around(expression: Range<usize>, alternatives: Vec<(usize, String)>) -> Vec<Self> {
        let opening = Rank::Opening(std::cmp::Reverse(expression.end));
        let closing = Rank::Closing(std::cmp::Reverse(expression.start));
        let piece = |at, rank, text: String, mutant| Self {
            at,
            rank,
            text,
            mutant,
        };
        let mut pieces = vec![piece(expression.start, opening, "(".to_owned(), None)];
        for (number, alternative) in alternatives {
            let text = format!("if crate::mutant_switch::on({number}) {{ {alternative} }}");
            pieces.push(piece(expression.start, opening, text, Some(number)));
            pieces.push(piece(expression.start, opening, " else ".to_owned(), None));
        }
        pieces.push(piece(expression.start, opening, "{ ".to_owned(), None));
        pieces.push(piece(expression.end, closing, " })".to_owned(), None));
        pieces
    }
}

fn offset(source: &str, place: Place) -> usize {
    let lines = source.split_inclusive('\n').take(place.line - 1);
    let start: usize = lines.map(str::len).sum();
    let rest = &source[start..];
    let column = rest.char_indices().nth(place.column - 1);
    start + column.map_or(rest.len(), |(at, _)| at)
}
