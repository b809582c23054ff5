-- zh: 各部门的支出比上一年变了多少，变得多的在前
-- en: How much the expenditure of departments changed from the year before, the most first
-- year integer: 年度 | The year
-- stage text = budget: 阶段：budget 预算，final_accounts 决算 | The stage: budget or final_accounts
-- division text = : 区划代码的开头，如 13、130528；不填为全部 | How the division's code begins, as 13 or 130528; all without it
SELECT division, department_code, department_name, yuan(before_fen) AS before, yuan(fen) AS yuan,
       yuan(fen - before_fen) AS difference, percent(fen - before_fen, before_fen) AS percent
FROM changes
WHERE year = $year AND stage = $stage AND starts_with(coalesce(division, ''), $division)
ORDER BY abs(fen - before_fen) DESC, division NULLS LAST, department_code NULLS LAST, department_name
