//! A hundred fields: text, numbers, flags, and lists and maps among them.

use std::{borrow::Cow, collections::HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Item, Shape, Wrong,
    by_hand::{
        flag, labels, maps, number, of_labels, of_maps, of_number, of_text, optional_text, put,
        text,
    },
    small::{Line, sample_labels},
};

/// All that is looked at of a product in place.
#[derive(DynamoValue)]
pub struct HugeGlance<'a> {
    owner: Cow<'a, str>,
    title: Cow<'a, str>,
    price_cents: u64,
}

/// All products are of this one.
const OWNER: &str = "owner-00000012";

/// Nobody wants to read a hundred fields four times.
macro_rules! huge {
    (
        partition: $partition:ident;
        sort: $sort:ident;
        text: $($text:ident)*;
        numbers: $($number:ident)*;
        flags: $($flag:ident)*;
        optional: $($optional:ident)*;
        lists: $($list:ident)*;
        maps: $($map:ident)*;
    ) => {
        #[derive(Debug, Clone, PartialEq, DynamoModel, Serialize, Deserialize)]
        #[dynamo(meta(table_name = "products"))]
        pub struct Huge {
            #[dynamo(partition_key)]
            $partition: String,
            #[dynamo(sort_key)]
            $sort: String,
            $($text: String,)*
            $($number: u64,)*
            $($flag: bool,)*
            $(#[serde(skip_serializing_if = "Option::is_none")] $optional: Option<String>,)*
            $($list: Vec<Line>,)*
            $($map: HashMap<String, String>,)*
        }

        impl Shape for Huge {
            const NAME: &'static str = "HUGE";

            const PARTITION: (&'static str, &'static str) = (stringify!($partition), OWNER);

            type Glance<'a> = HugeGlance<'a>;

            fn partition() -> HugePartition {
                HugePartition::new(OWNER)
            }

            fn figure(glance: &HugeGlance<'_>) -> u64 {
                glance.price_cents + (glance.owner.len() + glance.title.len()) as u64
            }

            fn sample(number: u64) -> Self {
                Self {
                    $partition: OWNER.to_owned(),
                    $sort: format!("product-{number:012}"),
                    $($text: format!("{} of {number}", stringify!($text)),)*
                    $($number: 1_000 * number + stringify!($number).len() as u64,)*
                    $($flag: stringify!($flag).len() % 2 == 0,)*
                    $($optional: (stringify!($optional).len() % 2 == 0).then(|| stringify!($optional).to_owned()),)*
                    $($list: (0..5).map(Line::sample).collect(),)*
                    $($map: sample_labels(),)*
                }
            }

            fn read(mut item: Item) -> Result<Self, Wrong> {
                Ok(Self {
                    $partition: text(&mut item, stringify!($partition))?,
                    $sort: text(&mut item, stringify!($sort))?,
                    $($text: text(&mut item, stringify!($text))?,)*
                    $($number: number(&mut item, stringify!($number))?,)*
                    $($flag: flag(&mut item, stringify!($flag))?,)*
                    $($optional: optional_text(&mut item, stringify!($optional))?,)*
                    $($list: maps(&mut item, stringify!($list), Line::read)?,)*
                    $($map: labels(&mut item, stringify!($map))?,)*
                })
            }

            fn write(&self) -> Item {
                let mut item = Item::with_capacity(100);
                put(&mut item, stringify!($partition), of_text(&self.$partition));
                put(&mut item, stringify!($sort), of_text(&self.$sort));
                $(put(&mut item, stringify!($text), of_text(&self.$text));)*
                $(put(&mut item, stringify!($number), of_number(self.$number));)*
                $(put(&mut item, stringify!($flag), AttributeValue::Bool(self.$flag));)*
                $(
                    if let Some(text) = &self.$optional {
                        put(&mut item, stringify!($optional), of_text(text));
                    }
                )*
                $(put(&mut item, stringify!($list), of_maps(&self.$list, Line::write));)*
                $(put(&mut item, stringify!($map), of_labels(&self.$map));)*
                item
            }
        }
    };
}

huge! {
    partition: owner;
    sort: id;
    text:
        created_by updated_by title subtitle summary description category subcategory
        brand manufacturer supplier supplier_sku barcode country_of_origin language currency
        tax_class customs_code unit colour colour_code material pattern season target_group
        warehouse shelf delivery_class packaging energy_label warranty care_instructions
        safety_notes slug canonical_url image_url thumbnail_url video_url;
    numbers:
        version created_at updated_at published_at price_cents list_price_cents cost_cents
        shipping_cents stock reserved incoming reorder_level reorder_quantity minimum_order
        maximum_order length_mm width_mm height_mm weight_grams volume_ml rating_count
        rating_sum view_count sold_count returned_count;
    flags:
        published searchable purchasable backorder discontinued fragile hazardous refrigerated
        oversized returnable taxable giftable downloadable featured adult_only;
    optional:
        successor predecessor badge campaign_id editor_note legal_note size_chart mounting;
    lists:
        bundle accessories spare_parts alternatives cross_sells up_sells;
    maps:
        labels translations_de translations_fr attributes dimensions external_ids;
}
