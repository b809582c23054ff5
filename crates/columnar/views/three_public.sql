-- zh: 各部门“三公”经费（一般公共预算）：three_public 合计，abroad、vehicle_purchase、vehicle_running、reception 各项
-- en: Three public expenses of departments (general public budget): three_public in all, and its items
SELECT division, department_code, department_name, year, stage, memo, fen
FROM amounts
WHERE flow = 'spent' AND fund = 'general' AND purpose = 'all_purposes'
  AND memo IN ('three_public', 'abroad', 'vehicles', 'vehicle_purchase', 'vehicle_running', 'reception')
  AND unit_name IS NULL AND item IS NULL AND function IS NULL AND economic IS NULL
