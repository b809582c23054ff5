-- zh: 各部门支出按功能分类：类 3 位，款 5 位，项 7 位，求和时只取一级
-- en: Expenditure of departments by function: codes of 3, 5 and 7 digits; sum only one length
SELECT division, department_code, department_name, year, stage, function,
       character_length(function) AS digits, fen
FROM amounts
WHERE flow = 'spent' AND fund = 'all_funds' AND purpose = 'all_purposes' AND memo = 'everything'
  AND unit_name IS NULL AND item IS NULL AND function IS NOT NULL AND economic IS NULL
