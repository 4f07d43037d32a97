import { join } from "node:path";
import { agentid, temporaryFolder } from "./support";

test("the example tenant is synthesized to one stack", async () => {
  const folder = join(temporaryFolder(), "out");
  const { code, out } = await agentid("synth", "--out", folder);
  expect([code, out]).toEqual([0, join(folder, "stacks/contoso/cdk.tf.json")]);
});
