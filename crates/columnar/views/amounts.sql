-- zh: 首选的数：每个部门每年每个阶段只取一份文件，只取文件当年、当阶段的数；求和从这里取
-- en: The amounts to sum: those preferred in one document of each department, year and stage, of its own year and stage
SELECT numbers.document, numbers.division, numbers.department_code, numbers.department_name,
       numbers.unit_code, numbers.unit_name, numbers.document_year AS year, numbers.stage,
       numbers.flow, numbers.fund, numbers.function, numbers.economic, numbers.purpose,
       numbers.memo, numbers.item, numbers.fen, numbers.row_label, numbers.flag, numbers.province
FROM observations AS numbers
JOIN chosen_documents AS chosen
  ON numbers.document = chosen.document
 AND numbers.document_year = chosen.year
 AND numbers.stage = chosen.stage
WHERE numbers.preferred
  AND numbers.year = numbers.document_year
