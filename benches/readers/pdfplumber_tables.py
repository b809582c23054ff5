"""Extracts all tables of a PDF with pdfplumber."""

import sys

import pdfplumber

with pdfplumber.open(sys.argv[1]) as document:
    tables = [table for page in document.pages for table in page.extract_tables()]
print(len(tables))
