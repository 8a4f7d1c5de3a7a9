//! Where requests go and how long they may take.

use core::time::Duration;

use dynamo_model_core::{duration, endpoint_url, region, retry_attempts};

use super::{accepts, refuses, says};

#[test]
fn a19_regions_of_every_partition_are_accepted() {
    accepts(
        region::check,
        &[
            "eu-west-1",
            "us-east-1",
            "mx-central-1",
            "ap-southeast-7",
            "il-central-1",
            "cn-northwest-1",
            "us-gov-east-1",
            "us-iso-west-1",
            "us-isob-east-1",
            "eu-isoe-west-1",
            "eusc-de-east-1",
            "xx-somewhere-new-12",
        ],
    );
}

#[test]
fn what_is_no_region_is_refused_with_the_right_spelling() {
    refuses(
        region::check,
        &[
            ("", "must not be empty"),
            (
                "local",
                "must be a region such as `eu-west-1`, but is `local`",
            ),
            (
                "eu-west",
                "must be a region such as `eu-west-1`, but is `eu-west`",
            ),
            (
                "eu-1",
                "must be a region such as `eu-west-1`, but is `eu-1`",
            ),
            (
                "e-west-1",
                "must be a region such as `eu-west-1`, but is `e-west-1`",
            ),
            (
                "eu-west-",
                "must be a region such as `eu-west-1`, but is `eu-west-`",
            ),
            (
                "eu--west-1",
                "must be a region such as `eu-west-1`, but is `eu--west-1`",
            ),
            (
                "eu-west-1 ",
                "must be a region such as `eu-west-1`, but is `eu-west-1 `",
            ),
            (
                "eu-west-1é",
                "must be a region such as `eu-west-1`, but is `eu-west-1é`",
            ),
            (
                "Ireland",
                "must be a region such as `eu-west-1`, but is `Ireland`",
            ),
            (
                &"é".repeat(63),
                &format!(
                    "must be a region such as `eu-west-1`, but is `{}`",
                    "é".repeat(63)
                ),
            ),
            (
                "eu-west-1a",
                "must be a region, but `eu-west-1a` is an availability zone; write `eu-west-1`",
            ),
            (
                "EU_WEST_1",
                "must be in lower case with hyphens, but is `EU_WEST_1`; write `eu-west-1`",
            ),
            (
                "eu_west_1",
                "must be in lower case with hyphens, but is `eu_west_1`; write `eu-west-1`",
            ),
            (
                "fips-us-east-1",
                "must be a region without `fips`, but is `fips-us-east-1`; write `use_fips = true` beside it",
            ),
            (
                "us-east-1-fips",
                "must be a region without `fips`, but is `us-east-1-fips`; write `use_fips = true` beside it",
            ),
            (
                &format!("eu-{}-1", "w".repeat(60)),
                "must be between 1 and 63 characters long, but has 65",
            ),
        ],
    );
}

#[test]
fn endpoints_are_urls_with_a_host() {
    accepts(
        endpoint_url::check,
        &[
            "http://localhost:8000",
            "https://dynamodb.eu-west-1.amazonaws.com",
            "https://dynamodb.eu-west-1.amazonaws.com/",
            "http://dynamodb_local:8000/path/below",
            "HTTP://127.0.0.1:1",
            "http://[::1]:8000",
            "http://[::]",
            "http://[2001:db8::7]/",
            "http://[1:2:3:4:5:6:7:8]",
            "http://host:65535",
        ],
    );
}

#[test]
fn what_is_no_endpoint_is_refused_without_repeating_it() {
    refuses(
        endpoint_url::check,
        &[
            ("", "must not be empty"),
            ("localhost:8000", "must begin with `http://` or `https://`"),
            ("ftp://localhost", "must begin with `http://` or `https://`"),
            ("http:/localhost", "must begin with `http://` or `https://`"),
            ("http://", "must have a host after `://`"),
            ("http:///path", "must have a host after `://`"),
            ("http://:8000", "must have a host after `://`"),
            (
                "http://user:fixture-secret@localhost",
                "must not have a user or password, but has `@`",
            ),
            ("http://localhost?x=1", "must not have a query, but has `?`"),
            (
                "http://localhost/#top",
                "must not have a fragment, but has `#`",
            ),
            (
                "http://local host",
                "must be a URL, which cannot contain ' ' at byte 12",
            ),
            (
                "http://höst",
                "must be a URL, which cannot contain 'ö' at byte 8",
            ),
            (
                "http://localhost\n",
                "must be a URL, which cannot contain '\\n' at byte 16",
            ),
            (
                "http://a*b",
                "must have a host of letters, digits and `-._`, but it has '*' at byte 1 of the host",
            ),
            (
                "http://a..b",
                "must have a host without an empty part between its dots",
            ),
            (
                "http://host:",
                "must have a port between 1 and 65535 after the host's `:`",
            ),
            (
                "http://host:0",
                "must have a port between 1 and 65535 after the host's `:`",
            ),
            (
                "http://host:65536",
                "must have a port between 1 and 65535 after the host's `:`",
            ),
            (
                "http://host:000001",
                "must have a port between 1 and 65535 after the host's `:`",
            ),
            ("http://::1:8000", "must have a host after `://`"),
            (
                "http://[::1",
                "must close the `[` of its IPv6 address with `]`",
            ),
            (
                "http://[::1]x",
                "must have a port or nothing after the `]` of its IPv6 address",
            ),
        ],
    );
}

#[test]
fn what_is_no_ipv6_address_is_refused() {
    for url in [
        "http://[]",
        "http://[1:2]",
        "http://[:::]",
        "http://[:1:2:3:4:5:6:7:8]",
        "http://[1:::2]",
        "http://[1:2:3:4::5:6:7:8]",
        "http://[1::2::3]",
        "http://[12345::]",
        "http://[1::2:3:4:5:6:7:8:9]",
        "http://[1:2:3:4:5:6:7:8:9]",
        "http://[localhost]",
    ] {
        refuses(
            endpoint_url::check,
            &[(url, "must have an IPv6 address between `[` and `]`")],
        );
    }
}

#[test]
fn durations_are_read_as_people_write_them() {
    for (text, millis) in [
        ("5s", 5000),
        ("500ms", 500),
        ("1m", 60_000),
        ("1m30s", 90_000),
        ("1s500ms", 1500),
        ("1h", 3_600_000),
        ("59m59s999ms", 3_599_999),
        ("1ms", 1),
        ("0000000000000000000000005s", 5000),
    ] {
        assert_eq!(
            duration::parse(text),
            Ok(Duration::from_millis(millis)),
            "{text}"
        );
        assert_eq!(duration::check(text), Ok(()), "{text}");
    }
}

#[test]
fn what_is_no_duration_is_refused() {
    refuses(
        duration::check,
        &[
            ("", "must not be empty"),
            ("5", "needs a unit after `5`, such as `5s` or `5ms`"),
            ("1m30", "needs a unit after `30`, such as `5s` or `5ms`"),
            (
                "s",
                "must be whole numbers with their units, such as `5s`, `500ms` or `1m30s`, but is `s`",
            ),
            (
                "1.5s",
                "must be whole numbers with their units, such as `5s`, `500ms` or `1m30s`, but is `1.5s`",
            ),
            (
                "5 s",
                "must be whole numbers with their units, such as `5s`, `500ms` or `1m30s`, but is `5 s`",
            ),
            (
                "-5s",
                "must be whole numbers with their units, such as `5s`, `500ms` or `1m30s`, but is `-5s`",
            ),
            (
                "5é",
                "must be whole numbers with their units, such as `5s`, `500ms` or `1m30s`, but is `5é`",
            ),
            (
                "5sec",
                "must have the units `h`, `m`, `s` and `ms`, but has `sec`",
            ),
            (
                "2d",
                "must have the units `h`, `m`, `s` and `ms`, but has `d`",
            ),
            (
                "30s1m",
                "must name each unit once, the largest first, but is `30s1m`",
            ),
            (
                "1s1s",
                "must name each unit once, the largest first, but is `1s1s`",
            ),
            ("0s", "must be between `1ms` and `1h`, but is `0s`"),
            ("61m", "must be between `1ms` and `1h`, but is `61m`"),
            (
                "99999999999999999999999h",
                "must be between `1ms` and `1h`, but is `99999999999999999999999h`",
            ),
        ],
    );
}

#[test]
fn retries_are_counted_without_the_first_request() {
    for (retries, attempts) in [(0, 1), (3, 4), (100, 101)] {
        assert_eq!(retry_attempts::check(retries), Ok(()), "{retries}");
        assert_eq!(retry_attempts::sdk_max_attempts(retries), attempts);
    }
    assert_eq!(
        says(retry_attempts::check(101)),
        "must be at most 100, but is 101",
    );
    assert_eq!(retry_attempts::sdk_max_attempts(u64::MAX), 101);
}
