-- zh: 一年的文件里每种问题有多少，涉及多少文件，差额合计多少
-- en: How many findings of each check the documents of a year have, in how many documents, and their differences
-- year integer: 年度 | The year
SELECT finding, name, severity, count(*) AS findings, count(DISTINCT document) AS documents,
       yuan(sum(abs(difference_fen))) AS difference
FROM findings
WHERE document_year = $year
GROUP BY finding, name, severity
ORDER BY findings DESC, finding, severity
