"""Turns a Word file into Markdown with markitdown."""

import sys

from markitdown import MarkItDown

print(len(MarkItDown().convert(sys.argv[1]).text_content))
