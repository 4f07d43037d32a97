import type { TenantCheck } from "./check";

/** Days that there are; whether they have passed, and what a waiver is for, `agentid check` sees. */
export const policyWaiverProblems: TenantCheck = ({ waivers = [] }, source) =>
  waivers.flatMap(({ check, resource, expires }, i) => {
    const day = new Date(`${expires}T00:00:00Z`);
    const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(expires);
    const isTwice = waivers.slice(0, i).some((other) => other.check === check && other.resource === resource);
    return [
      ...(isDay
        ? []
        : [
            source.problem(["waivers", i, "expires"], "tenant/waiver", `there is no day ${expires}`, {
              suggestion: "write a day such as 2026-12-31",
            }),
          ]),
      ...(isTwice
        ? [
            source.problem(["waivers", i, "check"], "tenant/waiver", `${check} is waived already`, {
              suggestion: "keep one of them",
            }),
          ]
        : []),
    ];
  });
