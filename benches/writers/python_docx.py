"""Writes the tables of a published document, from its JSON, to a Word file with python-docx."""

import json
import sys

import docx

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as text:
    blocks = json.load(text)["blocks"]
document = docx.Document()
for block in blocks:
    if "cells" not in block:
        continue
    table = document.add_table(rows=block["rows"], cols=block["columns"])
    # The cells of a row are looked up once: python-docx does so anew for each cell.
    rows = [row.cells for row in table.rows]
    for cell in block["cells"]:
        rows[cell["row"]][cell["column"]].text = cell["text"]
document.save(target)
