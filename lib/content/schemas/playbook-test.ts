/** `playbooks/*\/workflow.test.yaml`: what a playbook must ask of others, and how its run must end. */
export const playbookTestSchema = {
  $id: "playbook-test.schema.json",
  title: "Tests of one playbook",
  type: "object",
  required: ["tests"],
  additionalProperties: false,
  properties: {
    tests: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["name", "trigger", "answers", "expect"],
        additionalProperties: false,
        properties: {
          name: { type: "string", minLength: 1 },
          now: {
            type: "string",
            pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$",
            "x-message": "write an instant in UTC such as 2026-03-10T10:00:00Z",
            description: "when the run starts; 2026-01-01T00:00:00Z if left out",
          },
          trigger: { type: "object", description: "what the trigger brings: { body: … }" },
          parameters: { type: "object", description: "values of the workflow's parameters" },
          answers: {
            type: "array",
            items: { type: "object" },
            description:
              "of services, the first that fits: { method?, url?, action?, status?, body?, times?, failure? }",
          },
          expect: {
            type: "object",
            required: ["status", "requests"],
            additionalProperties: false,
            properties: {
              status: { enum: ["Succeeded", "Failed", "Cancelled", "Skipped"] },
              requests: {
                type: "array",
                description: "exactly these, in order; what only reads (GET) is left out",
                items: {
                  type: "object",
                  required: ["method", "url"],
                  additionalProperties: false,
                  properties: {
                    method: { enum: ["POST", "PUT", "PATCH", "DELETE"] },
                    url: { type: "string", description: "* stands for any text" },
                    says: { type: "string", description: "a text that its body holds" },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as const;
