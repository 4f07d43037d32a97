import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ContentError } from "../../lib/content";
import { loadTenants } from "../../lib/tenants";
import { shipped } from "../shared/content";

const file = (approvals: string, mode = "Approve", principal = true) => `name: fabrikam
tenantId: 4d2f6b1a-93c8-4e57-a0b6-8f1e2c7d5a90
subscriptionId: 9c4a1f60-7b2d-4e85-a3c9-0d6f8e217b53
location: westeurope
resourceGroup: { name: rg-soc }
workspace: { name: law-soc }
${principal ? "sentinelServicePrincipalObjectId: 6a1d9e3c-47f2-4b80-95ce-2d8b7f0a1c64" : ""}
response:
  mode: ${mode}
  approvers: [5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28]
  approvals: ${approvals}
`;

function problems(text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "agentid-"));
  try {
    writeFileSync(join(folder, "t.yaml"), text);
    loadTenants(folder, shipped);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems.map(({ code, message, suggestion }) => `${code}: ${message} (${suggestion})`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const team = "teamId: 3b0c1f5e-2d47-4a86-9c1b-7e5d0a8f6b32";
const place = `${team}, channelId: "19:0a1b@thread.tacv2"`;

test.each([
  ["a channel", `{ channel: teams, ${place} }`],
  ["a person", "{ channel: teams, person: ana@contoso.com }"],
])("%s may be asked", (_what, approvals) => {
  expect(problems(file(approvals))).toEqual([]);
});

test.each([
  ["neither a channel nor a person", file("{ channel: teams }"), /neither a channel nor a person.*give teamId and/],
  ["half a channel", file(`{ channel: teams, ${team} }`), /half a channel/],
  ["both", file(`{ channel: teams, ${place}, person: ana@contoso.com }`), /a person and a channel.*keep one/],
  ["dry runs, which ask nobody", file(`{ channel: teams, ${place} }`, "DryRun"), /mode DryRun asks nobody/],
  [
    "nothing that would start it",
    file(`{ channel: teams, ${place} }`, "Auto", false),
    /without sentinelServicePrincipal/,
  ],
  ["another channel", file("{ channel: slack, person: ana@contoso.com }"), /schema\/value.*teams/],
  [
    "a link for a channel's id",
    file(`{ channel: teams, ${team}, channelId: "https://teams.microsoft.com/l/x" }`),
    /19:/,
  ],
  ["a name for a person", file("{ channel: teams, person: Ana }"), /user principal name/],
])("%s is refused", (_what, text, expected) => {
  expect(problems(text)).toEqual([expect.stringMatching(expected)]);
});
