import { graphErrors } from "../errors";
import { link, page, selected } from "../odata";
import type { GraphReply, Route, RouteContext } from "../route";

/** Delta queries over service principals: https://learn.microsoft.com/graph/api/serviceprincipal-delta */
export const changeRoutes: readonly Route[] = [
  {
    method: "GET",
    versions: ["v1.0", "beta"],
    path: "servicePrincipals/delta",
    query: ["$select", "$skiptoken", "$deltatoken"],
    cost: 1,
    answer: (context) => (context.request.query.has("$deltatoken") ? since(context) : everything(context)),
  },
];

/** `latest` gives nothing but a place to go on from. */
function since(context: RouteContext): GraphReply {
  const { directory, request } = context;
  const token = request.query.get("$deltatoken")!;
  const position = token === "latest" ? directory.position : Number(token);
  if (!Number.isInteger(position) || position < 0 || position > directory.position)
    throw graphErrors.badRequest("Badly formed token.");
  const refusal = directory.forgot(position);
  if (refusal !== undefined) throw graphErrors.resync(refusal);
  const value = directory.changedSince(position).map((object) => selected(object, request.query));
  return { status: 200, body: { "@odata.deltaLink": deltaLink(context), value } };
}

function everything(context: RouteContext): GraphReply {
  const reply = page(context, context.directory.list("servicePrincipals"));
  const body = reply.body as Record<string, unknown>;
  return "@odata.nextLink" in body ? reply : { ...reply, body: { ...body, "@odata.deltaLink": deltaLink(context) } };
}

const deltaLink = (context: RouteContext): string => {
  const query = new URLSearchParams(context.request.query);
  query.delete("$skiptoken");
  const request = { ...context.request, query };
  return link({ ...context, request }, { $deltatoken: String(context.directory.position) });
};
