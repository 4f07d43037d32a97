import { readFileSync } from "node:fs";
import { join } from "node:path";
import { corpora, suites } from "./conformance/cases";
import { runSuite } from "./conformance/run";

const folder = corpora();
const ratchet = JSON.parse(readFileSync(join(__dirname, "conformance", "ratchet.json"), "utf8"));

/** The whole table is printed by `npm run conformance`; this is its quickest suite. */
(folder ? test : test.skip)(
  "generated queries give the recorded rows of Microsoft's engine (needs AGENTID_CORPORA)",
  async () => {
    const outcomes = await runSuite(suites(folder!).find((suite) => suite.name === "emulator-fuzz")!);
    const of = (verdict: string): string[] =>
      outcomes.filter((item) => item.verdict === verdict).map((item) => item.case.id);
    expect(of("error")).toEqual([]);
    expect(of("wrong").length).toBeLessThanOrEqual(ratchet["emulator-fuzz"].wrong);
    expect(of("pass").length).toBeGreaterThanOrEqual(ratchet["emulator-fuzz"].pass);
  },
);
