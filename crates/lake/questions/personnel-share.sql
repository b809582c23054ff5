-- zh: 各部门一般公共预算支出里人员经费、公用经费、项目支出各占多少
-- en: Personnel, operating and project expenditure of each department in the general public budget
-- year integer: 年度 | The year
-- stage text = budget: 阶段：budget 预算，final_accounts 决算 | The stage: budget or final_accounts
-- division text = : 区划代码的开头，如 13、130528；不填为全部 | How the division's code begins, as 13 or 130528; all without it
SELECT division, department_code, department_name, yuan(whole) AS yuan, yuan(personnel) AS personnel,
       yuan(public) AS public, yuan(project) AS project, percent(personnel, whole) AS percent
FROM (
    SELECT division, department_code, department_name,
           sum(CASE WHEN purpose = 'all_purposes' THEN fen END) AS whole,
           sum(CASE WHEN purpose = 'personnel' THEN fen END) AS personnel,
           sum(CASE WHEN purpose = 'public' THEN fen END) AS public,
           sum(CASE WHEN purpose = 'project' THEN fen END) AS project
    FROM amounts
    WHERE flow = 'spent' AND fund = 'general' AND memo = 'everything' AND unit_name IS NULL
      AND item IS NULL AND function IS NULL AND economic IS NULL
      AND year = $year AND stage = $stage AND starts_with(coalesce(division, ''), $division)
    GROUP BY division, department_code, department_name
) AS purposes
ORDER BY whole DESC NULLS LAST, division NULLS LAST, department_code NULLS LAST, department_name
