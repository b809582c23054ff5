"""Asks a server what the description of its API allows, and what it does not, as each caller.

schemathesis makes up the requests and judges the answers: no server error, and nothing that the
description lacks. Beyond that no answer may have the words that are hidden from its caller.

Arguments: the address, the description, the seconds, the callers as JSON: [[login, [hidden]]].
"""

import json
import sys
import time

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
KIND = "application/json"


def ask(case, callers, asked):
    """Asks as each caller and judges the answers."""
    for session, login, hidden in callers:
        headers = {"Authorization": f"Bearer {login}"} if login else {}
        answer = case.call(session=session, headers=headers, timeout=20)
        try:
            case.validate_response(answer, checks=CHECKS)
        except BaseException as failure:
            sys.exit(f"as {login}: {failure}")
        for words in hidden:
            if words in answer.text:
                sys.exit(f"as {login}: {words} is in the answer to\n{case.as_curl_command()}")
        asked[answer.status_code // 100] += 1


def examples(operation, described):
    """Returns the cases of the examples that the description has."""
    given_ = {"path": {}, "query": {}}
    for parameter in described.get("parameters", []):
        given_[parameter["in"]][parameter["name"]] = parameter["example"]
    contents = described.get("requestBody", {}).get("content", {})
    bodies = [(None, None)]
    for kind, content in contents.items():
        values = [it["value"] for it in content.get("examples", {}).values()]
        bodies = [(kind, value) for value in values or [content["example"].encode()]]
    for kind, body in bodies:
        more = {"body": body, "media_type": kind} if kind else {}
        yield operation.Case(path_parameters=given_["path"], query=given_["query"], **more)


def made_up(operation, mode, until, callers, asked):
    """Asks with a few made-up cases until the time is over, at least with one."""

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=4,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def each(case):
        if time.monotonic() < until or not asked["cases"]:
            asked["cases"] += 1
            ask(case, callers, asked)

    each()


def main(address, description, seconds, callers):
    with open(description, encoding="utf-8") as file:
        described = json.load(file)["paths"]
    schema = schemathesis.openapi.from_path(description)
    schema.config.update(base_url=address)
    callers = [(requests.Session(), login, hidden) for login, hidden in json.loads(callers)]
    operations = [it.ok() for it in schema.get_all_operations()]
    began = time.monotonic()
    total = {2: 0, 3: 0, 4: 0, 5: 0}
    for at, operation in enumerate(operations):
        asked = {2: 0, 3: 0, 4: 0, 5: 0, "cases": 0}
        for case in examples(operation, described[operation.path][operation.method]):
            ask(case, callers, asked)
        for half, mode in enumerate([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]):
            if mode == GenerationMode.NEGATIVE and not has_input(operation):
                continue
            asked["cases"] = 0
            until = began + float(seconds) * (2 * at + half + 1) / (2 * len(operations))
            made_up(operation, mode, until, callers, asked)
        for kind in total:
            total[kind] += asked[kind]
        print(operation.method.upper(), operation.path, asked[2], asked[4], flush=True)
    print(f"{len(operations)} operations; answers 2xx {total[2]}, 4xx {total[4]}")


def has_input(operation):
    """Returns whether there is anything that could be wrong in a request."""
    parts = [operation.path_parameters, operation.query, operation.body]
    return any(list(part) for part in parts)


main(*sys.argv[1:])
