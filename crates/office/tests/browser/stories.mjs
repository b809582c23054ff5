// All stories, in one browser.

import "./pages.mjs";
import "./sheets.mjs";
import "./spreadsheet.mjs";
