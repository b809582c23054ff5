-- zh: 各省各年有多少部门公开，多少份文件，多少份没有错误
-- en: How many departments of each province disclosed in each year, in how many documents, and how many have no errors
SELECT year, province, stage, count(*) AS documents, count(DISTINCT department_name) AS departments,
       sum(CASE WHEN errors = 0 THEN 1 ELSE 0 END) AS without_errors, sum(amounts) AS amounts
FROM chosen_documents
GROUP BY year, province, stage
ORDER BY year, province NULLS LAST, stage
