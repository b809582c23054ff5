"""A small page of Flask that reads the same tables as a page of the office and shows their rows.

Started by gunicorn for `office_pages.py`, with the database in DATABASE.
"""

import json
import os

from flask import Flask, g, render_template_string, request

from office_database import connect
from office_queries import Content, pages

PAGE = """<!doctype html><html lang="zh-CN"><head><title>{{ path }}</title></head><body>
{% for rows in tables %}<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>
{% endfor %}</tr>{% endfor %}</table>{% endfor %}</body></html>"""

app = Flask(__name__)
PAGES = pages(Content(connect(os.environ["DATABASE"])))


def database():
    if "database" not in g:
        g.database = connect(os.environ["DATABASE"])
    return g.database


def shown(text):
    """A stored entry as the few cells that a list shows of it."""
    try:
        entry = json.loads(text)
    except (TypeError, ValueError):
        return [text]
    if not isinstance(entry, dict):
        return [entry]
    return [value for value in entry.values() if isinstance(value, (str, int, type(None)))]


@app.get("/page")
def page():
    _, statements, kept = PAGES[request.args["page"]]
    number = int(request.args["number"])
    tables = []
    for sql, values in [*statements(number), *kept(number)]:
        rows = database().execute(sql, values).fetchall()
        tables.append([[it for cell in row for it in shown(cell)] for row in rows])
    return render_template_string(PAGE, path=request.args["page"], tables=tables)


@app.teardown_appcontext
def close(_):
    if "database" in g:
        g.database.close()
