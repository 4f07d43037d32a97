import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { storyPage, storyText, tablesPage, testsPage } from "../../lib/report";
import { agent, story } from "./story";

const plain = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

test("the first screen answers who, what, when, how much, on whose code, stopped by what, and how to undo it", () => {
  const text = plain(storyPage("Report", [story]));
  const answers = text.slice(text.indexOf("Who"), text.indexOf("What it did, and what each rule saw"));
  expect(answers).toMatch(/Who ledger-agent agent identity, nobody is known to answer for it/);
  expect(answers).toMatch(/What Sent 635 kB to the unauthorised host paste\.example/);
  expect(answers).toMatch(
    /When since Tue 10 Mar 2026, 01:10 UTC Last seen Tue 10 Mar 2026, 01:10 UTC; nothing has stopped it\./,
  );
  expect(answers).toMatch(
    /How much, before the stop 635\.60 kB sent out to paste\.example 20 records read, 12 of them sensitive \(Secret\)/,
  );
  expect(answers).toMatch(
    /On whose code by build-bot, not signed, approved by nobody contoso\/ledger@c7e20b94f5a1 Untrusted/,
  );
  expect(answers).toMatch(/Stopped by what nothing yet/);
  expect(answers).toMatch(/How to undo it Nothing was stopped/);
});

test("harm begins with the deed of that time, though a worse one came weeks later", () => {
  const [worst] = agent.findings;
  const before = {
    ...worst!,
    when: "2026-02-20T09:00:00.0000000Z",
    seen: "2026-02-20T10:00:00.000Z",
    deed: "deleted 9 times in a minute",
    severity: "Medium",
  };
  const told = { ...agent, harm: "2026-02-20T09:00:00.000Z", findings: [before, worst!] };
  const text = plain(storyPage("Report", [{ ...story, agents: [told] }]));
  expect(text).toMatch(/Harm begins: deleted 9 times in a minute/);
});

test("a stop says by which playbook, who agreed, and whether it was undone", () => {
  const stop = {
    at: "2026-03-10T01:14:00.000Z",
    playbook: "agentid-freeze-agent",
    cause: "an alert",
    action: "Freeze",
    target: "ledger-agent",
    reason: "2 independent signals.",
    approvedBy: "ana@contoso.example",
  };
  const undo = {
    how: "Run the playbook agentid-unfreeze on incident #1; an approver answers.",
    done: { at: "2026-03-11T08:40:00.000Z", by: "bo@contoso.example", what: ["Unfreeze"] },
  };
  const text = plain(storyPage("Report", [{ ...story, agents: [{ ...agent, stop, undo }] }]));
  expect(text).toMatch(
    /Stopped by what agentid-freeze-agent, approved by ana@contoso\.example 2 independent signals\./,
  );
  expect(text).toMatch(/Done Wed 11 Mar 2026, 08:40 UTC by bo@contoso\.example: Unfreeze\./);
  expect(text).toMatch(/When 4 min until the stop/);
});

test("the chain shows where it is broken, and why", () => {
  const html = storyPage("Report", [story]);
  expect(html).toMatch(/<g class="Broken"><title>Commit: contoso\/ledger@c7e20b94\. by build-bot, not signed<\/title>/);
  expect(html).toMatch(/<g class="suspect"><title>Host: paste\.example\./);
  expect(html.match(/<g class="cross">/g)).toHaveLength(4);
  expect(plain(html)).toMatch(
    /The chain is broken at image, commit\. Image: Untrusted: the commit is not signed\. Review: nobody approved it\./,
  );
});

test("what an attacker names is text, wherever it stands", () => {
  const name = `"><img src=x onerror=alert(1)>'&`;
  const hostile = {
    ...story,
    title: name,
    agents: [
      {
        ...agent,
        agent: { ...agent.agent, name },
        findings: [{ ...agent.findings[0]!, deed: name, rule: name }],
        touched: { ...agent.touched, nodes: [{ kind: "host" as const, name, detail: name, suspect: true }] },
      },
    ],
    incidents: [{ ...story.incidents[0]!, title: name }],
    ingest: [{ ...story.ingest[0]!, stream: name }],
  };
  const html = [storyPage(name, [hostile]), tablesPage(name, [{ title: name, head: [name], rows: [[name]] }])].join();
  expect(html).not.toMatch(/<img|onerror=alert\(1\)>/);
  expect(html).toContain("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;");
});

test("a page asks for nothing: no script, no address of elsewhere", () => {
  const html = storyPage("Report", [story, { ...story, agents: [], incidents: [] }]);
  expect(html).not.toMatch(/<script|@import|url\(|(?:src|href)="(?!#|data:)/);
  expect(html).toContain(
    `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:; form-action &#39;self&#39;"`,
  );
});

test("precision is shown where the truth is known", () => {
  const judged = { ...story, rules: [{ ...story.rules[0]!, precision: { found: 3, of: 4 } }] };
  expect(plain(storyPage("Report", [judged]))).toMatch(/75 % 3 of 4/);
  expect(plain(storyPage("Report", [story]))).not.toMatch(/precision <|3 of 4/);
});

test("in a terminal nothing is wider than 80 columns, and colours come only where they are asked for", () => {
  const text = storyText(story, { colours: false });
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  expect(text).toMatch(/1 told something, all of it in incidents; 29 told nothing/);
  expect(text).not.toContain("\u001b[");
  expect(storyText(story, { colours: true })).toContain("\u001b[31m");
});

test("tests that fail come first, with what differs and where", () => {
  const passed = { query: "AIC-046-host", test: "a new host", place: "", failures: [] };
  const failed = {
    query: "AIC-047-much",
    test: "much",
    place: "a.test.yaml:3:5",
    failures: ["expected 1 alert, got 0"],
  };
  const text = plain(testsPage([passed, failed]));
  expect(text).toMatch(
    /1 of 2 tests fail.*What fails AIC-047-much: much a\.test\.yaml:3:5 expected 1 alert, got 0 .*Every query/,
  );
  expect(plain(testsPage([passed]))).toMatch(/All 1 tests pass/);
});

test("a story is read from workspaces alone: lib/report knows neither the command nor the content", () => {
  const folder = join(packageRoot(), "lib/report");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const rooms = files.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/from "(?:\.\.\/)+(emulator|wording|package|\w+)"/g)].map(
      ([, room]) => room!,
    ),
  );
  expect(files.length).toBeGreaterThan(20);
  const own = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
    name.replace(/^.*\/|\.ts$/g, ""),
  );
  expect([...new Set(rooms)].filter((room) => !own.includes(room)).sort()).toEqual(["emulator", "package", "wording"]);
});
