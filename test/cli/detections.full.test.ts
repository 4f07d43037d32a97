import { agentid } from "./support";

test("the detections pass their own tests", async () => {
  // The other core has suites of its own to run.
  const { code, out } = await agentid("test", "--workers", "1");
  expect(out).toMatch(/\n\d+ passed, 0 failed$/);
  expect(code).toBe(0);
}, 900_000);
