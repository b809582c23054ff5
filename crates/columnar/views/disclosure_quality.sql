-- zh: 各部门公开得怎样：印出、看懂、参加核对的金额，错误和警告
-- en: How well departments disclose: amounts printed, understood and checked, errors and warnings
SELECT division, department_code, department_name, year, stage, file, verdict, amounts, understood,
       checked, errors, warnings, image_pages
FROM chosen_documents
