-- zh: 各部门本年支出合计（全部资金）
-- en: The expenditure of each department (all funds)
SELECT division, department_code, department_name, year, stage, fen
FROM amounts
WHERE flow = 'spent' AND fund = 'all_funds' AND purpose = 'all_purposes' AND memo = 'everything'
  AND unit_name IS NULL AND item IS NULL AND function IS NULL AND economic IS NULL
