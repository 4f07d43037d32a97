import { createHash } from "node:crypto";
import { record, SCENARIOS, type Scenario } from "../../examples/finance-agent/simulation/recording";
import { committed } from "./support";

const scenarios = Object.keys(SCENARIOS) as Scenario[];

// What is compared is the OTLP/JSON, not the gzip around it: zlib builds differ in how they compress.
const digest = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");
const digests = (days: Map<string, string | Uint8Array>) => [...days].map(([day, text]) => [day, digest(text)]);

test.each(scenarios)("recording %s again gives the committed bytes", async (scenario) => {
  expect(digests(await record(scenario))).toEqual(digests(committed(scenario)));
});

test("a shorter recording is the start of the longer one", async () => {
  expect(digests(await record("ordinary-week", 1))).toEqual(digests(committed("ordinary-week")).slice(0, 1));
});

test("nothing of the recording machine is in the telemetry", () => {
  for (const scenario of scenarios) {
    for (const text of committed(scenario).values())
      expect(text).not.toMatch(/node_modules|\/home\/|\/root\/|file:\/\/|\.ts:\d/);
  }
});
