//! `yusuan completions`, as its user sees it.

use crate::common::{folder, run, stderr, stdout};

#[test]
fn every_shell_gets_a_script_that_knows_the_commands() {
    let folder = folder(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = run(folder.path(), &["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        let script = stdout(&output);
        for command in ["check", "read", "explain"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
}

#[test]
fn another_shell_is_told_which_there_are() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["completions", "cmd"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("bash、elvish、fish"), "{}", stderr(&output));
}
