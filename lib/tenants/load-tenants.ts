import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import {
  assertNoErrors,
  type Content,
  ContentError,
  checkSchema,
  detectionId,
  didYouMean,
  type Problem,
  SourceFile,
  watchlistItemProblems,
} from "../content";
import { approvalsProblems } from "./approvals";
import { externalAgentsOf } from "./external-agents";
import { externalEndpointProblems } from "./external-endpoints";
import { removedFeatureProblems } from "./removed-features";
import { tenantSchema } from "./schema";
import { senderProblems } from "./senders";
import type { Tenant } from "./tenant";

/**
 * Reads every `*.yaml` in `folder`, in name order.
 * @throws ContentError with the problems of every file
 */
export function loadTenants(folder: string, content: Content): Tenant[] {
  if (!existsSync(folder)) throw new ContentError([nowhere(folder, "the folder does not exist")]);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort();
  if (files.length === 0) throw new ContentError([nowhere(folder, "there is no tenant file")]);
  const problems: Problem[] = [];
  const tenants = new Map<string, Tenant>();
  for (const file of files) {
    try {
      const { tenant, source } = readTenant(join(folder, file), content);
      if (tenants.has(tenant.name))
        problems.push(
          source.problem(["name"], "tenant/duplicate", `another file already describes the tenant "${tenant.name}"`),
        );
      tenants.set(tenant.name, tenant);
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      problems.push(...error.problems);
    }
  }
  assertNoErrors(problems);
  return [...tenants.values()];
}

/**
 * Reads one tenant file.
 * @throws ContentError with every problem of the file
 */
export function loadTenant(path: string, content: Content): Tenant {
  return readTenant(path, content).tenant;
}

function readTenant(path: string, content: Content): { tenant: Tenant; source: SourceFile } {
  const source = SourceFile.read(path, relative(process.cwd(), path));
  assertNoErrors(removedFeatureProblems(source));
  assertNoErrors(checkSchema(source, tenantSchema));
  const externalAgents = externalAgentsOf(path, source);
  const tenant: Tenant = { ...(source.data as Omit<Tenant, "externalAgents">), externalAgents };
  assertNoErrors([
    ...workspaceProblems(tenant, source),
    ...senderProblems(tenant, source),
    ...responseProblems(tenant, source),
    ...externalEndpointProblems(tenant, source),
    ...approvalsProblems(tenant, source),
    ...correlationProblems(tenant, source, content),
    ...governanceProblems(tenant, source, content),
    ...watchlistProblems(tenant, source, content),
  ]);
  return { tenant, source };
}

function workspaceProblems({ workspace }: Tenant, source: SourceFile): Problem[] {
  const { name, existingWorkspaceId, retentionInDays } = workspace;
  if ((name === undefined) === (existingWorkspaceId === undefined)) {
    return [
      source.problem(
        ["workspace"],
        "tenant/workspace",
        `the workspace has ${name === undefined ? "neither name nor" : "both name and"} existingWorkspaceId`,
        { suggestion: "give name to create one, or existingWorkspaceId to use one" },
      ),
    ];
  }
  if (existingWorkspaceId === undefined || retentionInDays === undefined) return [];
  return [
    source.problem(
      ["workspace", "retentionInDays"],
      "tenant/workspace",
      "nothing about an existing workspace is changed, its retention neither",
      { atKey: true, suggestion: "remove retentionInDays, and set it where the workspace is managed" },
    ),
  ];
}

/** A choice for a rule that there is not would be no choice. */
function correlationProblems({ correlation }: Tenant, source: SourceFile, { detections }: Content): Problem[] {
  const known = [...new Set(detections.flatMap(({ data }) => detectionId(data) ?? []))];
  return Object.keys(correlation?.rules ?? {})
    .filter((id) => !known.includes(id))
    .map((id) =>
      source.problem(["correlation", "rules", id], "tenant/correlation", `there is no rule with the id "${id}"`, {
        atKey: true,
        suggestion: didYouMean(id, known) ?? "name a catalogue id, such as AIC-046",
      }),
    );
}

/** In both modes some responses wait for an approval, which nobody could give. */
function responseProblems({ response }: Tenant, source: SourceFile): Problem[] {
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
  source: SourceFile,
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

/** What a policy needs is not switched on behind the tenant's back: an attribute set, for one, stays for ever. */
function governanceProblems({ governance = {} }: Tenant, source: SourceFile, content: Content): Problem[] {
  return content.governance
    .filter(({ data }) => governance[data.name])
    .flatMap(({ data }) =>
      (data.requires ?? [])
        .filter((name) => !governance[name])
        .map((name) =>
          source.problem(["governance", data.name], "tenant/governance", `${data.name} needs ${name}, which is off`, {
            atKey: true,
            suggestion: `switch ${name} on under governance`,
          }),
        ),
    );
}

function watchlistProblems(tenant: Tenant, source: SourceFile, content: Content): Problem[] {
  const specs = new Map(content.watchlists.map(({ data }) => [data.alias, data]));
  return Object.entries(tenant.watchlists ?? {}).flatMap(([alias, items]) => {
    if (alias === "AgentSenders")
      return [
        source.problem(["watchlists", alias], "tenant/senders", "AgentSenders is written from senders", {
          atKey: true,
          suggestion: "name senders of this tenant under senders",
        }),
      ];
    const spec = specs.get(alias);
    if (!spec) {
      return [
        source.problem(["watchlists", alias], "tenant/unknown-watchlist", `there is no watchlist "${alias}"`, {
          atKey: true,
          suggestion: didYouMean(alias, [...specs.keys()]),
        }),
      ];
    }
    return watchlistItemProblems(spec, items, source, ["watchlists", alias], spec.items);
  });
}

function nowhere(folder: string, message: string): Problem {
  return {
    code: "tenant/none",
    severity: "error",
    message,
    file: folder,
    line: 1,
    column: 1,
    suggestion: "write one file per tenant, such as tenants/contoso.yaml",
  };
}
