//! What a page says after something was done: the address has a key, and the page its sentence.

use message::Fixed;

/// The sentences by their keys.
const ALL: &[(&str, Fixed)] = &[
    ("saved", Fixed { zh: "已保存。", en: "Saved." }),
    ("submit", Fixed { zh: "已送审。", en: "Submitted." }),
    (
        "take_back",
        Fixed {
            zh: "已撤回，可以继续编报。", en: "Taken back; it can be edited again."
        },
    ),
    (
        "accept",
        Fixed {
            zh: "已受理，审核期间下级不能改动。",
            en: "Accepted; it cannot be changed while it is reviewed.",
        },
    ),
    ("return", Fixed { zh: "已退回。", en: "Returned." }),
    ("agree", Fixed { zh: "已审核通过。", en: "Agreed." }),
    ("approve", Fixed { zh: "已批复。", en: "Approved." }),
    ("publish", Fixed { zh: "已公开。", en: "Published." }),
    ("withdraw", Fixed { zh: "已撤回公开。", en: "Withdrawn." }),
    ("explain", Fixed { zh: "说明已提交。", en: "Explained." }),
    ("answer", Fixed { zh: "已答复。", en: "Answered." }),
    ("confirm", Fixed { zh: "已确认须改。", en: "Confirmed." }),
    ("dismiss", Fixed { zh: "已排除。", en: "Dismissed." }),
    ("controls", Fixed { zh: "控制数已下达。", en: "The control figures are issued." }),
    ("calendar", Fixed { zh: "日历已保存。", en: "The calendar is saved." }),
    ("year", Fixed { zh: "年度已开设。", en: "The year is open." }),
    (
        "person",
        Fixed {
            zh: "人员已增加。请按“设置密码”，把链接交给本人。",
            en: "The person is added. Make a password link and give it to them.",
        },
    ),
    ("renamed", Fixed { zh: "姓名已改。", en: "The name is changed." }),
    (
        "stopped",
        Fixed {
            zh: "人员已停用，不能再登录。", en: "Deactivated; they cannot log in."
        },
    ),
    ("started", Fixed { zh: "人员已启用。", en: "Activated." }),
    ("bound", Fixed { zh: "统一身份标识已绑定。", en: "The name of single sign-on is bound." }),
    ("unbound", Fixed { zh: "统一身份标识已解除。", en: "The name is bound to nobody now." }),
    ("grant", Fixed { zh: "已授权。", en: "Granted." }),
    ("revoke", Fixed { zh: "已收回授权。", en: "Revoked." }),
    ("body", Fixed { zh: "单位已增加。", en: "The body is added." }),
    ("body_renamed", Fixed { zh: "单位名称已改。", en: "The body has its new name." }),
    (
        "body_closed",
        Fixed {
            zh: "单位已关闭，以后开设的年度不再有它。",
            en: "The body is closed; years that are opened later are without it.",
        },
    ),
    ("body_reopened", Fixed { zh: "单位已启用。", en: "The body is open again." }),
    ("package", Fixed { zh: "已补建预算。", en: "The package is opened." }),
    ("receive", Fixed { zh: "已接收，正在检查。", en: "Received; it is being checked." }),
    ("removed", Fixed { zh: "已删除。", en: "Deleted." }),
    ("received_wrong", Fixed { zh: "已收到底稿，但其中有错误。", en: "Received, with errors." }),
    ("received", Fixed { zh: "已收到底稿。", en: "The workbook was received." }),
];

/// Returns the sentence of a key.
pub(crate) fn of(key: &str) -> Option<Fixed> {
    ALL.iter().find(|(known, _)| *known == key).map(|(_, words)| *words)
}
