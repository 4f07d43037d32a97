/** `workbooks/*.yaml`: the description of the workbook in the `.json` of the same name. */
export const workbookSchema = {
  $id: "workbook.schema.json",
  title: "Workbook",
  type: "object",
  required: ["title", "description"],
  additionalProperties: false,
  properties: { title: { type: "string", minLength: 1 }, description: { type: "string", minLength: 1 } },
} as const;
