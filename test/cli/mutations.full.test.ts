import { agentid, contentWith } from "./support";

const burst = "detections/behaviour/AIC-044-write-burst.test.yaml";
const rule = "AIC-044-write-burst";
const mutate = (content: string) => agentid("test", "--mutate", rule, "--content", content, "--workers", "1");

test("what no test notices is told with its place", async () => {
  const { code, out } = await mutate(
    contentWith(burst, (text) => text.replaceAll("EventResult: Failure", "EventResult: Failure, OperationClass: Read")),
  );
  expect(code).toBe(1);
  expect(out).toMatch(/AIC-044-write-burst: \d+ of \d+ killed/);
  expect(out).toMatch(
    /detections\/behaviour\/AIC-044-write-burst\.yaml:\d+:\d+ survives: drop EventResult == "Success"/,
  );
});

test("an explanation of something that tests notice is not needed", async () => {
  const explained = `equivalentMutants:\n  - { mutant: "> becomes <= in Operations > Limit", reason: "nobody knows why" }\n`;
  const { code, out } = await mutate(contentWith(burst, (text) => text.replace(/^tests:/m, `${explained}tests:`)));
  expect(code).toBe(1);
  expect(out).toMatch(/AIC-044-write-burst\.test\.yaml:\d+:\d+ is not needed: > becomes <= in Operations > Limit/);
});
