import { type Actions, compose, whatever } from "./action";
import { html, httpStatus, segment, text } from "./expression";
import { verdict } from "./guard";
import { type Case, concat } from "./judge";
import { entry, subject } from "./playbook";
import { graph } from "./services";

/** The agent identity that an expression names. */
export const principal = (id: string): string => `v1.0/servicePrincipals/${text(segment(id))}`;
export const agentIdentity = (id: string): string => `${principal(id)}/microsoft.graph.agentIdentity`;

/** A property of the principal as it was read. */
export const agent = (property: string): string => `outputs('Agent')?['${property}']`;

/** Reads the subject as a service principal into `Agent`, empty when it could not be read. */
export const readAgent = (properties: string): Actions => ({
  Get_agent: graph(
    "GET",
    `${principal(subject)}?$select=id,displayName,accountEnabled,servicePrincipalType${properties}`,
  ),
  Agent: whatever("Get_agent", compose(`@if(equals(${httpStatus("Get_agent")}, 200), body('Get_agent'), json('{}'))`)),
});

/** Why a principal that was read is none to act on. @param type its servicePrincipalType must be */
export const principalCases = (type: "ServiceIdentity" | "Application", kind: string): readonly Case[] => [
  [
    `equals(${httpStatus("Get_agent")}, 404)`,
    "Skip",
    "The directory has no service principal with this object id: it is a person, or gone.",
  ],
  [
    `not(equals(${httpStatus("Get_agent")}, 200))`,
    "Failed",
    concat(
      "'The state could not be read from Microsoft Graph (HTTP status '",
      `string(coalesce(${httpStatus("Get_agent")}, 'none'))`,
      "'): nothing was changed.'",
    ),
  ],
  [
    `not(equals(${agent("servicePrincipalType")}, '${type}'))`,
    "Skip",
    concat(`'It is no ${kind} but a service principal of type '`, `string(${agent("servicePrincipalType")})`, "'.'"),
  ],
];

/** The subject's name: as the directory has it, else as the workspace has it. */
export const agentName = text(`coalesce(${agent("displayName")}, ${verdict("name")}, ${subject})`);

/** `agent <b>name</b> (id)` in a comment. */
export const agentTarget = (kind = "agent"): string =>
  `${kind} <b>${text(html(entry("name")))}</b> (${text(html(entry("agentId")))})`;
/** The same in the request for approval, about `item()`. */
export const agentItem = (kind = "agent"): string =>
  `${kind} <b>${text(html("item()?['name']"))}</b> (${text(html("item()?['agentId']"))}):`;
