import { accountableProperties } from "./accountable-schema";

/** Which version of this package a tenant stays at. */
export const contentPinProperty = {
  type: "object",
  required: ["version", "reason", "owner", "expires"],
  additionalProperties: false,
  description: "holds the tenant at a version of this package: no other version writes its Terraform",
  properties: {
    version: {
      type: "string",
      pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+$",
      description: "of the package, with the content and the constructs that it ships",
      "x-message": "write a version of the package, such as 1.4.0",
    },
    reason: { type: "string", minLength: 10, "x-message": "say why the tenant does not get newer content" },
    ...accountableProperties,
  },
} as const;
