-- zh: 各部门一年的“三公”经费
-- en: The three public expenses of each department in a year
-- year integer: 年度 | The year
-- stage text = budget: 阶段：budget 预算，final_accounts 决算 | The stage: budget or final_accounts
-- division text = : 区划代码的开头，如 13、130528；不填为全部 | How the division's code begins, as 13 or 130528; all without it
SELECT division, department_code, department_name,
       yuan(sum(CASE WHEN memo = 'three_public' THEN fen END)) AS three_public,
       yuan(sum(CASE WHEN memo = 'abroad' THEN fen END)) AS abroad,
       yuan(sum(CASE WHEN memo = 'vehicle_purchase' THEN fen END)) AS vehicle_purchase,
       yuan(sum(CASE WHEN memo = 'vehicle_running' THEN fen END)) AS vehicle_running,
       yuan(sum(CASE WHEN memo = 'reception' THEN fen END)) AS reception
FROM three_public
WHERE year = $year AND stage = $stage AND starts_with(coalesce(division, ''), $division)
GROUP BY division, department_code, department_name
ORDER BY three_public DESC NULLS LAST, division NULLS LAST, department_code NULLS LAST, department_name
