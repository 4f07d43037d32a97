import { agentid, contentWith } from "./support";

const burst = "detections/behaviour/AIC-044-write-burst.test.yaml";
const rules = ["AIC-044-write-burst", "AIC-046-unauthorised-destination"];

/** What the command says, with one process and with two. */
async function bothWays(content: string) {
  const args = ["test", ...rules, "--content", content, "--workers"];
  const [one, two] = [await agentid(...args, "1"), await agentid(...args, "2")];
  expect(two).toEqual(one);
  return one;
}

test("a failing test is told with its place, in the order of the files, however many processes run them", async () => {
  const content = contentWith(burst, (text) =>
    text.replace("finance-agent made 3 writes", "finance-agent made 4 writes"),
  );
  const { code, out } = await bothWays(content);
  expect(code).toBe(1);
  const lines = out.split("\n");
  expect(lines[0]).toBe("FAIL  AIC-044-write-burst: one more than the limit of the agent");
  expect(lines[1]).toMatch(
    /^ {6}detections\/behaviour\/AIC-044-write-burst\.test\.yaml:3:5 alert 1: title is "Agent finance-agent made 3 writes in a minute", expected "Agent finance-agent made 4/,
  );
  const names = lines.flatMap((line) => /^(?:pass|FAIL) {2}([\w-]+):/.exec(line)?.[1] ?? []);
  expect(names).toEqual([...names].sort());
  expect(new Set(names)).toEqual(new Set(rules));
  expect(lines.at(-1)).toMatch(/^\d+ passed, 2 failed$/);
});

test("rows that cannot be ingested fail their test only", async () => {
  const content = contentWith(burst, (text) => text.replace("EventType: DataWritten", "EventTpye: DataWritten"));
  const { code, out } = await bothWays(content);
  expect(code).toBe(1);
  expect(out).toMatch(
    /AgentExecution_CL row 1 cannot be ingested: there is no column EventTpye; did you mean EventType/,
  );
  expect(out).toContain("pass  AIC-046-unauthorised-destination: ");
});

test("watchlist items with a column that their list does not have fail their test only", async () => {
  const content = contentWith(burst, (text) => text.replace("MaxWritesPerMin", "MaxWritePerMin"));
  const { code, out } = await bothWays(content);
  expect(code).toBe(1);
  expect(out).toMatch(
    /AIC-044-write-burst\.test\.yaml:3:5 watchlist AgentPolicy item 1: there is no column MaxWritePerMin; did you mean MaxWritesPerMin\?/,
  );
  expect(out).toContain("pass  AIC-046-unauthorised-destination: ");
});

test("rows of nothing in the workspace end the run", async () => {
  const content = contentWith(burst, (text) => text.replace("AgentExecution_CL: &three", "AgentExecutions_CL: &three"));
  const { code, err } = await bothWays(content);
  expect(code).toBe(1);
  expect(err).toMatch(/is named after "AgentExecutions_CL", which is neither a stream nor a table of the workspace/);
});

test("workers are counted", async () => {
  const { code, err } = await agentid("test", "--workers", "0");
  expect(code).not.toBe(0);
  expect(err).toMatch(/write a whole number, 1 or more/);
});

test.each([
  ["a table that no workspace has", "AuditLog", /without: AuditLog is no built-in table/],
  ["a table of the solution", "AgentAsset_CL", /tables of the solution are always there/],
])("%s cannot be taken away", async (_, table, expected) => {
  const content = contentWith(burst, (text) => text.replace("    given:", `    without: [${table}]\n    given:`));
  const { code, out } = await agentid("test", "AIC-044-write-burst", "--content", content);
  expect(code).toBe(1);
  expect(out).toMatch(expected);
});
