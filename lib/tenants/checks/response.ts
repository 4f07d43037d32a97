import { didYouMean } from "@sentinel-agent-identities/spelling";
import type { Problem } from "../../content";
import type { Tenant } from "../tenant";
import type { TenantSource } from "./check";

/** In both modes some responses wait for an approval, which nobody could give. */
export function responseProblems({ response }: Tenant, source: TenantSource): Problem[] {
  const { mode, approvers = [] } = response ?? {};
  const waivers = waiverProblems({ approvers, ...response }, source);
  if ((mode !== "Approve" && mode !== "Auto") || approvers.length > 0) return waivers;
  return [
    ...waivers,
    source.problem(
      ["response", "mode"],
      "tenant/response",
      `mode ${mode} asks for approvals, and there is no approver`,
      {
        suggestion: "add approvers: [<object ids of people>], or use DryRun",
      },
    ),
  ];
}

/** A waiver is somebody's who may approve, once, until a day that there is; whether that has passed is seen when it counts. */
function waiverProblems(
  { approvers = [], releaseWaivers = [] }: NonNullable<Tenant["response"]>,
  source: TenantSource,
): Problem[] {
  const ids = releaseWaivers.map(({ approver }) => approver.toLowerCase());
  return releaseWaivers.flatMap(({ approver, expires }, i) => {
    const report = (property: "approver" | "expires", message: string, suggestion: string) =>
      source.problem(["response", "releaseWaivers", i, property], "tenant/waiver", message, { suggestion });
    const day = new Date(`${expires}T00:00:00Z`);
    return [
      ...(approvers.some((one) => one.toLowerCase() === approver.toLowerCase())
        ? []
        : [
            report(
              "approver",
              `${approver} is none of the approvers, so there is nothing to waive`,
              didYouMean(approver, approvers) ?? "add it to approvers, or remove the waiver",
            ),
          ]),
      ...(ids.indexOf(approver.toLowerCase()) < i
        ? [report("approver", `${approver} has a waiver already`, "keep one")]
        : []),
      ...(Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== expires
        ? [report("expires", `there is no day ${expires}`, "write a day such as 2026-12-31")]
        : []),
    ];
  });
}
