import { type Action, type Actions, compose, whatever } from "./action";
import { html, httpStatus, segment, text } from "./expression";
import { verdict } from "./guard";
import { type Case, concat } from "./judge";
import { graph } from "./services";
import { entry, subject } from "./turn";

/** The agent identity that an expression names. */
export const principal = (id: string): string => `v1.0/servicePrincipals/${text(segment(id))}`;
export const agentIdentity = (id: string): string => `${principal(id)}/microsoft.graph.agentIdentity`;

/** A property of the principal as it was read. */
export const agent = (property: string): string => `outputs('Agent')?['${property}']`;
/** The same, as it was read once more. */
export const agentAgain = (property: string): string => `outputs('Agent_again')?['${property}']`;

/** Reads the subject as an agent identity into `Agent`, empty when it could not be read. */
export const readAgent = (properties: string): Actions => ({
  Get_agent: graph("GET", `${agentIdentity(subject)}?$select=${properties}`),
  Agent: answerOf("Get_agent"),
});

/** Reads the agent of an entry once more, into `Agent_again`. */
export const readAgentAgain = (properties: string): Actions => ({
  Get_agent_again: graph("GET", `${agentIdentity(entry("agentId"))}?$select=${properties}`),
  Agent_again: answerOf("Get_agent_again"),
});

/** The answer of a request, or an empty object: a gateway's error page has no properties. */
export const answerOf = (request: string): Action =>
  whatever(request, compose(`@if(equals(${httpStatus(request)}, 200), body('${request}'), json('{}'))`));

/** Why an object that was looked up is none to act on. @param missing what 404 means */
export const lookupCases = (request: string, missing: string): readonly Case[] => [
  [`equals(${httpStatus(request)}, 404)`, "Skip", missing],
  [
    `not(equals(${httpStatus(request)}, 200))`,
    "Failed",
    concat(
      "'The state could not be read (HTTP status '",
      `string(coalesce(${httpStatus(request)}, 'none'))`,
      "'): nothing was changed.'",
    ),
  ],
];

/** Graph knows a type by the address: another kind of principal is not there. */
export const noAgent =
  "The directory has no agent identity with this object id: it is a person, another kind of principal, or gone.";

/** The subject's name: as the directory has it, else as the workspace has it. */
export const agentName = text(`coalesce(${agent("displayName")}, ${verdict("name")}, ${subject})`);

/** `agent <b>name</b> (id)` in a comment. */
export const agentTarget = (kind = "agent"): string =>
  `${kind} <b>${text(html(entry("name"), 120))}</b> (${text(html(entry("agentId")))})`;
/** The same in the request for approval, about `item()`. */
export const agentItem = (kind = "agent"): string =>
  `${kind} <b>${text(html("item()?['name']", 120))}</b> (${text(html("item()?['agentId']"))}):`;
