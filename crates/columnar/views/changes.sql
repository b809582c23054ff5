-- zh: 各部门支出合计与上一年比，两年都公开的
-- en: Expenditure of departments beside that of the year before, where both are disclosed
SELECT now.division, now.department_code, now.department_name, now.year, now.stage,
       before.fen AS before_fen, now.fen AS fen
FROM department_totals AS now
JOIN department_totals AS before
  ON coalesce(now.division, '') = coalesce(before.division, '')
 AND now.department_name = before.department_name
 AND now.stage = before.stage
 AND now.year = before.year + 1
