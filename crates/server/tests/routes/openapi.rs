//! The description of the API: it has every route, and its examples are what the office answers.

use crate::office::{Office, send};
use crate::{is_as_committed, run};
use serde_json::{Map, Value, json};
use server::{OPENAPI, ROUTES, router};
use std::collections::BTreeSet;
use std::mem::discriminant;
use workflow::Command;
use workflow::testing::{commands, id};

fn described() -> Value {
    serde_json::from_str(OPENAPI).unwrap()
}

/// Returns the operations with their methods and paths.
fn operations(described: &Value) -> Vec<(String, String, Value)> {
    let paths = described["paths"].as_object().unwrap();
    let of_path = |(path, methods): (&String, &Value)| {
        let methods = methods.as_object().unwrap().clone().into_iter();
        let path = path.clone();
        methods
            .map(move |(method, it)| (method.to_uppercase(), path.clone(), it))
            .collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

#[test]
fn every_route_is_described() {
    let described = described();
    let operations = operations(&described);
    let is_for_programs = |path: &str| {
        ["/api/", "/healthz", "/metrics"].iter().any(|beginning| path.starts_with(beginning))
    };
    let routes: BTreeSet<String> = ROUTES
        .iter()
        .filter(|(_, path, _)| is_for_programs(path))
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    let seen: BTreeSet<String> =
        operations.iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    assert_eq!(seen, routes);
    for (method, path, operation) in &operations {
        let needs_caller = operation["security"] != json!([{}]);
        let declared = ROUTES.iter().find(|route| route.0 == method && route.1 == path).unwrap();
        assert_eq!(needs_caller, declared.2, "{method} {path}");
        let summary = operation["summary"].as_str().unwrap();
        assert!(!summary.is_ascii() && summary.contains(' '), "{method} {path}: both languages");
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        assert!(parameters.clone().all(|it| it.get("example").is_some()), "{method} {path}");
    }
}

/// Every command but those that send a file has an example, which is one.
#[test]
fn every_command_has_an_example() {
    let described = described();
    let content = &described["paths"]["/api/commands"]["post"]["requestBody"]["content"];
    let examples = content["application/json"]["examples"].as_object().unwrap();
    let parse = |(name, it): (&String, &Value)| -> Command {
        serde_json::from_value(it["value"].clone())
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let examples: Vec<Command> = examples.iter().map(parse).collect();
    let mut office = workflow::Office::default();
    for (actor, command) in workflow::testing::founding() {
        let at = workflow::Moment(0);
        let events = workflow::decide(&office, &command, &actor, at).unwrap();
        events.iter().for_each(|event| drop(office.apply(event)));
    }
    let is_sent = |it: &Command| {
        matches!(it, Command::Save { .. } | Command::Receive { .. } | Command::RecordCheck { .. })
    };
    for command in commands(&office, 1).iter().filter(|command| !is_sent(command)) {
        let has = examples.iter().any(|it| discriminant(it) == discriminant(command));
        assert!(has, "{command:?}");
    }
    let schema = &described["components"]["schemas"]["Command"]["oneOf"];
    assert_eq!(schema.as_array().unwrap().len(), examples.len());
}

/// Asks each operation as its example says, and writes the answer beside it.
#[test]
fn the_examples_are_what_the_office_answers() {
    run(async |office: Office| {
        prepared(&office).await;
        let mut described = described();
        for (method, path, operation) in operations(&described) {
            let Some(caller) = operation["x-example-caller"].as_str() else { continue };
            let (status, kind, answer) = answer(&office, &method, &path, caller, &operation).await;
            let described = &mut described["paths"][&path][method.to_lowercase()]["responses"];
            let response = described.get_mut(&status);
            let response = response.unwrap_or_else(|| panic!("{method} {path}: {status} {answer}"));
            if let Some(content) = response.get_mut("content").and_then(|it| it.get_mut(&kind)) {
                content["example"] = answer;
            }
        }
        let text = serde_json::to_string_pretty(&described).unwrap() + "\n";
        is_as_committed("openapi.json", &text);
    });
}

async fn answer(
    office: &Office,
    method: &str,
    path: &str,
    caller: &str,
    operation: &Value,
) -> (String, String, Value) {
    let (mut path, mut query) = (path.to_owned(), Vec::new());
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let (name, example) = (parameter["name"].as_str().unwrap(), plain(&parameter["example"]));
        match parameter["in"].as_str().unwrap() {
            "path" => path = path.replace(&format!("{{{name}}}"), &example),
            _ => query.push(format!("{name}={example}")),
        }
    }
    let empty = Map::new();
    let contents = operation["requestBody"]["content"].as_object().unwrap_or(&empty);
    let body = contents.iter().next().map_or_else(String::new, |(kind, content)| {
        if kind == "application/json" {
            let first = content["examples"].as_object().unwrap().values().next().unwrap();
            first["value"].to_string()
        } else {
            "[{},[]]".to_owned()
        }
    });
    let token = format!("Bearer {caller}");
    let headers = [("content-type", "application/json"), ("authorization", token.as_str())];
    let path = format!("{path}?{}", query.join("&"));
    let answer = send(&router(office.app.clone()), method, &path, &headers, body).await;
    let kind = answer.header("content-type").split(';').next().unwrap().to_owned();
    (answer.status.as_u16().to_string(), kind, answer.json())
}

/// Returns an example as it stands in an address.
fn plain(example: &Value) -> String {
    let text = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
    let encoded = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"._-".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(encoded).collect()
}

/// Brings the county to where every example has something to show.
async fn prepared(office: &Office) {
    let key = "source=received flow=spent fund=general function=2050201 purpose=project";
    let unit = |fen: i64| json!([{ key: fen }, []]).to_string();
    let save = |body: &str, based_on: u32| {
        format!("/api/packages/2031/{body}/versions?is_complete=true&based_on={based_on}")
    };
    let submit = |body: &str| json!({"submit": {"package": format!("2031/{body}")}}).to_string();
    let take_back = json!({"take_back": {"package": "2031/101001"}}).to_string();
    let row = json!({"单位": "云桥市民政局", "金额": "壹拾", "理由": ""});
    let added = json!({"add": {"sheet": "lines", "after": null, "cells": row}});
    let rows = json!({"based_on": 0, "edits": [added]}).to_string();
    let (day, now, never) = (24 * 3600, workflow::Moment(0), workflow::Moment(i64::MAX));
    office.store.put_session("0", &id("head-101"), Some("nightly"), now, never).await.unwrap();
    for (login, path, body) in [
        ("preparer-101001", save("101001", 0), unit(400)),
        ("preparer-101001", "/api/commands".to_owned(), submit("101001")),
        ("preparer-101001", "/api/commands".to_owned(), take_back),
        ("preparer-101001", save("101001", 1), unit(500)),
        ("preparer-101001", "/api/commands".to_owned(), submit("101001")),
        ("preparer-101002", save("101002", 0), unit(300)),
        ("preparer-101002", "/api/commands".to_owned(), submit("101002")),
        ("preparer-101", "/api/documents/d1?body=101&name=a.docx".to_owned(), "预算".to_owned()),
        ("preparer-102", "/api/packages/2031/102/sheets/lines/edits".to_owned(), rows),
    ] {
        office.now.fetch_add(day, std::sync::atomic::Ordering::Relaxed);
        let (status, answer) = office.call("POST", &path, Some(login), body).await;
        assert!(status.is_success(), "{path}: {answer}");
    }
}
