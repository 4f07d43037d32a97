import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { synthesize } from "../../lib/constructs";
import { readWorkspace, simulate } from "../../lib/emulator";
import { tenant } from "../constructs/support/fixtures";
import { shipped } from "../shared/content";
import { type Resources, smallWorkspace, temporaryFolder, writeStack } from "./support";

const root = temporaryFolder();

/** A small workspace with a Logic App for each tag that is given. */
const stackWith = (...tags: readonly (string | undefined)[]): string => {
  const apps = tags.map((portal, i) => [
    `app${i}`,
    {
      type: "Microsoft.Logic/workflows@2019-05-01",
      name: `app-${i}`,
      parent_id: "/subscriptions/s/resourceGroups/rg",
      tags: { owner: "soc", ...(portal === undefined ? {} : { "agentid-portal": portal }) },
      body: { properties: { state: "Enabled" } },
    },
  ]);
  const resources: Resources = { ...smallWorkspace({ nrt: {} }), azapi_resource: Object.fromEntries(apps) };
  return writeStack(mkdtempSync(join(root, "s-")), resources);
};

test.each([
  ["what a tenant's file says nothing about", {}, "defender"],
  ["what it says", { portal: "azure" as const }, "azure"],
])("the synthesized Terraform carries %s", (_what, settings, portal) => {
  const outdir = mkdtempSync(join(root, "out-"));
  const content = { ...shipped, detections: [], hunting: [], workbooks: [], watchlists: [], functions: [] };
  synthesize([{ ...tenant, ...settings }], { content, outdir });
  expect(readWorkspace(join(outdir, "stacks", tenant.name)).portal).toBe(portal);
});

test("Terraform that is not ours names no portal", () => {
  expect(readWorkspace(stackWith(undefined)).portal).toBeUndefined();
  expect(readWorkspace(stackWith()).portal).toBeUndefined();
});

test("a portal that nobody knows is refused, and so are two", () => {
  expect(() => readWorkspace(stackWith("teams"))).toThrow(/azapi_resource.app0 .*"teams"[\s\S]*use defender or azure/);
  expect(() => readWorkspace(stackWith("azure", undefined, "defender"))).toThrow(
    /app2 .*"defender".*app0 has "azure"[\s\S]*set portal/,
  );
});

describe("a simulation", () => {
  const input = join(root, "input");
  mkdirSync(input);
  writeFileSync(
    join(input, "Custom-Events.ndjson"),
    `${JSON.stringify({ TimeGenerated: "2026-03-02T10:00:00Z", Host: "h", Message: "m" })}\n`,
  );
  const to = new Date("2026-03-02T10:05:00Z");

  test.each([
    ["follows the Terraform", ["azure"], {}, { portal: "azure", syncDelay: 0 }],
    [
      "plays what it is asked for",
      ["azure"],
      { portal: "defender" as const },
      { portal: "defender", syncDelay: 300_000 },
    ],
    ["keeps the portal when something else is set", ["azure"], { commentAuthor: "name" as const }, { portal: "azure" }],
    ["is Defender's where nobody says", [undefined], {}, { portal: "defender", syncDelay: 300_000 }],
  ])("%s", async (_what, tags, portal, expected) => {
    const { portal: played } = await simulate({ stack: stackWith(...tags), input, to, portal });
    expect(played).toMatchObject(expected);
  });
});
