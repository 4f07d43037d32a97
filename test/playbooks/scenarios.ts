import type { CloudRun } from "../../lib/emulator/responses";
import { type Acting, actingPlaybooks } from "./acting";
import {
  analyst,
  answering,
  bystander,
  incident,
  labelsOf,
  manyStopped,
  minute,
  type Setting,
  said,
  start,
} from "./cloud";

/** A run as a test looks at it: plain data, made in another process. */
export interface Outcome {
  readonly status: string;
  readonly error?: string;
  /** seconds from beginning to end, on the run's clock */
  readonly seconds: number;
  readonly state: unknown;
  readonly changes: number;
  readonly ledger: readonly Readonly<Record<string, unknown>>[];
  readonly said: readonly string[];
  readonly labels: readonly string[];
  /** attempts of the action that changes something: when, in seconds from the beginning, and the answer */
  readonly attempts: readonly { readonly second: number; readonly answer: number | string }[];
}

const approve = { after: 5 * minute, authorObjectId: analyst, message: answering("approve") };
const asking = [{ AgentOrBlueprintId: "*", ResponseMode: "Approve" }];

type Scenario = (
  playbook: Acting,
) => (Setting & { readonly parameters?: Readonly<Record<string, string[]>> }) | undefined;

/** Every way in which a run of a playbook may go wrong; undefined where the playbook has no such thing. */
export const scenarios = {
  fine: () => ({}),
  forbidden: ({ change }) => ({ faults: [{ ...change, status: 403 }] }),
  missing: ({ read }) => ({ faults: [{ ...read, status: 404 }] }),
  throttled: ({ change }) => ({
    faults: [{ ...change, status: 429, headers: { "Retry-After": "90" }, times: 1 }],
  }),
  unavailableTwice: ({ change }) => ({ faults: [{ ...change, status: 503, times: 2 }] }),
  broken: ({ change }) => ({ faults: [{ ...change, status: 500 }] }),
  invisible: ({ invisible }) => invisible ?? { lag: 60 * minute },
  denied: () => ({ policy: asking, people: [{ ...approve, message: answering("deny") }] }),
  wrongPerson: () => ({ policy: asking, people: [{ ...approve, authorObjectId: bystander }] }),
  nobody: () => ({ policy: asking, people: [] }),
  askedAlready: () => ({ policy: asking }),
  done: ({ alreadyDone }) => alreadyDone,
  breakerOpen: () => ({ ledger: manyStopped, people: [] }),
  unpermitted: ({ unpermitted }) => unpermitted,
} as const satisfies Readonly<Record<string, Scenario>>;
export type ScenarioName = keyof typeof scenarios;

/** Runs a scenario of a playbook. */
export async function play(id: string, name: ScenarioName): Promise<Outcome | undefined> {
  const playbook = actingPlaybooks[id]!;
  const given = (scenarios[name] as Scenario)(playbook);
  if (!given) return undefined;
  const { parameters = {}, ...setting } = given;
  const people = name === "askedAlready" ? [await openRequest(playbook)] : (setting.people ?? [approve]);
  const { cloud } = await start({ ...playbook.setting, ...setting, people });
  const run = await cloud.run(playbook.name, incident(playbook.accounts, playbook.details), { parameters });
  return {
    status: run.status,
    ...(run.error ? { error: run.error.code } : {}),
    seconds: secondsOf(run, run.endTime),
    state: playbook.state(cloud),
    changes: run.changes.length,
    ledger: run.ledger,
    said: said(run),
    labels: labelsOf(cloud),
    attempts: (run.workflow?.calls ?? [])
      .filter(({ action }) => action === playbook.action)
      .map(({ time, answer }) => ({ second: secondsOf(run, time), answer })),
  };
}

/** What a run that waits for an approval has written. */
async function openRequest({ name }: Acting) {
  const { cloud } = await start();
  const authorObjectId = cloud.playbook(name).identities[0]!.principalId;
  return { after: 0, authorObjectId, message: `Approval requested by ${name} (0badc0de)` };
}

const secondsOf = ({ startTime }: CloudRun, time: string): number => (Date.parse(time) - Date.parse(startTime)) / 1000;
