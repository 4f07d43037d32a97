import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { guid } from "../tenants/support";
import { agentid, temporaryFolder } from "./support";

/** What is said about a folder with one watchlist, before anything is replayed. */
async function told(name: string, csv: string): Promise<string> {
  const folder = join(temporaryFolder(), "watchlists");
  mkdirSync(folder);
  writeFileSync(join(folder, name), csv);
  const { err } = await agentid("simulate", "--stack", join(folder, "none"), "--input", folder, "--watchlists", folder);
  return err;
}

test.each([
  [
    "a misspelt column",
    "AgentPolicy.csv",
    `AgentOrBlueprintId,Critcality\n${guid("1")},High\n`,
    /AgentPolicy\.csv:1:20 error watchlist\/unknown-column .*"Critcality"\n.*mean "Criticality"/,
  ],
  [
    "a field too many",
    "AgentPolicy.csv",
    `AgentOrBlueprintId,Criticality\n${guid("1")},High,Auto\n`,
    /AgentPolicy\.csv:2:1 error watchlist\/csv is no CSV/,
  ],
  [
    "an item without its key",
    "AgentExceptions.csv",
    "AgentId,DetectionId,Expiry\n,AIC-046,2026-04-01\n",
    /AgentExceptions\.csv:2:\d+ error watchlist\/search-key/,
  ],
  [
    "hours as a clock has them",
    "AgentPolicy.csv",
    `AgentOrBlueprintId,QuietHours\n${guid("1")},22:00-06:00\n`,
    /AgentPolicy\.csv:2:\d+ warning watchlist\/value .*22:00-06:00/,
  ],
  [
    "an exception from no rule",
    "AgentExceptions.csv",
    `AgentId,DetectionId,Expiry\n${guid("1")},AIC-999,next year\n`,
    /AIC-999[\s\S]*next year/,
  ],
])("%s of a CSV file is told with its place", async (_what, name, csv, says) => {
  expect(await told(name, csv)).toMatch(says);
});

test("what is right is not told", async () => {
  const csv = `AgentOrBlueprintId,Criticality,QuietHours,AllowedDestinations\n${guid("1")},High,22-06,"a.contoso.com; *.b.contoso.com"\n`;
  expect(await told("AgentPolicy.csv", csv)).not.toMatch(/watchlist\//);
});
