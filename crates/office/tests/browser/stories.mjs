// All stories, in one browser. Those that change what others look at come last.

import "./pages.mjs";
import "./sheets.mjs";
import "./spreadsheet.mjs";
import "./year.mjs";
import "./documents.mjs";
import "./many.mjs";
import "./hostile.mjs";
