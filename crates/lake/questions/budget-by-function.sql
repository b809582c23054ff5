-- zh: 一年的支出按功能分类的类合计
-- en: The expenditure of a year by class of function
-- year integer: 年度 | The year
-- stage text = budget: 阶段：budget 预算，final_accounts 决算 | The stage: budget or final_accounts
-- division text = : 区划代码的开头，如 13、130528；不填为全部 | How the division's code begins, as 13 or 130528; all without it
SELECT function, count(*) AS departments, yuan(sum(fen)) AS yuan
FROM budget_by_function
WHERE digits = 3 AND fen <> 0 AND year = $year AND stage = $stage
  AND starts_with(coalesce(division, ''), $division)
GROUP BY function
ORDER BY function
