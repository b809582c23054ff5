"""A check for schemathesis: what others must not see is in no answer."""

import os

import schemathesis

HIDDEN = [word for word in os.environ.get("YUSUAN_HIDDEN", "").split(",") if word]


@schemathesis.check
def nothing_of_others(ctx, response, case):
    for word in HIDDEN:
        assert word not in response.text, f"{word} is in the answer"
