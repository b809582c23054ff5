-- zh: 各部门一年公开得怎样：看懂、核对了多少，错误和警告多少；错误多的在前
-- en: How well each department disclosed in a year: what was understood and checked, errors and warnings; the most errors first
-- year integer: 年度 | The year
-- stage text = budget: 阶段：budget 预算，final_accounts 决算 | The stage: budget or final_accounts
-- division text = : 区划代码的开头，如 13、130528；不填为全部 | How the division's code begins, as 13 or 130528; all without it
SELECT division, department_code, department_name, verdict, amounts,
       percent(understood, amounts) AS understood, percent(checked, amounts) AS checked,
       errors, warnings, image_pages
FROM disclosure_quality
WHERE year = $year AND stage = $stage AND starts_with(coalesce(division, ''), $division)
ORDER BY errors DESC, warnings DESC, division NULLS LAST, department_code NULLS LAST, department_name
