"""Writes the tables of a published document, from its JSON, to a workbook with openpyxl."""

import json
import sys

import openpyxl

source, target = sys.argv[1:]
with open(source, encoding="utf-8") as text:
    blocks = json.load(text)["blocks"]
workbook = openpyxl.Workbook(write_only=True)
for block in blocks:
    if "cells" not in block:
        continue
    rows = [[None] * block["columns"] for _ in range(block["rows"])]
    for cell in block["cells"]:
        rows[cell["row"]][cell["column"]] = cell["text"]
    sheet = workbook.create_sheet()
    for row in rows:
        sheet.append(row)
workbook.save(target)
