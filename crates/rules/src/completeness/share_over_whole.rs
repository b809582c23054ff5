#![doc = include_str!("../../pages/YS348.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::quantity::quantities;
use message::Message;

/// A hundred per cent, in millionths.
const ALL: i128 = 100_000_000;
/// What may be exceeded: 占年初预算的102%.
const MAY_BE_EXCEEDED: [&str; 8] = ["预算", "任务", "计划", "目标", "上年", "去年", "同期", "年初"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft && line.words.contains('占')) {
        for share in quantities(&line.words) {
            let Some((_, of)) = share.name.rsplit_once('占') else { continue };
            let of = ["一般公共预算", "政府性基金预算", "国有资本经营预算"]
                .iter()
                .fold(of.to_owned(), |of, fund| of.replace(fund, ""));
            let is_open = MAY_BE_EXCEEDED.iter().any(|word| of.contains(word));
            if share.unit != "%" || share.value <= ALL || is_open {
                continue;
            }
            let words = around(&line.words, share.at, share.end);
            let message = Message::new(
                format!("“{words}”：占比超过了100%。"),
                format!("“{words}”: a share of more than all."),
            );
            found.push(Violation::on(line, message).printed(share.printed).advice(
                "按部分和全部两个数重新计算占比。",
                "Compute the share anew from the part and the whole.",
            ));
        }
    }
}
