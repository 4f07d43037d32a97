import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../../lib/content";

let text: string;

// Both use cases, lived through as `npm run demo` does it.
beforeAll(async () => {
  const demo = join(packageRoot(), "examples", "demo.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", demo], {
    cwd: packageRoot(),
    maxBuffer: 1 << 24,
  });
  text = stdout;
}, 600_000);

const part = (title: RegExp): string => text.split("\n=== ").find((one) => title.test(one))!;

test("an ordinary day is quiet", () => {
  expect(part(/ordinary week/)).toContain("Incidents: 0");
});

describe("the finance agent", () => {
  const finance = () => part(/copy the ledger out/);

  test("is frozen by itself, minutes after it first copied data out, for two independent signals", () => {
    expect(finance()).toMatch(
      /started agentid-freeze-agent\.alert for an alert: Succeeded after \d+ min, \d+ requests\n +froze +contoso-finance-agent/,
    );
    expect(finance()).toMatch(/Freeze Enforced Succeeded: 2 independent signals within a day/);
    expect(finance()).toMatch(/4 min from the first harmful operation to the stop:\n +3 min Sentinel .*\n +1 min ours/);
  });

  test("is matched to the change of its code, and the team is told", () => {
    expect(finance()).toMatch(/c7e20b94/);
    expect(finance()).toMatch(/Image +│ Broken/);
    expect(finance()).toContain("Mail to bruno@contoso.com: Security incident 40001 about agent contoso-finance-agent");
  });

  test("is one incident, of all that was found", () => {
    expect(finance()).toMatch(/Incidents: 1\n {2}#1 High /);
    expect(finance()).toMatch(/Detections +AIC-.*AIC-022, AIC-023, AIC-043, AIC-046, AIC-060/);
  });

  test("acts on after the freeze, which joins that incident", () => {
    expect(finance()).toMatch(/Frozen agent is still active +\d+ +1 +1 /);
    expect(finance()).toMatch(/Evidence +.*AIC-013 High High /);
  });

  test("is given back to its work by an approver", () => {
    expect(finance()).toMatch(/started agentid-unfreeze .*\n +released +contoso-finance-agent/);
    expect(finance()).toMatch(/Unfreeze Enforced Succeeded, approved by ana@contoso\.com/);
    expect(finance()).toContain("In the emulated tenant the agent is enabled again.");
  });
});

describe("the healthcare agent", () => {
  const clinic = () => part(/reading patients outside its scope/);

  test("is one incident", () => {
    expect(clinic()).toMatch(/Incidents: 1\n/);
  });

  test("is paused when an approver says so, since stopping it is critical", () => {
    expect(clinic()).toMatch(/PauseWorkflow Enforced Succeeded, approved by ana@contoso\.com/);
    expect(clinic()).toContain("healthcare-agent-02 is Stopped.");
  });

  test("is held against its label policy: what it read before the pause, and from where", () => {
    expect(clinic()).toMatch(
      /([\d,]+) records were read, \1 of them sensitive by their labels, from outside its scope: microsoft\.sql_server\/psychiatric_records/,
    );
  });

  test("the time until then is split into Sentinel's, the analyst's and ours, and what an automatic response would have taken", () => {
    expect(clinic()).toMatch(
      /12 min 3 s Sentinel .*\n +10 min until the incident, and then the answer, are in Sentinel.*\n +4 min the analyst/,
    );
    expect(clinic()).toMatch(
      // Nobody is asked once a later alert brings a second independent signal; until then one sender is one source.
      /had the policy allowed an automatic response\n +19 min 3 s from the first harmful operation to the stop:\n +18 min 3 s Sentinel .*\n +1 min ours/,
    );
  });
});
