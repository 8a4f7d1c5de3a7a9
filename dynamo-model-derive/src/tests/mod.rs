//! What the derives write, token by token. What they say about wrong inputs is in `tests/ui`.

mod soup;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use crate::{model::Derive, pipeline::derive};

#[test]
fn a_model_without_options_and_key_is_one_implementation() {
    expands(
        Derive::DynamoModel,
        quote! {
            struct Entry {
                account: String,
            }
        },
        &quote! {
            #[automatically_derived]
            impl ::dynamo_model::__private::DynamoModel for Entry {
                type Access = ::dynamo_model::__private::DefaultAccess;
                const TABLE: &'static ::dynamo_model::__private::TableSpec =
                    &::dynamo_model::__private::TableSpec::new("Entry");
            }
        },
    );
}

#[test]
fn options_become_calls_under_their_own_names() {
    expands(
        Derive::AwsAccess,
        quote! {
            #[dynamo(meta(
                host = "http://localhost:8000",
                aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
                aws_sts_session_expiration = 1_800u64,
                use_dual_stack = false,
                external_id = env("LEDGER_EXTERNAL_ID"),
                read_timeout = env("LEDGER_TIMEOUT", default = "5s"),
                max_retry_attempts = env("LEDGER_RETRIES", default = 3),
                policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", env("LEDGER_POLICY")],
                tags(team = "billing", "cost:center" = env("COST_CENTER")),
                transitive_tags = ["team"],
                base = Hub,
            ))]
            struct Account;
        },
        &quote! {
            #[automatically_derived]
            impl ::dynamo_model::__private::AwsAccess for Account {
                const ACCESS: &'static ::dynamo_model::__private::AccessSpec =
                    &::dynamo_model::__private::AccessSpec::new::<Self>("Account")
                        .endpoint_url(::dynamo_model::__private::Setting::Value("http://localhost:8000"))
                        .base(<Hub as ::dynamo_model::__private::AwsAccess>::ACCESS)
                        .aws_sts_role_arn(::dynamo_model::__private::Setting::Value(
                            "arn:aws:iam::123456789012:role/ledger-rw"
                        ))
                        .expiration(::dynamo_model::__private::Setting::Value(1800))
                        .external_id(::dynamo_model::__private::Setting::Env {
                            name: "LEDGER_EXTERNAL_ID",
                            default: ::dynamo_model::__private::Option::None
                        })
                        .policy_arns(&[
                            ::dynamo_model::__private::Setting::Value(
                                "arn:aws:iam::aws:policy/ReadOnlyAccess"
                            ),
                            ::dynamo_model::__private::Setting::Env {
                                name: "LEDGER_POLICY",
                                default: ::dynamo_model::__private::Option::None
                            }
                        ])
                        .tags(&[
                            ("team", ::dynamo_model::__private::Setting::Value("billing")),
                            (
                                "cost:center",
                                ::dynamo_model::__private::Setting::Env {
                                    name: "COST_CENTER",
                                    default: ::dynamo_model::__private::Option::None
                                }
                            )
                        ])
                        .transitive_tags(&["team"])
                        .use_dual_stack(::dynamo_model::__private::Setting::Value(false))
                        .read_timeout(::dynamo_model::__private::Setting::Env {
                            name: "LEDGER_TIMEOUT",
                            default: ::dynamo_model::__private::Option::Some("5s")
                        })
                        .max_retry_attempts(::dynamo_model::__private::Setting::Env {
                            name: "LEDGER_RETRIES",
                            default: ::dynamo_model::__private::Option::Some("3")
                        });
            }
        },
    );
}

#[test]
fn an_expression_is_written_once_and_checked_by_the_compiler() {
    expands(
        Derive::DynamoModel,
        quote! {
            #[dynamo(crate = renamed, meta(table_name = NAME, read_timeout = "5s", deletion_protection = PROTECTED))]
            struct Entry {
                account: String,
            }
        },
        &quote! {
            const _: () = {
                const __TABLE_NAME: &'static renamed::__private::str = NAME;
                const __DELETION_PROTECTION: renamed::__private::bool = PROTECTED;
                const _: () = renamed::__private::assert(
                    "table_name",
                    renamed::__private::rules::table_name::check(__TABLE_NAME)
                );
                #[automatically_derived]
                impl renamed::__private::AwsAccess for Entry {
                    const ACCESS: &'static renamed::__private::AccessSpec =
                        &renamed::__private::AccessSpec::new::<Self>("Entry")
                            .read_timeout(renamed::__private::Setting::Value("5s"));
                }
                #[automatically_derived]
                impl renamed::__private::DynamoModel for Entry {
                    type Access = Self;
                    const TABLE: &'static renamed::__private::TableSpec =
                        &renamed::__private::TableSpec::new("Entry")
                            .table_name(renamed::__private::Setting::Value(__TABLE_NAME))
                            .deletion_protection(__DELETION_PROTECTION);
                }
            };
        },
    );
}

#[test]
fn a_generic_model_keeps_its_parameters_and_bounds() {
    expands(
        Derive::DynamoModel,
        quote! {
            #[dynamo(meta(table_name = "ledger", access = Account))]
            struct Entry<'a, T: Clone = u8, const N: usize = 1>
            where
                T: Copy,
            {
                account: &'a [T; N],
            }
        },
        &quote! {
            #[automatically_derived]
            impl<'a, T: Clone, const N: usize> ::dynamo_model::__private::DynamoModel for Entry<'a, T, N>
            where
                T: Copy,
            {
                type Access = Account;
                const TABLE: &'static ::dynamo_model::__private::TableSpec =
                    &::dynamo_model::__private::TableSpec::new("Entry")
                        .table_name(::dynamo_model::__private::Setting::Value("ledger"));
            }
        },
    );
}

#[test]
fn a_warning_obeys_the_levels_on_the_type() {
    expands(
        Derive::AwsAccess,
        quote! {
            #[allow(dead_code)]
            #[allow(deprecated)]
            #[expect(deprecated)]
            #[dynamo(meta(aws_access_key_id = env("KEY_ID"), aws_secret_access_key = env("SECRET", default = "x")))]
            struct Account;
        },
        &quote! {
            #[automatically_derived]
            impl ::dynamo_model::__private::AwsAccess for Account {
                const ACCESS: &'static ::dynamo_model::__private::AccessSpec =
                    &::dynamo_model::__private::AccessSpec::new::<Self>("Account")
                        .aws_access_key_id(::dynamo_model::__private::Setting::Env {
                            name: "KEY_ID",
                            default: ::dynamo_model::__private::Option::None
                        })
                        .aws_secret_access_key(::dynamo_model::__private::Setting::Env {
                            name: "SECRET",
                            default: ::dynamo_model::__private::Option::Some("x")
                        });
            }
            #[allow(deprecated)]
            #[allow(deprecated)]
            const _: () = {
                #[deprecated(note = "`aws_secret_access_key` is a literal, readable in the binary and in version control; write `env(\"...\")`")]
                const LITERAL_SECRET: () = ();
                LITERAL_SECRET
            };
        },
    );
}

#[test]
fn mistakes_are_followed_by_a_stub() {
    let written = derive(
        Derive::DynamoModel,
        quote! {
            #[dynamo(meta(regoin = "eu-west-1"))]
            struct Entry {
                account: String,
            }
        },
    )
    .to_string();
    assert!(written.starts_with(":: core :: compile_error"), "{written}");
    assert!(
        written.contains("AwsAccess for Entry") && written.contains("DynamoModel for Entry"),
        "{written}"
    );
}

#[test]
fn mistakes_keep_what_is_sound_of_an_item() {
    let written = derive(
        Derive::DynamoModel,
        quote! {
            struct Entry {
                #[dynamo(partition_key)]
                account: String,
                #[dynamo(format = "epoch_secs")]
                at: u64,
                total: u64,
            }
        },
    )
    .to_string();
    for part in [
        "compile_error",
        "ToAttribute for Entry",
        "FromAttribute < '__a > for Entry",
        "DynamoItem for Entry",
        "struct EntryKey",
        "total : __dynamo :: PathOf",
        "at : __dynamo :: never ()",
    ] {
        assert!(written.contains(part), "{part} is not in {written}");
    }
}

#[test]
fn mistakes_keep_what_is_sound_of_a_value() {
    let written = derive(
        Derive::DynamoValue,
        quote! {
            #[dynamo(tag = "kind")]
            enum Payment {
                Cash,
                Card(String, String),
            }
        },
    )
    .to_string();
    for part in [
        "compile_error",
        "ToAttribute for Payment",
        "FromAttribute < '__a > for Payment",
        "Attribute for Payment",
        "Self :: Card { .. } => __dynamo :: never ()",
        "\"Card\" => __dynamo :: never ()",
    ] {
        assert!(written.contains(part), "{part} is not in {written}");
    }
}

/// rustc reports what it finds of one type at one place once, if all that asks for it is written there alike.
#[test]
fn whatever_asks_something_of_a_type_stands_at_the_type() {
    let source = "#[derive(DynamoValue)] struct Line { first: u64, second: Vec<Missing> }";
    let input: TokenStream = source.parse().expect("a struct");
    let written = derive(Derive::DynamoValue, input);
    let (from, to) = (
        source.find("Vec").expect("there"),
        source.find(" }").expect("there"),
    );
    let mut asked = Vec::new();
    names_within(written, from..to, &mut asked);
    for name in [
        "field", "slot", "write", "read", "required", "PathOf", "member",
    ] {
        assert!(
            asked.iter().any(|word| word == name),
            "{name} is not in {asked:?}"
        );
    }
}

/// The words that stand within these columns of the first line.
fn names_within(tokens: TokenStream, columns: std::ops::Range<usize>, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => names_within(group.stream(), columns.clone(), found),
            TokenTree::Ident(ident) if columns.contains(&ident.span().start().column) => {
                found.push(ident.to_string());
            }
            _ => {}
        }
    }
}

#[test]
fn what_stands_in_invisible_groups_is_read_as_if_it_stood_alone() {
    let invisible = |tokens: TokenStream| TokenTree::Group(Group::new(Delimiter::None, tokens));
    let (name, seconds, base, meta) = (
        invisible(quote!("ledger")),
        invisible(quote!(-(-3600))),
        invisible(quote!(Hub)),
        invisible(quote!(region)),
    );
    let variable = invisible(quote!("ARN"));
    let written = derive(
        Derive::DynamoModel,
        quote! {
            #[dynamo(meta(
                table_name = #name,
                expiration = #seconds,
                base = #base,
                #meta = "eu-west-1",
                aws_sts_role_arn = env(#variable),
            ))]
            struct Entry {
                account: String,
            }
        },
    )
    .to_string();
    for part in [
        "table_name (:: dynamo_model :: __private :: Setting :: Value (\"ledger\"))",
        "expiration (:: dynamo_model :: __private :: Setting :: Value (3600))",
        "region (:: dynamo_model :: __private :: Setting :: Value (\"eu-west-1\"))",
        "Env { name : \"ARN\"",
    ] {
        assert!(written.contains(part), "{part} is not in {written}");
    }
}

/// The cost of one ordinary model: its options, conversions, key, partition and typed paths. The number may fall; if it rises,
/// there must be a reason.
#[test]
fn an_ordinary_model_costs_few_tokens() {
    let written = derive(
        Derive::DynamoModel,
        quote! {
            #[dynamo(meta(
                table_name = "ledger",
                region = "eu-west-1",
                aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
                session_name = "billing",
                expiration = 3600,
                external_id = env("LEDGER_EXTERNAL_ID"),
            ))]
            struct Entry {
                #[dynamo(partition_key)]
                account: String,
                #[dynamo(sort_key)]
                at: u64,
            }
        },
    );
    assert_eq!(count(written), 1690);
}

/// What each variant of an enum of kinds costs, what the enum costs beside them, and what a tag costs. The numbers may
/// fall; if they rise, there must be a reason.
#[test]
fn an_enum_of_kinds_costs_few_tokens() {
    let cost = |input| count(derive(Derive::DynamoModel, input));
    let one = cost(quote!(
        enum Shop {
            Order(Order),
        }
    ));
    let two = cost(quote!(
        enum Shop {
            Order(Order),
            Line(Line),
        }
    ));
    let three = cost(quote!(
        enum Shop {
            Order(Order),
            Line(Line),
            Note(Note),
        }
    ));
    assert_eq!(three - two, two - one);
    assert_eq!((two - one, one - (two - one)), (261, 360));
    let untagged = cost(quote! {
        struct Entry { #[dynamo(partition_key)] account: String }
    });
    let tagged = cost(quote! {
        #[dynamo(tag = "_kind")]
        struct Entry { #[dynamo(partition_key)] account: String }
    });
    assert_eq!(tagged - untagged, 49);
}

#[test]
fn what_is_no_item_is_an_error() {
    for input in [
        quote!(),
        quote!(
            fn f() {}
        ),
        quote!(struct),
        quote!(5 + 5),
    ] {
        let written = derive(Derive::DynamoModel, input).to_string();
        assert!(written.contains("compile_error"), "{written}");
    }
}

#[track_caller]
fn expands(which: Derive, input: TokenStream, expected: &TokenStream) {
    assert_eq!(derive(which, input).to_string(), expected.to_string());
}

fn count(tokens: TokenStream) -> usize {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => 2 + count(group.stream()),
            _ => 1,
        })
        .sum()
}
