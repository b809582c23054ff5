-- zh: 每个部门每年每个阶段的一份文件：记录最多的
-- en: One document of each department, year and stage: the one with the most records
SELECT document, file, division, division_name, department_code, department_name, year, stage,
       tables, records, verdict, errors, warnings, holds, rounding, fails, not_evaluable,
       amounts, understood, checked, image_pages, province
FROM (
    SELECT *, first_value(document) OVER (
        PARTITION BY division, department_name, year, stage ORDER BY records DESC, document
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS chosen
    FROM documents
    WHERE department_name IS NOT NULL AND year IS NOT NULL AND stage IS NOT NULL
) AS ranked
WHERE document = chosen
