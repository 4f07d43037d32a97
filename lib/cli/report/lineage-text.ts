import type { ProvenanceVerdict } from "@sentinel-agent-identities/lineage";

/**
 * A verdict as a person reads it.
 * @param judged whether a policy was asked
 */
export function lineageText(verdict: ProvenanceVerdict, judged: boolean): string {
  const { state, reasons, identity, subject } = verdict;
  const facts: [string, string | undefined][] = [
    ["proof", verdict.proof],
    ["artifact", subject && [subject.name, subject.digest].filter(Boolean).join(" ")],
    ["repository", verdict.repository],
    ["ref", verdict.ref],
    ["commit", verdict.commit],
    ["workflow", verdict.workflowPath],
    ["builder", verdict.builderId],
    ["runner", verdict.runnerEnvironment],
    ["started by", verdict.trigger],
    ["run", verdict.invocationUrl],
    ["signed", verdict.signedAt],
    ["signed by", identity?.san ?? (verdict.key && `key ${verdict.key}`)],
    ["vouched by", identity?.issuer],
    ["log entry", verdict.tlogIndex?.toString()],
    ["policy", state === "Verified" && !judged ? "none: it comes from there, whether you trust it or not" : undefined],
  ];
  return [
    state,
    ...reasons.map(({ code, message }) => `  ${code} ${message}`),
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name.padEnd(11)} ${value}`])),
  ].join("\n");
}
