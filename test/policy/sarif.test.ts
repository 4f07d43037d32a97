import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { policyChecks, readDocuments, runChecks, sarifOf } from "../../lib/policy";
import { temporaryFolder } from "../cli/support";

/** What SARIF 2.1.0 asks of the properties that are written here (sections 3.13 to 3.35 of the standard); no others may be there. */
const text = {
  type: "object",
  required: ["text"],
  additionalProperties: false,
  properties: { text: { type: "string", minLength: 1 } },
};
const level = { enum: ["none", "note", "warning", "error"] };
const rule = {
  type: "object",
  required: ["id"],
  additionalProperties: false,
  properties: {
    id: { type: "string" },
    shortDescription: text,
    fullDescription: text,
    help: text,
    defaultConfiguration: { type: "object", properties: { level } },
    properties: {
      type: "object",
      properties: { tags: { type: "array", uniqueItems: true, items: { type: "string" } } },
    },
  },
};
const location = {
  type: "object",
  additionalProperties: false,
  properties: {
    physicalLocation: {
      type: "object",
      required: ["artifactLocation"],
      additionalProperties: false,
      properties: {
        artifactLocation: {
          type: "object",
          additionalProperties: false,
          properties: { uri: { type: "string", pattern: "^[^\\\\]+$" } },
        },
        region: {
          type: "object",
          additionalProperties: false,
          properties: { startLine: { type: "integer", minimum: 1 }, startColumn: { type: "integer", minimum: 1 } },
        },
      },
    },
    logicalLocations: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        properties: { fullyQualifiedName: { type: "string" }, kind: { type: "string" } },
      },
    },
  },
};
const result = {
  type: "object",
  required: ["message"],
  additionalProperties: false,
  properties: {
    ruleId: { type: "string" },
    level,
    message: text,
    locations: { type: "array", items: location },
    partialFingerprints: { type: "object", additionalProperties: { type: "string" } },
    suppressions: {
      type: "array",
      items: {
        type: "object",
        required: ["kind"],
        additionalProperties: false,
        properties: { kind: { enum: ["inSource", "external"] }, justification: { type: "string" } },
      },
    },
  },
};
const log = {
  type: "object",
  required: ["version", "runs"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    version: { const: "2.1.0" },
    runs: {
      type: "array",
      items: {
        type: "object",
        required: ["tool"],
        additionalProperties: false,
        properties: {
          tool: {
            type: "object",
            required: ["driver"],
            properties: {
              driver: {
                type: "object",
                required: ["name"],
                additionalProperties: false,
                properties: {
                  name: { type: "string" },
                  version: { type: "string" },
                  rules: { type: "array", uniqueItems: true, items: rule },
                },
              },
            },
          },
          results: { type: "array", items: result },
          columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
        },
      },
    },
  },
};

const folder = join(temporaryFolder(), "acme");
mkdirSync(folder);
const lines = [
  "{",
  '  "resource": {',
  '    "azurerm_key_vault": {',
  '      "other": { "purge_protection_enabled": true, "rbac_authorization_enabled": true, "tags": { "owner": "x" } },',
  '      "it": {}',
  "    }",
  "  },",
  '  "terraform": { "required_version": "1.11.0" }',
  "}",
];
writeFileSync(join(folder, "cdk.tf.json"), lines.join("\n"));
const waivers = [
  {
    tenant: "acme",
    check: "vault-rbac",
    reason: "until the old job is gone",
    owner: "ana",
    expires: "2026-12-31",
    place: "tenants/acme.yaml:3:5",
  },
  {
    tenant: "acme",
    check: "storage-tls",
    reason: "nothing",
    owner: "ana",
    expires: "2026-12-31",
    place: "tenants/acme.yaml:4:5",
  },
];
const sarif = sarifOf(runChecks(readDocuments(folder), { waivers, today: "2026-03-01" }), policyChecks, "1.0.0") as {
  runs: [{ tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }];
};

test("is what the standard asks for", () => {
  const validate = new Ajv({ allErrors: true }).compile(log);
  validate(JSON.parse(JSON.stringify(sarif)));
  expect(validate.errors).toBeNull();
});

test("points at the resource's line, says what is accepted, and lists every rule", () => {
  const [{ tool, results }] = sarif.runs;
  expect(results).toHaveLength(4);
  expect(results.find(({ ruleId }) => ruleId === "vault-purge-protection")).toMatchObject({
    level: "error",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: expect.stringMatching(/acme\/cdk\.tf\.json$/) },
          region: { startLine: 5 },
        },
        logicalLocations: [{ fullyQualifiedName: "azurerm_key_vault.it" }],
      },
    ],
  });
  expect(results.find(({ ruleId }) => ruleId === "vault-rbac")).toMatchObject({
    suppressions: [{ kind: "external", justification: expect.stringMatching(/^until the old job is gone \(ana/) }],
  });
  expect(results.find(({ ruleId }) => ruleId === "waiver-needless")).toMatchObject({
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: "tenants/acme.yaml" }, region: { startLine: 4, startColumn: 5 } },
      },
    ],
  });
  const ids = tool.driver.rules.map(({ id }) => id);
  for (const { ruleId } of results) expect(ids).toContain(ruleId);
});
