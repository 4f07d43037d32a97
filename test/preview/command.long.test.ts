import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { makeFleet, writeFleet } from "../../lib/fleet";
import { temporaryFolder } from "../cli/support";

const input = join(temporaryFolder(), "fleet");
const fleet = makeFleet({ agents: 6, days: 4, seed: "previewed", inject: ["unattested-image"] });
let address: string;
let child: ReturnType<typeof spawn>;
beforeAll(async () => {
  await writeFleet(fleet, input);
  const command = [join(packageRoot(), "bin/agentid.js"), "preview", "--input", input, "--port", "0"];
  child = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const text of child.stdout!) {
    said += text;
    if (said.includes("nhi-posture")) break;
  }
  address = /shown at (http:\S+)/.exec(said)![1]!;
}, 300_000);
afterAll(() => child.kill("SIGKILL"));

const read = async (path: string): Promise<string> => (await fetch(address + path)).text();
const part = (html: string, title: string): string => html.slice(html.indexOf(title)).split("</table>")[0]!;

test("the incident of an attack in one's own telemetry is open, with its agent and what was found", async () => {
  const open = part(await read("detections-and-response"), "Open incidents");
  expect(open).toMatch(/ran on an image without proof of origin/);
  expect(open).toContain("AIC-020");
  const story = (await read("agent-timeline")).match(/<a href="(\?[^"]*)#[^"]*"[^>]*aria-label="choose: /)![1]!;
  const incidents = part(await read(`agent-timeline${story.replaceAll("&amp;", "&")}`), "Its incidents");
  expect(incidents).toMatch(/ran on an image without proof of origin/);
});

test("what came in is told by table, as Log Analytics would", async () => {
  const shares = part(await read("cost-and-health"), "Share of each table");
  expect(shares).toContain("AgentExecution_CL");
  expect(shares).not.toContain("AADServicePrincipalSignInLogs");
});

test("Ctrl+C is how it ends, and no failure", async () => {
  const ended = once(child, "exit");
  child.kill("SIGINT");
  const [code] = await ended;
  expect(code).toBe(0);
});
