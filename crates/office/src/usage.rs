//! The command line in Chinese. The English words are the comments in [`Args`](crate::args::Args).

use command_line::Program;

/// The name of the program.
const NAME: &str = "yusuan-office";

/// The program.
pub(crate) const PROGRAM: Program = Program {
    name: NAME,
    help: &[
        (
            NAME,
            "",
            "财政局与各部门共同编制预算的办公系统\n\n退出码：0 完成，1 发现问题，2 命令无法执行",
        ),
        (NAME, "lang", "输出的语言：zh 或 en [默认：随系统语言，否则 zh]"),
        (NAME, "help", "显示帮助"),
        (NAME, "version", "显示版本"),
        (NAME, "data", "数据文件夹，存放数据库和文件 [默认：yusuan-data]"),
        (NAME, "database", "数据库：sqlite:路径 或 postgres://… [默认：数据文件夹里的 office.db]"),
        (NAME, "blobs", "文件存储：文件夹，或 s3://存储桶/… [默认：数据文件夹里的 files]"),
        ("serve", "", "启动办公系统，供浏览器和程序使用"),
        ("serve", "listen", "监听的地址 [默认：127.0.0.1:8350]"),
        ("serve", "demo", "以虚构的县试用，只在本机，退出即删除"),
        ("serve", "https", "用户经代理以 https 访问"),
        ("serve", "trusted_proxy", "可信的代理，采信其所报的来访地址"),
        ("serve", "metrics_reader", "除本机外可以读取 /metrics 的地址"),
        ("serve", "oidc_issuer", "统一身份认证（OpenID Connect）的地址，也可用它登录"),
        ("serve", "oidc_client", "统一身份认证给本系统的客户端标识"),
        (
            "serve",
            "oidc_secret_file",
            "统一身份认证给的密钥所在的文件 [默认：环境变量 YUSUAN_OIDC_SECRET]",
        ),
        ("serve", "oidc_address", "用户访问本系统的地址"),
        ("serve", "public_findings", "向公众显示已公开文件的检查结果"),
        ("serve", "rate", "每个地址平均每秒最多的请求数 [默认：100]"),
        ("serve", "log", "日志的形式：text、json [默认：text]"),
        ("verify", "", "核验留痕是否被改动"),
        ("verify", "anchor", "另行保存的留痕编号，即公开文件上所印的"),
        ("rebuild", "", "由留痕和文件重新生成全部汇总数据"),
        ("backup", "", "备份到文件夹；不影响正在办理的业务"),
        ("backup", "folder", "备份文件夹；以前备份过的文件不再复制"),
        ("restore", "", "把备份恢复到空数据库"),
        ("restore", "folder", "备份文件夹"),
        ("import-bodies", "", "由表格或已公开的文件导入部门和单位"),
        ("import-bodies", "under", "文件中部门的上级 [默认：已有的财政局]"),
        (
            "import-bodies",
            "files",
            "表格（.xlsx、.csv、.tsv：代码、名称、上级代码），或已公开的文件",
        ),
        ("completions", "", "输出命令补全脚本"),
        ("completions", "shell", "命令行环境：bash、elvish、fish、powershell、zsh"),
        ("man", "", "输出使用手册"),
        ("man", "out", "把全部命令的手册写入文件夹"),
    ],
    values: &[
        ("FILE", "文件"),
        ("FOLDER", "文件夹"),
        ("BACKUP", "备份"),
        ("FORM", "形式"),
        ("CODE", "代码"),
        ("SHELL", "环境"),
        ("URL", "地址"),
        ("ADDRESS", "地址"),
        ("ANCHOR", "编号"),
        ("NUMBER", "数"),
        ("ID", "标识"),
    ],
    others: &[],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Args;

    #[test]
    fn everything_on_the_command_line_has_chinese_help() {
        assert_eq!(PROGRAM.complaints::<Args>(), Vec::<String>::new());
    }
}
