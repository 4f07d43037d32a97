import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import { adoptedImports } from "../../lib/lifecycle";
import { readDocuments } from "../../lib/policy";
import { least } from "../../tools/privileges/parts";
import { everything } from "../constructs/support/everything";
import { shipped } from "../shared/content";
import { stackOf } from "../shared/stacks";
import { serveStack } from "./support/served-stack";
import { hasTerraform } from "./support/terraform";

if (!hasTerraform) console.warn("terraform is not on the PATH: its validation of the output is skipped");

type Resources = Record<string, Record<string, Record<string, unknown>>>;

const first = (resources: Resources, type: string) => Object.values(resources[type]!)[0]!;

const rule = "azurerm_sentinel_alert_rule_nrt";
const table = "azurerm_log_analytics_workspace_table_custom_log";

/** A copy of a stack, with the providers that it asks for. */
async function opened(source: string) {
  const folder = mkdtempSync(join(tmpdir(), "agentid-"));
  const stack = join(folder, "stack");
  cpSync(source, stack, { recursive: true });
  const { terraform, close } = await serveStack(stack, folder);
  await terraform.init();
  const document = join(stack, "cdk.tf.json");
  const original = readFileSync(document, "utf8");
  return {
    stack,
    /** What Terraform says about the stack after a change. */
    findings: async (change: (resources: Resources) => void): Promise<string[]> => {
      const changed = JSON.parse(original) as { resource: Resources };
      change(changed.resource);
      writeFileSync(document, JSON.stringify(changed));
      return (await terraform.validate()).map(({ severity, summary, detail }) => `${severity}: ${summary}: ${detail}`);
    },
    close: () => {
      close();
      rmSync(folder, { recursive: true });
    },
  };
}

type Opened = Awaited<ReturnType<typeof opened>>;

(hasTerraform ? describe : describe.skip)("terraform validate", () => {
  let whole: Opened;
  beforeAll(async () => {
    whole = await opened(stackOf(everything));
  });
  afterAll(() => whole?.close());

  test("with import blocks of what is adopted it is valid, and not with one that names no id", async () => {
    const { subscriptionId, resourceGroup } = everything;
    const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup.name}`;
    const file = join(whole.stack, "imports.tf.json");
    const { imports } = adoptedImports(readDocuments(whole.stack)[0]!, [{ id: group, name: resourceGroup.name }]);
    expect(imports).toHaveLength(1);
    const validated = (blocks: object) => {
      writeFileSync(file, JSON.stringify({ import: blocks }));
      return whole.findings(() => undefined);
    };
    try {
      expect(await validated(imports)).toEqual([]);
      expect(await validated([{ to: imports[0]!.to }])).toContainEqual(expect.stringMatching(/"id"|\bid\b/));
    } finally {
      rmSync(file);
    }
  });

  test("a tenant with everything on is valid", async () => {
    expect(await whole.findings(() => undefined)).toEqual([]);
  });
});

(hasTerraform ? describe : describe.skip)("terraform validate, of a stack with two rules", () => {
  let small: Opened;
  beforeAll(async () => {
    const out = mkdtempSync(join(tmpdir(), "agentid-"));
    const detections = shipped.detections.filter(({ data }) => data.kind === "NRT").slice(0, 2);
    const content = { ...shipped, detections, hunting: [], workbooks: [], playbooks: [] };
    synthesize([everything], { content, outdir: out });
    small = await opened(join(out, "stacks", everything.name));
    rmSync(out, { recursive: true });
  });
  afterAll(() => small?.close());

  test("nothing is refused as it is", async () => {
    expect(await small.findings(() => undefined)).toEqual([]);
  });

  test.each<[string, (resources: Resources) => void, RegExp]>([
    [
      "a reference to a resource that is not there",
      (r) => {
        first(r, rule).log_analytics_workspace_id = `\${${table}.nowhere.id}`;
      },
      /Reference to undeclared resource/,
    ],
    [
      "a reference to an attribute that is not there",
      (r) => {
        first(r, rule).log_analytics_workspace_id = `\${${table}.${Object.keys(r[table]!)[0]}.ident}`;
      },
      /Unsupported attribute/,
    ],
    [
      "an unknown argument",
      (r) => {
        first(r, rule).sub_techniques = ["T1567.002"];
      },
      /Extraneous JSON object property: No argument or block type is named "sub_techniques"/,
    ],
    [
      "an unknown argument in a block",
      (r) => {
        first(r, table).column = [{ name: "TimeGenerated", type: "dateTime", hint: "x" }];
      },
      /named "hint"/,
    ],
    [
      "a missing argument",
      (r) => {
        delete first(r, rule).severity;
      },
      /Missing required argument: The argument "severity" is required/,
    ],
    [
      "a missing block",
      (r) => {
        delete first(r, rule).event_grouping;
      },
      /Insufficient event_grouping blocks/,
    ],
    [
      "a value of another type",
      (r) => {
        first(r, rule).enabled = "perhaps";
      },
      /Incorrect attribute value type|a bool is required/,
    ],
    [
      "a template left open in a query",
      (r) => {
        first(r, rule).query = `print "\${x}"`;
      },
      /Invalid reference/,
    ],
    [
      "an unknown argument of azapi",
      (r) => {
        first(r, "azapi_resource").api_version = "2019-05-01";
      },
      /named "api_version"/,
    ],
    [
      "a cycle",
      (r) => {
        const rules = Object.keys(r[rule]!);
        r[rule]![rules[0]!]!.description = `\${${rule}.${rules[1]}.id}`;
        r[rule]![rules[1]!]!.description = `\${${rule}.${rules[0]}.id}`;
      },
      /Cycle/,
    ],
  ])("%s is refused", async (_what, change, expected) => {
    expect(await small.findings(change)).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
  });
});

(hasTerraform ? test : test.skip)("the delegation of a tenant is valid, and a duty without a role is not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "agentid-"));
  const groups = [{ id: "44444444-4444-4444-8444-444444444444", name: "SOC" }];
  const eligible = { hours: 4, approvers: ["55555555-5555-4555-8555-555555555555"] };
  const delegation = {
    managingTenantId: "33333333-3333-4333-8333-333333333333",
    read: { groups },
    respond: { groups, eligible },
  };
  const name = "delegating";
  synthesize([{ ...least, name, delegation }], { content: shipped, outdir: join(folder, "out") });
  const stack = join(folder, "out", "stacks", `${name}-delegation`);
  const { terraform, close } = await serveStack(stack, folder);
  try {
    await terraform.init();
    expect(await terraform.validate()).toEqual([]);
    const file = join(stack, "cdk.tf.json");
    const document = JSON.parse(readFileSync(file, "utf8")) as { resource: Resources };
    const { authorization } = first(document.resource, "azurerm_lighthouse_definition") as { authorization: object[] };
    writeFileSync(file, JSON.stringify(document).replace(JSON.stringify(authorization), "[{}]"));
    expect((await terraform.validate()).map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/"role_definition_id" is required/),
    );
  } finally {
    close();
    rmSync(folder, { recursive: true });
  }
});

(hasTerraform ? test : test.skip)("the governance stack of a tenant with everything on is valid", async () => {
  const folder = mkdtempSync(join(tmpdir(), "agentid-"));
  const stack = join(folder, "stack");
  cpSync(stackOf(everything, `${everything.name}-governance`), stack, { recursive: true });
  const { terraform, close } = await serveStack(stack, folder);
  try {
    await terraform.init();
    expect(await terraform.validate()).toEqual([]);
  } finally {
    close();
    rmSync(folder, { recursive: true });
  }
});
