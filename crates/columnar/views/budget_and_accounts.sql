-- zh: 各部门年初预算与决算的支出合计，两份文件都有的
-- en: Expenditure of departments in budget and final accounts, where both are disclosed
SELECT budget.division, budget.department_code, budget.department_name, budget.year,
       budget.fen AS budget_fen, accounts.fen AS accounts_fen
FROM department_totals AS budget
JOIN department_totals AS accounts
  ON coalesce(budget.division, '') = coalesce(accounts.division, '')
 AND budget.department_name = accounts.department_name
 AND budget.year = accounts.year
WHERE budget.stage = 'budget' AND accounts.stage = 'final_accounts'
