-- zh: 各部门上年的数：上年的文件按上年的科目印的，今年的文件按今年的科目印的
-- en: Last year's amounts of departments, by last year's codes in last year's documents and by this year's codes in this year's
SELECT coalesce(division, '') AS division, department_name, year + 1 AS from_year, dimension,
       stage || ' ' || fund || ' ' || purpose AS scope, document_year > year AS is_new,
       code, min(name) AS name, max(fen) AS fen, min(file) AS file
FROM (
    SELECT *, 'function' AS dimension, row_code AS code, row_label AS name
    FROM observations WHERE row_code = function AND economic IS NULL
    UNION ALL
    SELECT *, 'economic' AS dimension, row_code AS code, row_label AS name
    FROM observations WHERE row_code = economic AND function IS NULL
) AS printed
WHERE preferred AND flow = 'spent' AND memo = 'everything' AND unit_name IS NULL AND item IS NULL
  AND fen <> 0 AND name IS NOT NULL AND department_name IS NOT NULL
  AND document_year BETWEEN year AND year + 1
GROUP BY division, department_name, year, dimension, stage, fund, purpose, document_year, code
ORDER BY division, department_name, from_year, dimension, scope, code
