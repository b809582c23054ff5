"""Reads all paragraphs and all cells of a Word file with python-docx."""

import sys

import docx

document = docx.Document(sys.argv[1])
texts = [paragraph.text for paragraph in document.paragraphs]
cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
print(len(texts), len(cells))
