//! What a password, and the name of a person, must be.

use crate::problem::Problem;
use message::Message;
use store::{LONGEST_PASSWORD, SHORTEST_PASSWORD};

/// The most characters of a name.
const LONGEST_NAME: usize = 200;

/// Fails where a new password is too short, too long, the login, or not typed twice.
pub(crate) fn check(login: &str, password: &str, again: &str) -> Result<(), Problem> {
    let wrong = |zh: String, en: String| Err(Problem::unusable(Message::new(zh, en)));
    if password != again {
        wrong("两次输入的密码不同。".to_owned(), "The passwords differ.".to_owned())
    } else if password.chars().count() < SHORTEST_PASSWORD {
        wrong(
            format!("密码至少{SHORTEST_PASSWORD}个字符。"),
            format!("A password has at least {SHORTEST_PASSWORD} characters."),
        )
    } else if password.len() > LONGEST_PASSWORD {
        wrong(
            format!("密码最多{LONGEST_PASSWORD}个字节。"),
            format!("A password has at most {LONGEST_PASSWORD} bytes."),
        )
    } else if password.eq_ignore_ascii_case(login) {
        wrong("密码不能与登录名相同。".to_owned(), "The password must not be the login.".to_owned())
    } else {
        Ok(())
    }
}

/// Returns the name of a person without blanks around it.
pub(crate) fn name(text: &str) -> Result<String, Problem> {
    let name = text.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control)
    {
        return Err(Problem::unusable(Message::new(
            format!("请填写姓名，最多{LONGEST_NAME}字。"),
            format!("Fill in the name, at most {LONGEST_NAME} characters."),
        )));
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_not_the_login() {
        let is_good = |login, password, again| check(login, password, again).is_ok();
        assert!(is_good("li", "correct horse", "correct horse"));
        assert!(is_good("li", "十个字的密码也是可以的", "十个字的密码也是可以的"));
        assert!(!is_good("li", "correct horse", "correct house"));
        assert!(!is_good("li", "short", "short"));
        assert!(!is_good("administrator", "Administrator", "Administrator"));
        let long = "a".repeat(LONGEST_PASSWORD + 1);
        assert!(!is_good("li", &long, &long));
    }
}
