import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { CheckContext } from "../../lib/content/checks/context";
import { checkRelay } from "../../packages/agent-telemetry/src/relay/check";
import { readRelaySettings } from "../../packages/agent-telemetry/src/relay/settings/read";
import { temporaryFolder } from "../../packages/agent-telemetry/test/support";
import { shipped } from "../shared/content";
import { loaded, tenantFile } from "../tenants/support";

const pages = readdirSync(join(packageRoot(), "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => join("docs", name));

/** What stands in a page's fences of one language, with the line on which each begins. */
function blocksIn(page: string, language: string): { readonly text: string; readonly line: number }[] {
  const text = readFileSync(join(packageRoot(), page), "utf8");
  return [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)\\n\\1\`\`\``, "gm"))].map((match) => ({
    text: match[2]!.replaceAll(new RegExp(`^${match[1]}`, "gm"), ""),
    line: text.slice(0, match.index).split("\n").length + 1,
  }));
}

const { binder } = new CheckContext(shipped);

/** What Microsoft's language service says of a query; one that goes on in the middle reads execution records. */
const problemsOf = (query: string): string[] =>
  binder
    .findings(query.startsWith("|") ? `AgentExecution_CL\n${query}` : query, {
      locate: () => ({ line: 1, column: 1 }),
    })
    .diagnostics.map(({ code, message }) => `${code} ${message}`);

const queries = pages.flatMap((page) => blocksIn(page, "kusto").map(({ text, line }) => [page, line, text] as const));

test("pages show queries", () => {
  expect(queries.length).toBeGreaterThan(15);
});

test.each(queries)("the query at %s:%d binds against the workspace", (_page, _line, query) => {
  expect(problemsOf(query)).toEqual([]);
});

test("a column and a function that the workspace does not have are told", () => {
  expect(problemsOf("AgentExecution_CL | where AgentNumber == 1")).toEqual([expect.stringContaining("AgentNumber")]);
  expect(problemsOf("AgentRisks(14d)")).toEqual([expect.stringContaining("AgentRisks")]);
});

/** Blocks that say on their first line which file of a tenant they are of, in pages whose ids are whole. */
const named = ["concepts", "tuning", "responding", "onboarding-an-agent", "tenants", "deploying"].flatMap((name) => {
  const page = join("docs", `${name}.md`);
  return blocksIn(page, "yaml").flatMap(({ text, line }) => {
    const file = /^# tenants\/([\w-]+\.yaml)\n/.exec(text)?.[1];
    return file ? [{ page, line, file, text }] : [];
  });
});

/** What tenants share, as the same page shows it. */
const sharedOf = (page: string): Record<string, string> =>
  Object.fromEntries(
    named
      .filter((block) => block.page === page && ["defaults.yaml", "rings.yaml"].includes(block.file))
      .map(({ file, text }) => [file, text]),
  );

/** What is wrong with a tenant's file, or a part of one, beside what its page says that tenants share. */
function wrongWith(page: string, file: string, text: string): readonly string[] {
  const whole = /^name: /m.test(text) ? text : tenantFile(file.replace(".yaml", ""), "1", text);
  return loaded({ ...sharedOf(page), [file]: whole }).told;
}

const tenants = named
  .filter(({ file }) => !["defaults.yaml", "rings.yaml"].includes(file))
  .map(({ page, line, file, text }) => [page, line, file, text] as const);

test("pages show tenants", () => {
  expect(tenants.length).toBeGreaterThan(10);
});

test.each(tenants)("the settings at %s:%d are those of a tenant", (page, _line, file, text) => {
  expect(wrongWith(page, file, text)).toEqual([]);
});

test("a column that a watchlist does not have, and an exception without an end, are told", () => {
  const told = wrongWith(
    "docs/tuning.md",
    "contoso.yaml",
    'watchlists:\n  AgentPolicy:\n    - { AgentOrBlueprintId: "*", MaxReadsPerDay: "5" }\n  AgentExceptions:\n    - { AgentId: 3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615, DetectionId: AIC-046 }\n',
  );
  expect(told).toEqual([expect.stringContaining("MaxReadsPerDay"), expect.stringContaining("Expiry")]);
});

/** Texts of the examples in a language, which tests run. */
const examplesIn = (extension: string): readonly string[] =>
  readdirSync(join(packageRoot(), "examples"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(extension) && !name.includes("node_modules"))
    .map((name) => readFileSync(join(packageRoot(), "examples", name), "utf8"));

test.each([
  ["python", ".py"],
  ["ts", ".ts"],
])("%s in the guide to onboarding is a part of an example", (language, extension) => {
  const blocks = blocksIn("docs/onboarding-an-agent.md", language);
  expect(blocks).not.toEqual([]);
  const examples = examplesIn(extension);
  for (const { text } of blocks) expect(examples.some((example) => example.includes(`${text}\n`))).toBe(true);
});

test("the relay takes the settings of the guide to onboarding, and asks for the key that the guide registers", () => {
  const shells = blocksIn("docs/onboarding-an-agent.md", "sh").map(({ text }) => text);
  const relay = shells.find((text) => text.includes("agentid-relay --check"))!;
  const variables = Object.fromEntries(
    [...relay.matchAll(/^export (\w+)=(\S+)$/gm)].map(([, name, value]) => [name!, value!]),
  );
  const folder = temporaryFolder();
  const told = checkRelay(
    readRelaySettings({ ...variables, AGENTID_RELAY_FOLDER: folder, AGENTID_RELAY_IDENTITY: "managed" }),
  );
  const [, file] = / --file (\S+)/.exec(shells.find((text) => text.includes("agent-telemetry-key"))!)!;
  expect(file!.startsWith("/var/lib/agentid-relay/")).toBe(true);
  expect(told).toContain(file!.replace("/var/lib/agentid-relay", folder));
  const endpoint = shells.flatMap((text) => /OTEL_EXPORTER_OTLP_ENDPOINT=(\S+)/.exec(text)?.[1] ?? []);
  expect(told).toContain(`HTTP: ${endpoint[0]}`);
});
