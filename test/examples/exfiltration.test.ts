import type { OtelSpanRow } from "@sentinel-agent-identities/otlp";
import {
  ALLOWED_DESTINATIONS,
  CHANGE_DEPLOYED,
  CHANGED_BUILD,
  FIRST_COPY_RUN,
  REVIEWED_BUILD,
  UNAUTHORISED_HOST,
} from "../../examples/finance-agent/ids";
import { rows } from "./support";

const ordinary = rows("ordinary-week");
const exfiltration = rows("exfiltration");

const destination = (row: OtelSpanRow) =>
  row.Attributes["http.request.method"] === "POST" && row.Attributes["server.address"];
const destinations = (spans: OtelSpanRow[]) => [...new Set(spans.map(destination).filter(Boolean))].sort();
const sum = (spans: OtelSpanRow[], key: string) =>
  spans.reduce((total, row) => total + Number(row.Attributes[key] ?? 0), 0);

test("the ordinary week delivers to permitted destinations only", () => {
  expect(destinations(ordinary)).toEqual([...ALLOWED_DESTINATIONS].sort());
  expect(JSON.stringify(ordinary)).not.toContain(UNAUTHORISED_HOST);
});

test("both weeks are the same, span by span, until the changed build is deployed", () => {
  const before = (spans: OtelSpanRow[]) => spans.filter((row) => row.StartTime < CHANGE_DEPLOYED.toISOString());
  expect(before(exfiltration)).toEqual(before(ordinary));
});

test("the unauthorised destination appears after the change and nowhere before", () => {
  const before = exfiltration.filter((row) => row.StartTime < FIRST_COPY_RUN.toISOString());
  expect(JSON.stringify(before)).not.toContain(UNAUTHORISED_HOST);
  expect(destinations(exfiltration)).toEqual([...ALLOWED_DESTINATIONS, UNAUTHORISED_HOST].sort());
});

test("the copies are labelled pages of the ledger, some megabytes, posted by the changed build", () => {
  const copies = exfiltration.filter((row) => destination(row) === UNAUTHORISED_HOST);
  expect(copies).toHaveLength(20);
  expect(sum(copies, "http.request.body.size")).toBeGreaterThan(2_000_000);
  expect(new Set(copies.map((row) => row.Attributes["agent.data.label.name"]))).toEqual(
    new Set(["Highly Confidential"]),
  );
  expect(new Set(copies.map((row) => row.Resource["service.version"]))).toEqual(new Set([CHANGED_BUILD.version]));

  const traces = new Set(copies.map((row) => row.TraceId));
  const reads = exfiltration.filter(
    (row) => traces.has(row.TraceId) && row.Attributes["db.response.returned_rows"] === 400,
  );
  expect(sum(reads, "db.response.returned_rows")).toBe(8000);
});

test("version, commit and image change with the deployment, together", () => {
  const builds = (spans: OtelSpanRow[]) =>
    new Set(
      spans.map(({ Resource }) =>
        [Resource["service.version"], Resource["vcs.ref.head.revision"], Resource["oci.manifest.digest"]].join(" "),
      ),
    );
  const build = ({ version, commit, imageDigest }: typeof REVIEWED_BUILD) =>
    new Set([[version, commit, imageDigest].join(" ")]);
  const change = CHANGE_DEPLOYED.toISOString();
  expect(builds(exfiltration.filter((row) => row.StartTime < change))).toEqual(build(REVIEWED_BUILD));
  expect(builds(exfiltration.filter((row) => row.StartTime >= change))).toEqual(build(CHANGED_BUILD));
  expect(builds(ordinary)).toEqual(build(REVIEWED_BUILD));
});

test("the changed agent goes on with its ordinary work", () => {
  const reportsOnSunday = (spans: OtelSpanRow[]) =>
    spans.filter(
      (row) => row.StartTime.startsWith("2026-03-08") && row.Name === "tools/call send_report" && row.Kind === "SERVER",
    ).length;
  expect(reportsOnSunday(exfiltration)).toBe(reportsOnSunday(ordinary));
});
