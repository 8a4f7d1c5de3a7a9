//! `aws_sts_role_arn`: the role to assume.

use crate::{arn::Arn, text, violation::Violation};

// STS API reference, `AssumeRole`, parameter `RoleArn`: 20 to 2048 characters.
const MIN: usize = 20;
const MAX: usize = 2048;
// IAM API reference, data type `Role`: `RoleName` is 1 to 64 of `[\w+=,.@-]`, `Path` is up to 512 of `\u0021-\u007E`
// between slashes.
const NAME: text::Alphabet =
    text::Alphabet::alphanumeric_and("_+=,.@-", "letters, digits and `_+=,.@-`");
const NAME_MAX: usize = 64;
const PATH_MAX: usize = 512;

/// The parts of a role's ARN.
///
/// ```
/// use dynamo_model_core::role_arn::RoleArn;
///
/// let arn = RoleArn::parse("arn:aws-cn:iam::123456789012:role/teams/ledger/rw").unwrap();
/// assert_eq!(arn.partition(), "aws-cn");
/// assert_eq!(arn.account(), "123456789012");
/// assert_eq!(arn.path(), "/teams/ledger/");
/// assert_eq!(arn.name(), "rw");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleArn<'a> {
    partition: &'a str,
    account: &'a str,
    path: &'a str,
    name: &'a str,
}

impl<'a> RoleArn<'a> {
    /// Reads a role's ARN.
    ///
    /// # Errors
    ///
    /// The predicate that tells what is wrong.
    pub const fn parse(value: &'a str) -> Result<Self, Violation> {
        if value.is_empty() {
            return Err(must_be().text(", but is empty"));
        }
        let Some(arn) = Arn::split(value) else {
            return Err(must_be()
                .text(" such as `arn:aws:iam::123456789012:role/name`, but is ")
                .quoted(value));
        };
        if let Err(violation) = arn.check_partition() {
            return Err(violation);
        }
        if let Err(violation) = check_kind(&arn) {
            return Err(violation);
        }
        if let Err(violation) = text::check_length(value, MIN, MAX) {
            return Err(violation);
        }
        if !arn.region.is_empty() {
            return Err(Violation::new()
                .text("must not name a region, because roles belong to none, but names ")
                .quoted(arn.region));
        }
        if let Err(violation) = check_account(arn.account) {
            return Err(violation);
        }
        // `role/teams/ledger/rw`: the path is everything between the kind and the last slash, with both slashes.
        let Some(last) = text::rfind(arn.resource, b'/') else {
            return Err(must_be().text(", but has no `/` after `role`"));
        };
        let (path, name) = arn.resource.split_at(last + 1);
        let path = path.split_at("role".len()).1;
        if let Err(violation) = check_path(path) {
            return Err(violation);
        }
        if let Err(violation) = check_name(name) {
            return Err(violation);
        }
        Ok(Self {
            partition: arn.partition,
            account: arn.account,
            path,
            name,
        })
    }

    /// The partition, for example `aws` or `aws-cn`.
    #[must_use]
    pub const fn partition(&self) -> &'a str {
        self.partition
    }

    /// The account id; digits, but not always 12 of them: see [`account_has_12_digits`].
    #[must_use]
    pub const fn account(&self) -> &'a str {
        self.account
    }

    /// The path with its slashes: `/` for a role without one, else for example `/teams/ledger/`.
    #[must_use]
    pub const fn path(&self) -> &'a str {
        self.path
    }

    /// The role's name without its path.
    #[must_use]
    pub const fn name(&self) -> &'a str {
        self.name
    }
}

/// A role's ARN: `arn:<partition>:iam::<digits>:role/[path/]name`.
///
/// Any number of digits is accepted for the account, because AWS's own documentation prints short ones;
/// [`account_has_12_digits`] tells a real one.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::role_arn;
///
/// assert!(role_arn::check("arn:aws:iam::123456789012:role/ledger-rw").is_ok());
/// assert_eq!(
///     role_arn::check("arn:aws:iam::123456789012:user/alice").unwrap_err().as_str(),
///     "must be the ARN of a role, but is the ARN of a user",
/// );
/// ```
pub const fn check(value: &str) -> Result<(), Violation> {
    match RoleArn::parse(value) {
        Ok(_) => Ok(()),
        Err(violation) => Err(violation),
    }
}

/// Whether the account in a role's ARN can be a real one. Also true for a text that is no role's ARN at all.
#[must_use]
pub const fn account_has_12_digits(value: &str) -> bool {
    match RoleArn::parse(value) {
        Ok(arn) => arn.account.len() == crate::account_id::LENGTH,
        Err(_) => true,
    }
}

const fn must_be() -> Violation {
    Violation::new().text("must be the ARN of a role")
}

/// The ARN names a role, and not one of its neighbours that people copy from the console.
const fn check_kind(arn: &Arn<'_>) -> Result<(), Violation> {
    let kind = match text::split_once(arn.resource, b'/') {
        Some((kind, _)) => kind,
        None => arn.resource,
    };
    let iam = text::eq(arn.service, "iam");
    let seen = if iam && text::eq(kind, "role") {
        return Ok(());
    } else if iam && text::eq(kind, "user") {
        "a user"
    } else if iam && text::eq(kind, "group") {
        "a group"
    } else if iam && text::eq(kind, "instance-profile") {
        "an instance profile"
    } else if iam && text::eq(kind, "policy") {
        "a policy"
    } else if iam && text::eq(kind, "root") {
        "an account"
    } else if text::eq(arn.service, "sts") && text::eq(kind, "assumed-role") {
        return Err(must_be().text(
            ", but is the ARN of an assumed-role session; write `arn:aws:iam::<account>:role/<name>`",
        ));
    } else if iam {
        return Err(must_be()
            .text(", but `role/` does not follow the account in ")
            .quoted(arn.resource));
    } else {
        return Err(must_be()
            .text(", but names the service ")
            .quoted(arn.service)
            .text(" instead of `iam`"));
    };
    Err(must_be().text(", but is the ARN of ").text(seen))
}

const fn check_account(account: &str) -> Result<(), Violation> {
    if account.is_empty() {
        return Err(Violation::new()
            .text("must name an account between `iam::` and `:role/`, but that place is empty"));
    }
    if !text::is_digits(account) {
        return Err(Violation::new()
            .text("must name the account by its digits, but has ")
            .quoted(account));
    }
    Ok(())
}

const fn check_path(path: &str) -> Result<(), Violation> {
    if path.len() > PATH_MAX {
        return Err(Violation::new()
            .text("must have a path of at most ")
            .number(PATH_MAX as u64)
            .text(" characters, but its path has ")
            .number(text::count_chars(path) as u64));
    }
    let mut i = 0;
    while i < path.len() {
        if !path.as_bytes()[i].is_ascii_graphic() {
            return Err(Violation::new()
                .text("must have a path of visible ASCII characters, but ")
                .quoted(path)
                .text(" has ")
                .character(path, i));
        }
        i += 1;
    }
    Ok(())
}

const fn check_name(name: &str) -> Result<(), Violation> {
    if name.is_empty() {
        return Err(Violation::new()
            .text("must end with the name of a role, but nothing follows the last `/`"));
    }
    if let Some(at) = NAME.first_outside(name) {
        return Err(Violation::new()
            .text("must end with a role name of letters, digits and `_+=,.@-`, but ")
            .quoted(name)
            .text(" has ")
            .character(name, at));
    }
    if name.len() > NAME_MAX {
        return Err(Violation::new()
            .text("must end with a role name of at most ")
            .number(NAME_MAX as u64)
            .text(" characters, but that name has ")
            .number(name.len() as u64));
    }
    Ok(())
}
