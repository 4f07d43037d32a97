/** What every exception of a tenant says: who answers for it, and until when it holds. */
export const accountableProperties = {
  owner: { type: "string", minLength: 3, "x-message": "say who answers for it, such as soc@contoso.com" },
  expires: {
    type: "string",
    pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    description: "the last day it holds, in UTC",
    "x-message": "write a day such as 2026-12-31",
  },
} as const;
