import type { SuiteReport } from "../sigstore/run-suite";

/** A suite's report as a person reads it: each case, then how many ended as they must. */
export function conformanceText({ cases, positive, negative, publicRoot }: SuiteReport): string {
  const wrong = cases.filter(({ right }) => !right);
  return [
    ...cases.map(({ name, right, reason }) => {
      const outcome = reason ? `refused: ${reason.code} ${reason.message.split("\n")[0]}` : "accepted";
      return `${right ? "ok   " : "WRONG"} ${name} ${outcome}`;
    }),
    "",
    ...(publicRoot === undefined ? [] : [`public instance's root: ${publicRoot}`]),
    `positive: ${positive.accepted} of ${positive.cases} accepted`,
    `negative: ${negative.refused} of ${negative.cases} refused`,
    ...(wrong.length > 0 ? [`wrong: ${wrong.map(({ name }) => name).join(", ")}`] : []),
  ].join("\n");
}
