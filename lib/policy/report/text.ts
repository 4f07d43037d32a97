import type { PolicyFinding } from "../finding";
import { fails } from "../run-checks";

/** Findings for people: what is accepted last, with who accepts it. */
export function policyText(findings: readonly PolicyFinding[], stacks: number, checks: number): string {
  const accepted = findings.filter(({ waiver }) => waiver);
  const open = findings.filter(({ waiver }) => !waiver);
  const failing = findings.filter(fails).length;
  return [
    ...open.map(line),
    ...accepted.map(
      (one) => `${line(one)}\n    accepted by ${one.waiver!.owner} until ${one.waiver!.expires}: ${one.waiver!.reason}`,
    ),
    `${checks} checks on ${stacks} ${stacks === 1 ? "stack" : "stacks"}: ${failing} ${failing === 1 ? "finding" : "findings"}${accepted.length > 0 ? `, ${accepted.length} accepted` : ""}`,
  ].join("\n");
}

const line = ({ file, severity, check, address, message, fix }: PolicyFinding): string =>
  `${file} ${severity} ${check} ${address} ${message}\n    ${fix}`;
