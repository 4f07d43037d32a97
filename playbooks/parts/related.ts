import { type Actions, compose, select, set, whatever, when } from "./action";
import { agentIdentity } from "./agent";
import { httpStatus } from "./expression";
import { graph } from "./services";
import { subject } from "./turn";

/** Object ids, in lower case, of who owns, sponsors or made one of the agents. */
export const related = "variables('Related')";
/** Whether there may be others: a list could not be read, or names a group, whose members are not known here. */
export const unsureWhoIsRelated = "variables('UnsureWhoIsRelated')";

const idsOf = (request: string): string =>
  `if(equals(${httpStatus(request)}, 200), coalesce(body('${request}')?['value'], json('[]')), json('[]'))`;
const isUnsure = (request: string): string =>
  `or(not(equals(${httpStatus(request)}, 200)), contains(toLower(string(coalesce(body('${request}'), ''))), '#microsoft.graph.group'))`;

/**
 * Adds who answers for the subject to `Related`: its sponsors and owners in Microsoft Graph, and whom the workspace knows.
 * @param known an expression for a list of ids from the workspace
 * @see https://learn.microsoft.com/graph/api/agentidentity-list-sponsors
 */
export function readRelated(known: string): Actions {
  return {
    // What is no agent is not released, and nobody answers for it.
    Is_it_an_agent: when(`not(equals(${httpStatus("Get_agent")}, 404))`, {
      Get_sponsors: graph("GET", `${agentIdentity(subject)}/sponsors?$select=id`, { items: 100 }),
      Get_owners: whatever("Get_sponsors", graph("GET", `${agentIdentity(subject)}/owners?$select=id`, { items: 100 })),
      Is_it_unsure: whatever(
        "Get_owners",
        when(`or(${isUnsure("Get_sponsors")}, ${isUnsure("Get_owners")})`, {
          Keep_unsure: set("UnsureWhoIsRelated", true),
        }),
      ),
      People: select(`union(${idsOf("Get_sponsors")}, ${idsOf("Get_owners")})`, "@toLower(string(item()?['id']))"),
      All_related: compose(`@union(${related}, body('People'), coalesce(${known}, json('[]')))`),
      Keep_related: set("Related", "@outputs('All_related')"),
    }),
  };
}
