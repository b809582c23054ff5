-- zh: 各部门一年的预算与决算相差多少，差得多的在前
-- en: How far the final accounts of a year are from the budget, the farthest first
-- year integer: 年度 | The year
-- division text = : 区划代码的开头，如 13、130528；不填为全部 | How the division's code begins, as 13 or 130528; all without it
SELECT division, department_code, department_name, yuan(budget_fen) AS budget,
       yuan(accounts_fen) AS accounts, yuan(accounts_fen - budget_fen) AS difference,
       percent(accounts_fen - budget_fen, budget_fen) AS percent
FROM budget_and_accounts
WHERE year = $year AND starts_with(coalesce(division, ''), $division)
ORDER BY abs(accounts_fen - budget_fen) DESC, division NULLS LAST, department_code NULLS LAST, department_name
