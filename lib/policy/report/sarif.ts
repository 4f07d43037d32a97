import { readFileSync } from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import type { PolicyCheck } from "../check";
import type { PolicyFinding } from "../finding";

/** Findings as SARIF 2.1.0, which code scanning shows; accepted ones are suppressed. @param version of this package */
export function sarifOf(findings: readonly PolicyFinding[], checks: readonly PolicyCheck[], version: string): object {
  const lines = new Map<string, string[]>();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "agentid", version, rules: rulesOf(findings, checks) } },
        results: findings.map((finding) => resultOf(finding, lines)),
        columnKind: "utf16CodeUnits",
      },
    ],
  };
}

function rulesOf(findings: readonly PolicyFinding[], checks: readonly PolicyCheck[]): object[] {
  const known = checks.map(({ id, title, why, fix, severity, mapping = {} }) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: fix },
    defaultConfiguration: { level: severity },
    properties: {
      tags: [
        ...(mapping.mcsb ?? []).map((one) => `MCSB ${one}`),
        ...(mapping.cis ?? []).map((one) => `CIS ${one}`),
        ...(mapping.like ?? []),
      ],
    },
  }));
  // What is wrong with waivers has no check of its own.
  const others = [...new Set(findings.map(({ check }) => check))].filter((id) => !checks.some((one) => one.id === id));
  return [
    ...known,
    ...others.map((id) => ({ id, shortDescription: { text: "A waiver that has ended, or that nothing needs" } })),
  ];
}

function resultOf(
  { check, severity, message, fix, file, address, waiver }: PolicyFinding,
  lines: Map<string, string[]>,
): object {
  const [, path = file, line, column] = /^(.*):(\d+):(\d+)$/.exec(file) ?? [];
  const region = line
    ? { startLine: Number(line), startColumn: Number(column) }
    : { startLine: lineOf(path, address, lines) };
  return {
    ruleId: check,
    level: severity,
    message: { text: `${address} ${message}. ${fix}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(path) }, region },
        logicalLocations: [{ fullyQualifiedName: address, kind: "resource" }],
      },
    ],
    // What is found stays the same while line numbers move.
    partialFingerprints: { "agentid/v1": `${check}/${address}/${message}` },
    ...(waiver
      ? {
          suppressions: [
            { kind: "external", justification: `${waiver.reason} (${waiver.owner}, until ${waiver.expires})` },
          ],
        }
      : {}),
  };
}

/** Relative to the working directory where it is below it. */
function uriOf(path: string): string {
  const near = isAbsolute(path) ? relative(process.cwd(), path) : path;
  return near.split(sep).map(encodeURIComponent).join("/");
}

/** The line of a resource's name; the first where it is not found. */
function lineOf(path: string, address: string, known: Map<string, string[]>): number {
  const lines = known.get(path) ?? readFileSync(path, "utf8").split("\n");
  known.set(path, lines);
  const [name, type] = address.split(".").reverse();
  const from = lines.findIndex((line) => line.includes(`"${type}": {`));
  const at = lines.findIndex((line, i) => i >= from && line.includes(`"${name}":`));
  return at < 0 ? 1 : at + 1;
}
