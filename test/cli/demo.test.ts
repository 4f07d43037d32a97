import { join } from "node:path";
import { exampleStack } from "../shared/stacks";
import { agentid, temporaryFolder } from "./support";
import { week } from "./week";

test("the example tenant is synthesized to one stack", async () => {
  const folder = join(temporaryFolder(), "out");
  const { code, out } = await agentid("synth", "--out", folder);
  expect([code, out]).toEqual([0, join(folder, "stacks/contoso/cdk.tf.json")]);
});

test("the text report shows rows, bytes, rules and the incident", async () => {
  const { out } = await agentid(
    "simulate",
    "--stack",
    exampleStack(),
    "--input",
    week("exfiltration"),
    "--from",
    "2026-03-08T00:00:00Z",
    "--to",
    "2026-03-08T02:00:00Z",
  );
  expect(out).toMatch(/Custom-AgentExecutionOtel +AgentExecution_CL +6,040 +3,\d\d\d +13\.\d\d MB +\d\.\d\d MB/);
  expect(out).toMatch(/#1 High {2}Agent contoso-finance-agent sent data to unauthorised files\.transfer-cache\.net/);
  expect(out).toMatch(/FirstActivity +2026-03-08 01:10:09 UTC/);
  expect(out).toMatch(/would start agentid-freeze-agent\.incident for incident #1 \(not run\)/);
}, 240_000);
