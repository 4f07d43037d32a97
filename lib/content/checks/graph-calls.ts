import { type Definition, workflowOf } from "@sentinel-agent-identities/logic-apps";
import { nearest } from "@sentinel-agent-identities/spelling";
import { graphCall, graphCallNames, permissionNameProblem, relationsOf, unknownProperties } from "../../graph";
import type { GovernanceItem } from "../kinds/governance";
import { type PlaybookItem, workflowsOf } from "../kinds/playbook";
import { described } from "../permissions/derive";
import { type Request, requestsOf } from "../permissions/requests";
import type { Problem } from "../problem";
import type { SourceFile } from "../source-file";

/** Calls of a playbook to Microsoft Graph and the permissions it asks for: what Graph does not have is refused here. */
export function playbookGraphProblems(item: PlaybookItem): Problem[] {
  const { data, source } = item;
  const roles = data.graphAppRoles.map((entry) => (typeof entry === "string" ? entry : entry.role));
  return [
    ...roles.flatMap((role, i) => {
      const problem = permissionNameProblem(role);
      if (!problem) return [];
      return [
        source.problem(["graphAppRoles", i], "graph/unknown-permission", problem.message, {
          suggestion: problem.suggestion,
        }),
      ];
    }),
    ...workflowsOf(item).flatMap(({ workflow, definition }) =>
      graphRequests(data.name, definition).flatMap((request) => callProblems(request, workflow)),
    ),
  ];
}

/** Requests of a governance policy. */
export function governanceGraphProblems({ data, source }: GovernanceItem): Problem[] {
  return data.resources.flatMap((resource, i) => {
    const version = resource.apiVersion ?? "v1.0";
    const call = graphCall("POST", version, resource.url);
    if (!call)
      return [
        source.problem(["resources", i, "url"], "graph/unknown-call", unknownCall(`POST ${version}/${resource.url}`), {
          suggestion: nearestCall("POST", `POST ${version}/${resource.url}`),
        }),
      ];
    const relations = relationsOf(call.type ?? "");
    const names = Object.keys(resource.body).filter((name) => !name.includes("@") && !relations.includes(name));
    return unknownProperties(call.type ?? "", names).map(({ name, suggestion }) =>
      source.problem(["resources", i, "body", name], "graph/unknown-property", unknownProperty(name, call.type!), {
        suggestion,
        atKey: true,
      }),
    );
  });
}

function graphRequests(name: string, definition: unknown): Request[] {
  let read: Definition;
  try {
    read = workflowOf(name, definition).definition;
  } catch {
    // Another check says what is wrong with it.
    return [];
  }
  return requestsOf(read).filter(({ service }) => service === "graph");
}

function callProblems(request: Request, workflow: SourceFile): Problem[] {
  const { method, path, select, at, action } = request;
  const [version = "", ...rest] = path.split("/");
  const call = graphCall(method, version, rest.join("/"));
  if (!call)
    return [
      workflow.problem(
        ["definition", ...at],
        "graph/unknown-call",
        `action "${action}": ${unknownCall(described(request))}`,
        { suggestion: nearestCall(method, described(request)) },
      ),
    ];
  return unknownProperties(call.type ?? "", select).map(({ name, suggestion }) =>
    workflow.problem(
      ["definition", ...at],
      "graph/unknown-property",
      `action "${action}" selects "${name}": ${unknownProperty(name, call.type!)}`,
      { suggestion },
    ),
  );
}

const unknownCall = (call: string): string =>
  `${call} is no call of Microsoft Graph among those that lib/graph/facts.json has`;

const unknownProperty = (name: string, type: string): string =>
  `Microsoft Graph's type ${type === "person" ? "user, group or servicePrincipal" : type} has no property ${name}`;

function nearestCall(method: string, call: string): string {
  const near = nearest(call, graphCallNames(method));
  const added = "add it to tools/graph/calls.ts, and write the facts anew";
  return near ? `did you mean "${near}"? If Graph has it, ${added}` : `if Graph has it, ${added}`;
}
