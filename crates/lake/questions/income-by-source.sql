-- zh: 一年的收入按来源合计，每个来源有多少部门
-- en: The revenue of a year by source, and how many departments have each
-- year integer: 年度 | The year
-- stage text = budget: 阶段：budget 预算，final_accounts 决算 | The stage: budget or final_accounts
-- division text = : 区划代码的开头，如 13、130528；不填为全部 | How the division's code begins, as 13 or 130528; all without it
SELECT fund, count(*) AS departments, yuan(sum(fen)) AS yuan
FROM amounts
WHERE flow = 'received' AND purpose = 'all_purposes' AND memo = 'everything'
  AND unit_name IS NULL AND item IS NULL AND function IS NULL AND economic IS NULL AND fen <> 0
  AND year = $year AND stage = $stage AND starts_with(coalesce(division, ''), $division)
GROUP BY fund
ORDER BY fund
