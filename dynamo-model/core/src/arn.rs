//! Amazon Resource Names: six parts between colons (IAM user guide, "Identify AWS resources with ARNs").

use crate::{text, violation::Violation};

pub(crate) struct Arn<'a> {
    pub(crate) partition: &'a str,
    pub(crate) service: &'a str,
    pub(crate) region: &'a str,
    pub(crate) account: &'a str,
    pub(crate) resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Cuts a text at its first five colons; what is between them is not looked at.
    pub(crate) const fn split(value: &'a str) -> Option<Self> {
        let Some(rest) = text::strip_prefix(value, "arn:") else {
            return None;
        };
        let Some((partition, rest)) = text::split_once(rest, b':') else {
            return None;
        };
        let Some((service, rest)) = text::split_once(rest, b':') else {
            return None;
        };
        let Some((region, rest)) = text::split_once(rest, b':') else {
            return None;
        };
        let Some((account, resource)) = text::split_once(rest, b':') else {
            return None;
        };
        Some(Self {
            partition,
            service,
            region,
            account,
            resource,
        })
    }

    /// `aws`, or `aws-` and words: partitions are added now and then, and one unknown here is not wrong.
    pub(crate) const fn check_partition(&self) -> Result<(), Violation> {
        if is_partition(self.partition) {
            return Ok(());
        }
        Err(Violation::new()
            .text("must name a partition such as `aws`, `aws-cn` or `aws-us-gov`, but names ")
            .quoted(self.partition))
    }
}

const fn is_partition(value: &str) -> bool {
    let Some(rest) = text::strip_prefix(value, "aws") else {
        return false;
    };
    let bytes = rest.as_bytes();
    if bytes.is_empty() {
        return true;
    }
    if bytes[0] != b'-' || bytes[bytes.len() - 1] == b'-' {
        return false;
    }
    let mut i = 1;
    while i < bytes.len() {
        let doubled = bytes[i] == b'-' && bytes[i - 1] == b'-';
        if doubled || !(bytes[i] == b'-' || bytes[i].is_ascii_lowercase()) {
            return false;
        }
        i += 1;
    }
    true
}
