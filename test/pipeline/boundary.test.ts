import { type Boundary, boundaryFacts } from "./boundary-facts";

const noVerdict =
  "wants a DLP verdict, and a row with one is never dropped; the condition stands behind a computed column";
const noAddress = "compares addresses, and protocol rows have none";
const sessions = "asks who was there; a session that did anything has rows of its own";
const counts = "shows or sums up what agents did, and protocol is what the sums are to leave out";

/** Queries that could see protocol rows where they read AgentExecution_CL, and why it is right that those are gone. */
const indifferent: Readonly<Record<string, string>> = {
  "AIC-010-token-used-elsewhere": noAddress,
  "AIC-013-frozen-agent-active":
    "wants something that a frozen agent did; one that only shakes hands shows in its sign-ins",
  "AIC-018-shadow-agent": sessions,
  "AIC-020-unattested-image": sessions,
  "AIC-021-lineage-drift": sessions,
  "AIC-023-unreviewed-change": counts,
  "AIC-024-other-runtime": sessions,
  "AIC-030-unsigned-transaction":
    "wants unsigned transactions; a ping is none, and signed records are kept whatever they are",
  "AIC-033-old-token": sessions,
  "AIC-034-spoke-for-another": "tells who speaks for an agent of others; a ping in its name says nothing of it",
  "AIC-043-read-velocity": counts,
  "AIC-054-slow-drain": counts,
  "AIC-044-unusual-writes": counts,
  "AIC-047-outbound-volume": counts,
  "AIC-055-unusual-hours": counts,
  "AIC-049-failures": counts,
  "AIC-056-day-total": counts,
  "AIC-077-service-fails": counts,
  "AIC-050-dormant-active":
    "wants activity; an agent that only shakes hands shows in its sign-ins, which the rule reads too",
  "AIC-061-dlp-verdict": noVerdict,
  "AIC-063-labelled-volume": counts,
  "AIC-072-health": sessions,
  ASimAgentEventAgentIdentities: counts,
  AgentActivity: counts,
  AgentActivityHourly: counts,
  AgentLimits: sessions,
  AgentRelaxed: sessions,
  "agent-fleet 6": sessions,
  "agent-timeline 2": counts,
  "cost-and-health 6": counts,
  "cost-and-health 7": counts,
  "cost-and-health 8": counts,
  "data-and-labels 1": counts,
  "agents-across-environments": sessions,
  "rare-tool-servers": sessions,
  "retired-blueprints-still-acting": sessions,
  vimAgentEventAgentIdentities: counts,
};

let facts: Boundary;
beforeAll(async () => {
  facts = await boundaryFacts();
});

test("what is dropped is what we think it is", () => {
  expect(facts.dropped).toBeGreaterThan(500);
  expect([...facts.droppedKinds].sort()).toEqual([
    "",
    "initialize",
    "logging/setLevel",
    "notifications/initialized",
    "notifications/message",
    "notifications/progress",
    "ping",
  ]);
});

test("every query that reads the table was looked at", () => {
  expect(facts.readers.length).toBeGreaterThan(40);
});

test("no column that any query reads is left empty by both streams", () => {
  const missing = facts.columnsRead.filter((name) => !facts.columnsWritten.includes(name));
  expect(facts.columnsRead.length).toBeGreaterThan(40);
  expect(missing).toEqual([]);
});

test("no query lets a dropped row through where it reads the table", () => {
  expect(facts.readersOfDropped).toEqual(Object.keys(indifferent).sort());
});
