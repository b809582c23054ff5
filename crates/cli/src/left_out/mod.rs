//! What takes the place of parts that this build leaves out. Each has the functions of the
//! part, and fails at once where the part is asked for.

use message::Message;

/// Names the Cargo feature that is missing, what it does, and how to get it.
pub(crate) fn message(feature: &str, zh: &str, en: &str) -> Message {
    const INSTALL: &str = "cargo install --locked --profile dist --path crates/cli";
    Message::new(
        format!(
            "这个 yusuan 编译时没有包含 {feature} 功能，不能{zh}。请换用完整的程序，或在源代码目录重新安装：{INSTALL}"
        ),
        format!(
            "This yusuan was built without the feature `{feature}`, so it cannot {en}. Use a complete build, or install it from the source: {INSTALL}"
        ),
    )
}
