/** A GUID, as every id of Microsoft Entra is. */
export const guid = {
  type: "string",
  pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
  "x-message": "write a GUID such as 00000000-0000-0000-0000-000000000000",
} as const;
