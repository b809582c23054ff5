//! A browser without scripts: it keeps cookies and sends the forms that it is shown.

use crate::office::{Answer, multipart, send};
use axum::Router;
use std::collections::BTreeMap;

pub struct Browser {
    pub routes: Router,
    pub cookies: BTreeMap<String, String>,
    /// The token of the form that was shown last.
    pub token: String,
    /// From where a trusted proxy says that it asks.
    pub from: Option<String>,
}

impl Browser {
    pub fn new(routes: Router) -> Self {
        Self { routes, cookies: BTreeMap::new(), token: String::new(), from: None }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, String::new()).await
    }

    /// Sends a form with the token that was shown.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token.clone();
        let fields = fields.iter().copied().chain([("token", token.as_str())]);
        let pair = |(name, value): (&str, &str)| {
            let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
            format!("{name}={value}")
        };
        let body: Vec<String> = fields.map(pair).collect();
        self.send("POST", path, body.join("&")).await
    }

    pub async fn log_in(&mut self, login: &str, password: &str) -> Answer {
        self.get("/login").await;
        self.post("/login", &[("login", login), ("password", password)]).await
    }

    /// Sends a form with files: names and contents.
    pub async fn send_files(&mut self, path: &str, files: &[(&str, &str)]) -> Answer {
        let form = multipart(&self.token, files);
        self.send_as("multipart/form-data; boundary=b", "POST", path, form).await
    }

    async fn send(&mut self, method: &str, path: &str, body: String) -> Answer {
        self.send_as("application/x-www-form-urlencoded", method, path, body).await
    }

    async fn send_as(&mut self, kind: &str, method: &str, path: &str, body: String) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let form = ("content-type", kind);
        let from = self.from.iter().map(|from| ("x-forwarded-for", from.as_str()));
        let headers: Vec<_> = from.chain([("cookie", cookies.as_str()), form]).collect();
        let answer = send(&self.routes, method, path, &headers, body).await;
        for header in answer.headers.get_all("set-cookie") {
            let pair = header.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        self.cookies.retain(|_, value| !value.is_empty());
        if let Some((_, rest)) = answer.text.split_once("name=\"token\" value=\"") {
            rest.split('"').next().unwrap().clone_into(&mut self.token);
        }
        answer
    }
}
