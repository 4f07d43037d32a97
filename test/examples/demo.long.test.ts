import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { packageRoot } from "../../lib/content";
import { closeBrowser, inBrowser, look, overflow, violations } from "../shared/browser";

const folder = mkdtempSync(join(tmpdir(), "agentid-demo-test-"));
const file = join(folder, "report.html");
let text: string;
let page: string;

// Both use cases, lived through as `npm run demo` does it.
beforeAll(async () => {
  const demo = join(packageRoot(), "examples", "demo.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", demo, "--report", file], {
    cwd: packageRoot(),
    maxBuffer: 1 << 24,
  });
  text = stdout;
  page = readFileSync(file, "utf8");
}, 600_000);
afterAll(async () => {
  await closeBrowser();
  rmSync(folder, { recursive: true });
});

const part = (title: RegExp): string =>
  text
    .split("\n== ")
    .find((one) => title.test(one))!
    .replace(/\s+/g, " ");
const chapter = (place: number): string =>
  page
    .split('<article class="chapter"')
    [place]!.replace(/<[^>]*>/g, " ")
    .replace(/&#39;|&quot;/g, "'")
    .replaceAll("&gt;", ">")
    .replace(/\s+/g, " ");

test("the terminal tells it in sixty lines of eighty columns, without colours where nobody sees them", () => {
  const lines = text.trimEnd().split("\n");
  expect(lines.length).toBeLessThanOrEqual(60);
  const long = lines.filter((line) => line.length > 80 && !line.includes(file));
  expect(long).toEqual([]);
  expect(text).not.toContain("\u001b");
  expect(lines.at(-1)).toBe(`The whole story as a page: ${file}`);
});

test("an ordinary day is quiet", () => {
  expect(part(/ordinary week/)).toMatch(/Incidents: 0, .* \d\d told nothing in \d+ runs/);
  expect(chapter(3)).toContain("no incident");
});

describe("the finance agent", () => {
  const finance = () => part(/copy the ledger out/);

  test("is frozen by itself, minutes after it first copied data out, for two independent signals", () => {
    expect(finance()).toMatch(/Stopped: Freeze of contoso-finance-agent/);
    expect(finance()).toMatch(/agentid-freeze-agent, by itself; 2 independent signals within a day/);
    expect(finance()).toMatch(/4 min from the first harmful operation to the stop: 3 min Sentinel, 1 min ours/);
    expect(chapter(1)).toMatch(/froze contoso-finance-agent .*Freeze Enforced Succeeded: 2 independent signals/);
  });

  test("is matched to the change of its code, and the team is told", () => {
    expect(finance()).toMatch(/contoso\/finance-agent@c7e20b94f5a1/);
    expect(finance()).toMatch(/by build-bot, not signed, approved by nobody/);
    expect(finance()).toContain("Mail to bruno@contoso.com: Security incident 40001 about agent contoso-finance-agent");
    expect(chapter(1)).toContain("The chain is broken at image, build, commit.");
  });

  test("did so much before the stop", () => {
    expect(finance()).toMatch(
      /635\.60 kB sent out; to files\.transfer-cache\.net; 2,017 records read, all of them sensitive/,
    );
  });

  test("is one incident, of all that was found, and acts on after the freeze, which joins it", () => {
    expect(finance()).toMatch(/Incident #1 High, .* 5 alerts/);
    expect(finance()).toMatch(/Rules 10 told something, all of it in incidents/);
    expect(chapter(1)).toMatch(/went on although frozen by Freeze AIC-013 Frozen agent is still active/);
    expect(chapter(1)).toMatch(/AIC-046 Agent sent data to an unauthorised destination .* 100 % 1 of 1/);
  });

  test("is given back to its work by an approver", () => {
    expect(finance()).toMatch(
      /Run the playbook agentid-unfreeze on incident #1;.* Done Mon 9 Mar 2026, 08:40 UTC by ana@contoso\.com/,
    );
    expect(chapter(1)).toMatch(
      /released contoso-finance-agent .*Unfreeze Enforced Succeeded, approved by ana@contoso\.com/,
    );
  });
});

describe("the healthcare agent", () => {
  const clinic = () => part(/reading patients outside its scope/);

  test("is paused when an approver says so, since stopping it is critical", () => {
    expect(clinic()).toMatch(/agentid-pause-workflow, approved by ana@contoso\.com/);
    expect(chapter(2)).toMatch(/changed healthcare-agent-02: state 'Running' -> 'Stopped'/);
  });

  test("is held against its label policy: what it read before the pause, and from where", () => {
    expect(clinic()).toMatch(
      /[\d,]+ records read; all of them sensitive .*outside its scope: microsoft\.sql_server\/psychiatric_records/,
    );
  });

  test("the time until then is split into Sentinel's, the analyst's and ours, and what an automatic response would have taken", () => {
    expect(clinic()).toMatch(/12 min 3 s Sentinel, 10 min from Defender to Sentinel, 4 min the analyst/);
    // Nobody is asked once a later alert brings a second independent signal; until then one sender is one source.
    expect(clinic()).toMatch(/Had the policy allowed it by itself: 19 min 3 s: 18 min 3 s Sentinel, 1 min ours/);
  });
});

inBrowser("the page", () => {
  const url = pathToFileURL(file).href;

  test.each([
    [390, "light"],
    [390, "dark"],
    [1280, "light"],
    [1280, "dark"],
    [1600, "light"],
  ] as const)(
    "at %i pixels, %s: asks for nothing, complains of nothing, is open to everyone",
    async (width, scheme) => {
      const { page: shown, complaints, requests } = await look(url, { width, scheme });
      expect({ complaints, requests, violations: await violations(shown), overflow: await overflow(shown) }).toEqual({
        complaints: [],
        requests: [],
        violations: [],
        overflow: 0,
      });
      await shown.close();
    },
  );

  test("answers all seven questions without scrolling twice", async () => {
    const { page: shown } = await look(url, { width: 1280 });
    const box = await shown.locator("dl.answers").first().boundingBox();
    expect(box!.y + box!.height).toBeLessThan(2 * 800);
    await shown.close();
  });

  test("opens its details by the keyboard", async () => {
    const { page: shown } = await look(url, { width: 1280 });
    const summary = shown.locator("summary").first();
    await summary.focus();
    await shown.keyboard.press("Enter");
    expect(await shown.locator("details").first().getAttribute("open")).toBe("");
    await shown.close();
  });
});

test("the page is small", () => {
  expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
});
