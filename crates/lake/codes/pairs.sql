-- zh: 各年的文件里出现的编码和名称
-- en: The codes and names in the documents of each year
SELECT dimension, place, code, name, year, count(DISTINCT document) AS documents, min(file) AS file
FROM (
    SELECT 'function' AS dimension, '' AS place, row_code AS code, row_label AS name,
           document_year AS year, document, file
    FROM observations WHERE row_code = function
    UNION ALL
    SELECT 'economic', '', row_code, row_label, document_year, document, file
    FROM observations WHERE row_code = economic
    UNION ALL
    SELECT 'unit', coalesce(division, '') || ' ' || coalesce(department_name, ''), unit_code, unit_name,
           document_year, document, file
    FROM observations WHERE unit_code IS NOT NULL
    UNION ALL
    SELECT 'department', coalesce(division, ''), department_code, department_name, year, document, file
    FROM documents WHERE department_code IS NOT NULL
) AS printed
WHERE year IS NOT NULL AND name IS NOT NULL
GROUP BY dimension, place, code, name, year
ORDER BY dimension, place, code, year, documents DESC, name
