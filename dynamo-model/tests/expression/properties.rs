//! Random conditions, read back from their text by a small reader of DynamoDB's grammar.

use std::collections::HashSet;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::expression::{
    Condition, Path, Placeholders, RawPath, Updates, all, any as one_of,
};
use proptest::prelude::*;

use crate::{models::Order, rendered::spell};

/// A condition on flags, with the truth table that it should have.
#[derive(Debug, Clone)]
enum Tree {
    /// Whether the flag with this number is set.
    Flag(usize),
    Not(Box<Tree>),
    And(Box<Tree>, Box<Tree>),
    Or(Box<Tree>, Box<Tree>),
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Between(usize),
}

const FLAGS: usize = 4;

impl Tree {
    fn condition(&self) -> Condition<Order> {
        let flag = |index: usize| -> Path<Order, u32> { RawPath::root().key(format!("f{index}")) };
        match self {
            Self::Flag(index) => flag(*index).eq(1),
            Self::Between(index) => flag(*index).between(1, 2),
            Self::Not(tree) => !tree.condition(),
            Self::And(one, other) => one.condition() & other.condition(),
            Self::Or(one, other) => one.condition() | other.condition(),
            Self::All(trees) => all(trees.iter().map(Self::condition)),
            Self::Any(trees) => one_of(trees.iter().map(Self::condition)),
        }
    }

    fn holds(&self, flags: usize) -> bool {
        match self {
            Self::Flag(index) | Self::Between(index) => flags >> index & 1 == 1,
            Self::Not(tree) => !tree.holds(flags),
            Self::And(one, other) => one.holds(flags) && other.holds(flags),
            Self::Or(one, other) => one.holds(flags) || other.holds(flags),
            Self::All(trees) => trees.iter().all(|tree| tree.holds(flags)),
            Self::Any(trees) => trees.iter().any(|tree| tree.holds(flags)),
        }
    }
}

fn trees() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        (0..FLAGS).prop_map(Tree::Flag),
        (0..FLAGS).prop_map(Tree::Between),
    ];
    leaf.prop_recursive(5, 40, 4, |tree| {
        let boxed = || tree.clone().prop_map(Box::new);
        prop_oneof![
            boxed().prop_map(Tree::Not),
            (boxed(), boxed()).prop_map(|(one, other)| Tree::And(one, other)),
            (boxed(), boxed()).prop_map(|(one, other)| Tree::Or(one, other)),
            prop::collection::vec(tree.clone(), 0..4).prop_map(Tree::All),
            prop::collection::vec(tree.clone(), 0..4).prop_map(Tree::Any),
        ]
    })
}

/// Reads the text of a condition by DynamoDB's precedence: comparisons, NOT, AND, OR.
struct Reader<'t> {
    tokens: Vec<&'t str>,
    next: usize,
    placeholders: &'t Placeholders,
    flags: usize,
}

impl<'t> Reader<'t> {
    fn holds(text: &'t str, placeholders: &'t Placeholders, flags: usize) -> bool {
        let mut tokens = Vec::new();
        for word in text.split(' ') {
            let inner = word.trim_start_matches('(');
            tokens.extend((inner.len()..word.len()).map(|_| "("));
            let bare = inner.trim_end_matches(')');
            tokens.push(bare);
            tokens.extend((bare.len()..inner.len()).map(|_| ")"));
        }
        let mut reader = Self {
            tokens,
            next: 0,
            placeholders,
            flags,
        };
        let truth = reader.or();
        assert_eq!(
            reader.next,
            reader.tokens.len(),
            "nothing is left over: {text}"
        );
        truth
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.tokens.get(self.next) == Some(&token);
        self.next += usize::from(found);
        found
    }

    fn word(&mut self) -> &'t str {
        self.next += 1;
        self.tokens[self.next - 1]
    }

    fn or(&mut self) -> bool {
        let mut truth = self.and();
        while self.take("OR") {
            truth |= self.and();
        }
        truth
    }

    fn and(&mut self) -> bool {
        let mut truth = self.not();
        while self.take("AND") {
            truth &= self.not();
        }
        truth
    }

    fn not(&mut self) -> bool {
        if self.take("NOT") {
            return !self.not();
        }
        if self.take("(") {
            let truth = self.or();
            assert!(self.take(")"), "a parenthesis is closed");
            return truth;
        }
        let name = self.word();
        let name = &self.placeholders.names()[index(name, '#')];
        let flag: usize = name[1..].parse().expect("the flag's number");
        let set = self.flags >> flag & 1;
        match self.word() {
            "=" => set == self.number(),
            "BETWEEN" => {
                let low = self.number();
                assert!(self.take("AND"), "both bounds");
                (low..=self.number()).contains(&set)
            }
            other => panic!("no operator of these conditions: {other}"),
        }
    }

    fn number(&mut self) -> usize {
        let placeholder = self.word();
        let value = self.placeholders.values()[index(placeholder, ':')].clone();
        let number = spell(&AttributeValue::from(value));
        number.parse().expect("a number")
    }
}

fn index(placeholder: &str, sign: char) -> usize {
    let number = placeholder.strip_prefix(sign).expect("a placeholder");
    number.parse().expect("its number")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parentheses_keep_what_a_condition_means(tree in trees()) {
        let mut placeholders = Placeholders::new("Order");
        match tree.condition().render("condition", &mut placeholders) {
            Ok(text) => for flags in 0..1 << FLAGS {
                let read = text.as_deref().is_none_or(|text| Reader::holds(text, &placeholders, flags));
                prop_assert_eq!(read, tree.holds(flags), "{:?} with {:b}", text, flags);
            },
            // Nothing to choose from.
            Err(error) => {
                prop_assert!(error.to_string().contains("never true"), "{}", error);
                prop_assert!((0..1 << FLAGS).all(|flags| !tree.holds(flags)));
            }
        }
    }

    #[test]
    fn w14_no_name_and_no_value_stands_in_the_text(
        names in prop::collection::vec(".{1,12}", 1..8),
        text in ".{0,12}",
        number in any::<u32>(),
    ) {
        let path = |name: &String| -> Path<Order, Option<String>> { RawPath::root().key(name.as_str()) };
        let condition = names.iter().fold(Condition::always(), |condition, name| {
            condition & (path(name).eq(&text) | !path(name).begins_with(&text) | path(name).size().gt(number as usize))
        });
        let distinct: HashSet<_> = names.iter().collect();
        let updates = distinct.iter().fold(Updates::<Order>::new(), |updates, name| {
            updates.set(|o| o.rest.key(name.as_str()), &text)
        });
        let mut placeholders = Placeholders::new("Order");
        let mut text = condition.render("condition", &mut placeholders).expect("rendered").expect("a condition");
        text.push(' ');
        text.push_str(&updates.render(&mut placeholders).expect("rendered").expect("changes"));
        let allowed: HashSet<&str> = ["", "SET", "AND", "OR", "NOT", "begins_with", "size"].into();
        for word in text.split([' ', '(', ')', ',', '=', '>']) {
            let digits = word.strip_prefix(['#', ':']).unwrap_or("none");
            prop_assert!(
                allowed.contains(word) || digits.parse::<usize>().is_ok(),
                "{:?} in {}", word, text
            );
        }
        prop_assert_eq!(placeholders.names().len(), distinct.len(), "equal names share one");
    }
}
