//! The rules between options, as data: the derive reads them for one struct, the runtime for one layer of settings.
//!
//! Only which options are given counts here; rules that look at two values are beside the rule of one of them.

use crate::options::{AccessOption, Group, OPTIONS};

/// Which options are given, and which flags among them are `false`.
///
/// ```
/// use dynamo_model_core::{groups::OptionSet, options::AccessOption};
///
/// const GIVEN: OptionSet = OptionSet::new()
///     .insert(AccessOption::Region)
///     .insert(AccessOption::Profile);
/// assert!(GIVEN.contains(AccessOption::Profile));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct OptionSet {
    given: u64,
    /// Part of `given`.
    off: u64,
}

/// One bit per option.
const _: () = assert!(OPTIONS.len() <= u64::BITS as usize);

impl OptionSet {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self { given: 0, off: 0 }
    }

    /// These options.
    #[must_use]
    pub const fn of(options: &[AccessOption]) -> Self {
        let mut set = Self::new();
        let mut i = 0;
        while i < options.len() {
            set = set.insert(options[i]);
            i += 1;
        }
        set
    }

    /// Every option of a group.
    #[must_use]
    pub const fn of_group(group: Group) -> Self {
        let mut set = Self::new();
        let mut i = 0;
        while i < OPTIONS.len() {
            if OPTIONS[i].group as u8 == group as u8 {
                set = set.insert(OPTIONS[i].option);
            }
            i += 1;
        }
        set
    }

    /// This set and one option more; a flag counts as `true`.
    #[must_use]
    pub const fn insert(self, option: AccessOption) -> Self {
        Self {
            given: self.given | bit(option),
            off: self.off & !bit(option),
        }
    }

    /// This set and one flag more that is given as `false`, or whose value is not known yet: `use_fips = false` beside
    /// `endpoint_url` breaks no rule, but it is given.
    #[must_use]
    pub const fn insert_off(self, flag: AccessOption) -> Self {
        Self {
            given: self.given | bit(flag),
            off: self.off | bit(flag),
        }
    }

    /// This set without one option.
    #[must_use]
    pub const fn remove(self, option: AccessOption) -> Self {
        self.keep(!bit(option))
    }

    /// Whether the option is in the set.
    #[must_use]
    pub const fn contains(self, option: AccessOption) -> bool {
        self.given & bit(option) != 0
    }

    /// Whether the option is in the set, and is not a flag given as `false`.
    #[must_use]
    pub const fn is_on(self, option: AccessOption) -> bool {
        self.given & !self.off & bit(option) != 0
    }

    /// Whether no option is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.given == 0
    }

    /// The options of both sets; a flag that is `true` in one of them is `true`.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        let on = self.given & !self.off | other.given & !other.off;
        let given = self.given | other.given;
        Self {
            given,
            off: given & !on,
        }
    }

    /// The options of this set that are in the other, too.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        self.keep(other.given)
    }

    /// The options of this set that are not in the other.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        self.keep(!other.given)
    }

    /// The options, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = AccessOption> {
        OPTIONS
            .iter()
            .map(|row| row.option)
            .filter(move |option| self.contains(*option))
    }

    const fn keep(self, bits: u64) -> Self {
        Self {
            given: self.given & bits,
            off: self.off & bits,
        }
    }
}

const fn bit(option: AccessOption) -> u64 {
    1 << option as u32
}

/// What an option asks of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// All of these are given, too.
    Needs(OptionSet),
    /// None of these is given.
    Excludes(OptionSet),
}

/// One rule between options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupRule {
    /// The option that the sentence is about and that an error points at.
    pub subject: AccessOption,
    /// What it asks.
    pub condition: Condition,
    /// The sentence without its subject.
    pub predicate: &'static str,
}

impl GroupRule {
    /// Whether a set of options breaks this rule.
    #[must_use]
    pub const fn is_broken_by(&self, given: OptionSet) -> bool {
        given.is_on(self.subject) && !self.culprits(given).is_empty()
    }

    /// The options that are missing, or that are given and must not be.
    #[must_use]
    pub const fn culprits(&self, given: OptionSet) -> OptionSet {
        match self.condition {
            Condition::Needs(needed) => needed.difference(given),
            Condition::Excludes(excluded) => excluded.intersection(given),
        }
    }
}

/// The rules that a set of options breaks.
///
/// ```
/// use dynamo_model_core::{groups::{self, OptionSet}, options::AccessOption};
///
/// let given = OptionSet::new().insert(AccessOption::AwsAccessKeyId);
/// let broken: Vec<_> = groups::violations(given)
///     .map(|rule| format!("`{}` {}", rule.subject.name(), rule.predicate))
///     .collect();
/// assert_eq!(broken, ["`aws_access_key_id` needs `aws_secret_access_key`"]);
/// ```
pub fn violations(given: OptionSet) -> impl Iterator<Item = &'static GroupRule> {
    RULES.iter().filter(move |rule| rule.is_broken_by(given))
}

/// The options that say who signs, so that `access = Type` cannot stand beside them: all but those of the table.
pub const INLINE_ACCESS: OptionSet = OptionSet::of_group(Group::Identity)
    .union(OptionSet::of_group(Group::Role))
    .union(OptionSet::of_group(Group::Transport));

use AccessOption as O;

const KEYS: OptionSet =
    OptionSet::of(&[O::AwsAccessKeyId, O::AwsSecretAccessKey, O::AwsSessionToken]);

const fn needs(subject: O, needed: &[O], predicate: &'static str) -> GroupRule {
    GroupRule {
        subject,
        condition: Condition::Needs(OptionSet::of(needed)),
        predicate,
    }
}

const fn excludes(subject: O, excluded: OptionSet, predicate: &'static str) -> GroupRule {
    GroupRule {
        subject,
        condition: Condition::Excludes(excluded),
        predicate,
    }
}

const fn no_effect_without_role(subject: O) -> GroupRule {
    needs(
        subject,
        &[O::AwsStsRoleArn],
        "has no effect without `aws_sts_role_arn`",
    )
}

const fn not_with_endpoint(subject: O) -> GroupRule {
    excludes(
        subject,
        OptionSet::of(&[O::EndpointUrl]),
        "cannot be combined with `endpoint_url`, which already names the host",
    )
}

const fn not_with_sts_endpoint(subject: O) -> GroupRule {
    excludes(
        subject,
        OptionSet::of(&[O::StsEndpointUrl]),
        "cannot be combined with `sts_endpoint_url`, which already names the host",
    )
}

/// Every rule between options, in the order in which they are reported.
pub const RULES: &[GroupRule] = &[
    needs(
        O::AwsAccessKeyId,
        &[O::AwsSecretAccessKey],
        "needs `aws_secret_access_key`",
    ),
    needs(
        O::AwsSecretAccessKey,
        &[O::AwsAccessKeyId],
        "needs `aws_access_key_id`",
    ),
    needs(
        O::AwsSessionToken,
        &[O::AwsAccessKeyId, O::AwsSecretAccessKey],
        "needs `aws_access_key_id` and `aws_secret_access_key`",
    ),
    excludes(
        O::Profile,
        KEYS,
        "cannot be combined with static keys; keep the profile or the keys",
    ),
    excludes(
        O::Base,
        KEYS,
        "cannot be combined with static keys; keep the base or the keys",
    ),
    excludes(
        O::Base,
        OptionSet::of(&[O::Profile]),
        "cannot be combined with `profile`; keep one of them",
    ),
    no_effect_without_role(O::SessionName),
    no_effect_without_role(O::Expiration),
    no_effect_without_role(O::ExternalId),
    no_effect_without_role(O::SourceIdentity),
    no_effect_without_role(O::Policy),
    no_effect_without_role(O::PolicyArns),
    no_effect_without_role(O::Tags),
    no_effect_without_role(O::TransitiveTags),
    needs(O::TransitiveTags, &[O::Tags], "needs `tags`"),
    not_with_endpoint(O::UseFips),
    not_with_sts_endpoint(O::UseFips),
    not_with_endpoint(O::UseDualStack),
    not_with_sts_endpoint(O::UseDualStack),
    needs(
        O::ReadCapacityUnits,
        &[O::BillingMode],
        "needs `billing_mode = \"PROVISIONED\"`",
    ),
    needs(
        O::WriteCapacityUnits,
        &[O::BillingMode],
        "needs `billing_mode = \"PROVISIONED\"`",
    ),
    excludes(
        O::Access,
        INLINE_ACCESS,
        "cannot be combined with access options of its own; move them to the type that `access` names",
    ),
];
