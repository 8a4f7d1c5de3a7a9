use std::{collections::BTreeMap, ops::Range};

use proc_macro2::Span;
use syn::{
    Arm, BinOp, Expr, ExprBinary, ExprConst, ExprMatch, ExprStruct, ExprUnary, ImplItemConst,
    ImplItemFn, ItemConst, ItemFn, ItemStatic, Pat, TraitItemConst,
    spanned::Spanned,
    visit::{self, Visit},
};

use crate::{
    mutant::{Genre, Mutant, Place},
    switched::Piece,
};

/// Finds the expression of each mutant: of an operator, cargo-mutants tells the place of the operator alone.
pub struct Finder<'a> {
    source: &'a str,
    mutants: BTreeMap<Place, Vec<(usize, &'a Mutant)>>,
    pieces: Vec<Piece>,
    /// What is evaluated while compiling, when no switch is there to be asked.
    constants: Vec<Range<usize>>,
}

impl<'a> Finder<'a> {
    pub fn new(source: &'a str, mutants: &[(usize, &'a Mutant)]) -> Self {
        let mut by_place = BTreeMap::<_, Vec<_>>::new();
        for (number, mutant) in mutants {
            let same = by_place.entry(mutant.span.start).or_default();
            same.push((*number, *mutant));
        }
        Self {
            source,
            mutants: by_place,
            pieces: Vec::new(),
            constants: Vec::new(),
        }
    }

    pub fn found(self) -> (Vec<Piece>, Vec<Range<usize>>) {
        (self.pieces, self.constants)
    }

    fn at(&self, span: Span, genre: Genre) -> Vec<(usize, &'a Mutant)> {
        let start = span.start();
        let place = Place {
            line: start.line,
            column: start.column + 1,
        };
        let here = self.mutants.get(&place).into_iter().flatten();
        here.filter(|(_, mutant)| mutant.genre == genre)
            .copied()
            .collect()
    }

    fn text(&self, node: &impl Spanned) -> &'a str {
        &self.source[node.span().byte_range()]
    }

    fn put_around(&mut self, expression: &impl Spanned, alternatives: Vec<(usize, String)>) {
        if !alternatives.is_empty() {
            let range = expression.span().byte_range();
            self.pieces.extend(Piece::around(range, alternatives));
        }
    }

    fn constant(&mut self, node: &impl Spanned) {
        self.constants.push(node.span().byte_range());
    }

    /// An arm that is left out has a guard that does not hold.
    fn leave_out(&mut self, arm: &Arm) {
        for (number, _) in self.at(arm.span(), Genre::MatchArm) {
            let off = format!("!crate::mutant_switch::on({number})");
            if let Pat::Guard(guarded) = &arm.pat {
                let guard = guarded.guard.span().byte_range();
                let text = format!("{off} && (");
                self.pieces
                    .push(Piece::between(guard.start, text, Some(number)));
                self.pieces
                    .push(Piece::between(guard.end, ")".to_owned(), None));
            } else {
                let end = arm.pat.span().byte_range().end;
                self.pieces
                    .push(Piece::between(end, format!(" if {off}"), Some(number)));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_expr_binary(&mut self, binary: &'ast ExprBinary) {
        // `let` has no place in an operand of an `if` that is not its condition.
        if !has_let(&binary.left) && !has_let(&binary.right) {
            let (left, right) = (self.text(&binary.left), self.text(&binary.right));
            let assigned = is_assignment(&binary.op);
            let alternative = |(number, mutant): (usize, &Mutant)| {
                let operator = &mutant.replacement;
                let text = if assigned {
                    format!("{left} {operator} ({right})")
                } else {
                    format!("({left}) {operator} ({right})")
                };
                (number, text)
            };
            let mutants = self.at(binary.op.span(), Genre::BinaryOperator);
            self.put_around(binary, mutants.into_iter().map(alternative).collect());
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast ExprUnary) {
        let operand = self.text(&unary.expr);
        let mutants = self.at(unary.op.span(), Genre::UnaryOperator);
        let alternatives = mutants
            .into_iter()
            .map(|(number, _)| (number, operand.to_owned()));
        self.put_around(unary, alternatives.collect());
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_struct(&mut self, whole: &'ast ExprStruct) {
        let mut alternatives = Vec::new();
        for field in &whole.fields {
            for (number, _) in self.at(field.span(), Genre::StructField) {
                let (whole, field) = (whole.span().byte_range(), field.span().byte_range());
                let before = &self.source[whole.start..field.start];
                let after = self.source[field.end..whole.end].trim_start();
                let after = after.strip_prefix(',').unwrap_or(after).trim_start();
                alternatives.push((number, format!("{before}{after}")));
            }
        }
        self.put_around(whole, alternatives);
        visit::visit_expr_struct(self, whole);
    }

    fn visit_expr_match(&mut self, whole: &'ast ExprMatch) {
        // Arms with guards do not count as arms that cover everything.
        let is_covered = whole.arms.iter().any(|arm| match &arm.pat {
            Pat::Wild(_) => true,
            Pat::Ident(name) => name.subpat.is_none() && is_variable(&name.ident.to_string()),
            _ => false,
        });
        if is_covered {
            for arm in &whole.arms {
                self.leave_out(arm);
            }
        }
        visit::visit_expr_match(self, whole);
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        if let Pat::Guard(guarded) = &arm.pat {
            let mutants = self.at(guarded.guard.span(), Genre::MatchArmGuard);
            let alternative =
                |(number, mutant): (usize, &Mutant)| (number, mutant.replacement.clone());
            let alternatives = mutants.into_iter().map(alternative).collect();
            self.put_around(&guarded.guard, alternatives);
        }
        visit::visit_arm(self, arm);
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        match function.sig.constness {
            Some(_) => self.constant(function),
            None => visit::visit_item_fn(self, function),
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        match function.sig.constness {
            Some(_) => self.constant(function),
            None => visit::visit_impl_item_fn(self, function),
        }
    }

    fn visit_item_const(&mut self, item: &'ast ItemConst) {
        self.constant(item);
    }

    fn visit_item_static(&mut self, item: &'ast ItemStatic) {
        self.constant(item);
    }

    fn visit_impl_item_const(&mut self, item: &'ast ImplItemConst) {
        self.constant(item);
    }

    fn visit_trait_item_const(&mut self, item: &'ast TraitItemConst) {
        self.constant(item);
    }

    fn visit_expr_const(&mut self, block: &'ast ExprConst) {
        self.constant(block);
    }
}

/// As opposed to a variant or a constant without a path.
fn is_variable(name: &str) -> bool {
    name.starts_with(|first: char| first.is_lowercase() || first == '_')
}

fn has_let(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

fn is_assignment(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}
