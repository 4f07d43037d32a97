import { request } from "node:http";
import type { SentinelEmulator } from "../../lib/emulator";
import { PreviewServer } from "../../lib/preview";
import { closeBrowser, inBrowser, look, overflow, violations } from "../shared/browser";
import { ledger, now } from "../workbooks/scene";
import { openScene } from "../workbooks/support";
import { workbook, workbooks } from "./support";

const odd = workbook(
  { type: 10, name: "metric", content: {} },
  { type: 3, name: "graph", content: { query: "resources", queryType: 1 } },
  { type: 3, name: "map", content: { query: "AgentAsset_CL | project AgentName", queryType: 0, visualization: "map" } },
  { type: 3, name: "wrong", content: { query: "NoSuchTable", queryType: 0 } },
  {
    type: 3,
    name: "spark",
    content: {
      query: "AgentAsset_CL | project AgentName",
      queryType: 0,
      gridSettings: { formatters: [{ columnMatch: "AgentName", formatter: 21 }] },
    },
  },
  { type: 9, name: "more", content: { parameters: [{ name: "Place", type: 7 }] } },
  {
    type: 11,
    name: "links",
    content: {
      links: [
        { linkTarget: "parameter", cellValue: "Tab", subTarget: "b", linkLabel: "Second" },
        { linkTarget: "OpenBlade", linkLabel: "Blade" },
      ],
    },
  },
  {
    type: 1,
    name: "second",
    content: { json: "Seen in the **second** tab <b>only</b>" },
    conditionalVisibility: { parameterName: "Tab", comparison: "isEqualTo", value: "b" },
  },
  {
    type: 3,
    name: "hostile",
    content: { query: 'print Name = "<img src=x onerror=alert(1)>"', queryType: 0, title: "<script>alert(1)</script>" },
  },
);

let emulator: SentinelEmulator;
let server: PreviewServer;
beforeAll(async () => {
  emulator = await openScene();
  server = await PreviewServer.start({ emulator, workbooks: [...workbooks, odd], now }, 0);
});
afterAll(async () => {
  await closeBrowser();
  await server.close();
  emulator.close();
});

const read = async (path: string): Promise<string> => (await fetch(server.url + path)).text();

test.each(workbooks.map(({ name }) => name))("%s is shown whole: nothing in it is refused", async (name) => {
  const html = await read(name);
  expect(html).toContain(`aria-current="page"`);
  expect(html.match(/Not shown: [^<]*/g)).toBeNull();
  expect(html.match(/class="card"/g)!.length).toBeGreaterThanOrEqual(name === "agent-timeline" ? 1 : 5);
});

test("a row that is chosen sets what the items below ask for", async () => {
  expect(await read("agent-timeline")).not.toContain("query_ledger");
  const address = /<a href="(\?[^"]*)#item-agents"[^>]*aria-label="choose: ledger-agent"/.exec(
    await read("agent-timeline"),
  )![1]!;
  const html = await read(`agent-timeline${address.replaceAll("&amp;", "&")}`);
  expect(html).toMatch(/ledger-agent: everything, newest first/);
  expect(html).toMatch(/ToolExecuted query_ledger on ledger-db/);
});

test("a time that is chosen is what a tile is about", async () => {
  const week = await read("cost-and-health");
  const hour = await read("cost-and-health?TimeRange=3600000");
  expect(week).toContain("AgentProtocol_CL");
  expect(hour).not.toContain("AgentProtocol_CL</td>");
});

test("what cannot be shown is named where it stands, and nothing else is lost", async () => {
  const html = await read("own");
  const refusals = [...html.matchAll(/<p class="refused">Not shown: ([^<]*)\.<\/p>/g)].map(([, why]) => why);
  expect(refusals).toEqual([
    "an item of type 10 (metric)",
    "asks Azure Resource Graph, which is not on this machine",
    "a visualization &quot;map&quot;; its rows are below",
    expect.stringContaining("NoSuchTable"),
    "formatter 21 is not drawn here: its values are shown as they are",
    "parameter Place is of type 7, which is not filled in here",
    "the link &quot;Blade&quot; opens a OpenBlade of the portal",
  ]);
  expect(html.match(/<td>helpdesk-bot<\/td>/g)).toHaveLength(2);
});

test("what data and workbooks hold is text", async () => {
  const html = await read("own?Tab=b");
  expect(html).not.toMatch(/<img|<script/);
  expect(html).toContain("Seen in the <strong>second</strong> tab &lt;b&gt;only&lt;/b&gt;");
});

test("it answers to its own name only, and knows what it has not", async () => {
  expect((await fetch(`${server.url}nothing`)).status).toBe(404);
  const status = await new Promise((resolve) => {
    request(server.url, { headers: { host: "attacker.example" } }, (answer) => resolve(answer.statusCode)).end();
  });
  expect(status).toBe(403);
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});

inBrowser("in Chromium", () => {
  const looks = [
    [1280, "light"],
    [1280, "dark"],
    [390, "light"],
  ] as const;
  const pages = [
    ...workbooks.map(({ name }) => name),
    `agent-timeline?Agent=${ledger}&AgentName=ledger-agent`,
    "own",
    "",
  ];

  test.each(pages.flatMap((path) => looks.map(([width, scheme]) => [path, width, scheme] as const)))(
    "%s at %i pixels, %s: complains of nothing, is open to everyone",
    async (path, width, scheme) => {
      const { page, complaints, requests } = await look(server.url + path, { width, scheme });
      expect({ complaints, requests, violations: await violations(page), overflow: await overflow(page) }).toEqual({
        complaints: [],
        requests: [],
        violations: [],
        overflow: 0,
      });
      await page.close();
    },
  );

  test("an agent is chosen, and a time, by the keyboard alone", async () => {
    const { page } = await look(`${server.url}agent-timeline`, { width: 1280 });
    await page.getByLabel("Time").focus();
    await page.keyboard.press("End");
    await page.getByRole("button", { name: "Show" }).press("Enter");
    await page.waitForURL(/TimeRange=7776000000/);
    await page.getByRole("link", { name: "choose: ledger-agent" }).press("Enter");
    await page.waitForURL(/Agent=0d9f7c1e/);
    expect(page.url()).toMatch(/TimeRange=7776000000/);
    expect(await page.getByText("ledger-agent: everything, newest first").isVisible()).toBe(true);
    await page.close();
  });

  test("a tab shows what belongs to it", async () => {
    const { page } = await look(`${server.url}own`, { width: 1280 });
    expect(await page.getByText("Seen in the").count()).toBe(0);
    await page.getByRole("link", { name: "Second" }).click();
    expect(await page.getByText("Seen in the").isVisible()).toBe(true);
    await page.close();
  });

  test("amounts of bytes are told in a unit that suits them, along the axis and below the chart", async () => {
    const { page } = await look(`${server.url}cost-and-health`, { width: 1280 });
    const chart = page.locator(".chart", { has: page.locator("svg") }).first();
    expect(await chart.locator("svg text").allTextContents()).toEqual(
      expect.arrayContaining(["0 B", "600 MB", "1 GB"]),
    );
    await page.locator("details summary").first().click();
    expect(await page.locator("details table").first().innerText()).toContain("900 MB");
    await page.close();
  });

  test("charts are drawn in the page's colours", async () => {
    const { page } = await look(`${server.url}cost-and-health`, { width: 1280, scheme: "dark" });
    expect(await page.locator(".chart svg path").count()).toBeGreaterThan(2);
    const fill = await page.evaluate(
      `getComputedStyle(document.querySelector('.chart svg path[fill="var(--c1)"]')).fill`,
    );
    expect(fill).toBe("rgb(106, 176, 238)");
    await page.close();
  });
});
