-- zh: 一年的一般公共预算基本支出按经济分类的款合计，多的在前
-- en: Basic expenditure of the general public budget in a year by economic item, the most first
-- year integer: 年度 | The year
-- stage text = budget: 阶段：budget 预算，final_accounts 决算 | The stage: budget or final_accounts
-- division text = : 区划代码的开头，如 13、130528；不填为全部 | How the division's code begins, as 13 or 130528; all without it
SELECT economic, count(*) AS departments, yuan(sum(fen)) AS yuan
FROM amounts
WHERE flow = 'spent' AND fund = 'general' AND purpose = 'basic' AND memo = 'everything'
  AND unit_name IS NULL AND item IS NULL AND function IS NULL AND character_length(economic) = 5
  AND fen <> 0 AND year = $year AND stage = $stage AND starts_with(coalesce(division, ''), $division)
GROUP BY economic
ORDER BY yuan DESC, economic
