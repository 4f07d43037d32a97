import { type Definition, parseTemplate } from "@sentinel-agent-identities/logic-apps";
import type { Expression } from "@sentinel-agent-identities/logic-apps/syntax";
import { actionSites, literalName } from "@sentinel-agent-identities/logic-apps/syntax";
import type { Path } from "../source-file";
import type { Service } from "./calls";

/** A call that a workflow makes, as far as its definition says where it goes. */
export interface Request {
  /** the action's or trigger's name */
  readonly action: string;
  /** of the address, inside the definition */
  readonly at: Path;
  readonly service: Service | undefined;
  readonly method: string;
  /** as `KnownCall.path`; the whole address where the service is not known */
  readonly path: string;
  /** properties that $select names */
  readonly select: readonly string[];
  /** names of the body's properties; undefined for a body that is an expression, none for no body */
  readonly body: readonly string[] | undefined;
  /** a part of the address that may hold more than one segment */
  readonly unencoded?: string;
}

/** Parameters that stand for something whose shape the platform warrants, and their names in paths. */
const warranted: Readonly<Record<string, string>> = {
  WorkspaceResourceId: "{workspace}",
  DataCollectionRuleImmutableId: "{rule}",
  LogsIngestionEndpoint: "https://ingestion",
  ClaimsTable: "https://claims",
  SigningKey: "https://vault",
};
const services: readonly (readonly [RegExp, Service])[] = [
  [/^https:\/\/graph\.microsoft\.(com|us)\//i, "graph"],
  [/^https:\/\/management\.(azure\.com|usgovcloudapi\.net)/i, "arm"],
  [/^https:\/\/api\.loganalytics\.azure\.(com|us)/i, "query"],
  [/^https:\/\/ingestion/i, "ingestion"],
  [/^https:\/\/claims/i, "claims"],
  [/^https:\/\/vault/i, "vault"],
  [/^https:\/\/platform/i, "platform"],
];
const connectorName = /\$connections'\)\['(\w+)'\]/;

/** Every call of a workflow: HTTP actions, actions of connectors, and the trigger's own. */
export function requestsOf(definition: Definition): Request[] {
  const triggers = Object.entries(definition.triggers).flatMap(([name, { type, inputs }]) =>
    /^ApiConnectionWebhook$/i.test(type ?? "")
      ? [connectorRequest(name, ["triggers", name], inputs, definition, "TRIGGER")]
      : [],
  );
  const actions = actionSites(definition).flatMap(({ name, path, action }): Request[] => {
    const { type, inputs } = action;
    if (/^ApiConnection$/i.test(type)) return [connectorRequest(name, path, inputs, definition)];
    if (/^Http$/i.test(type)) return [httpRequest(name, path, inputs, definition)];
    if (/^ApiConnectionWebhook$/i.test(type) && connectorOf(inputs) === "teams")
      return [connectorRequest(name, path, inputs, definition, "WEBHOOK")];
    // What else reaches out is not known by its address.
    return /^(ApiConnectionWebhook|HttpWebhook|Function|Workflow|SendToBatch)$/i.test(type)
      ? [{ action: name, at: [...path, "type"], service: undefined, method: type, path: "", select: [], body: [] }]
      : [];
  });
  return [...triggers, ...actions];
}

const connectorOf = (inputs: unknown): string | undefined =>
  connectorName.exec(JSON.stringify(recordOf(inputs).host ?? null))?.[1];

function connectorRequest(
  action: string,
  path: Path,
  given: unknown,
  definition: Definition,
  method?: string,
): Request {
  const inputs = recordOf(given);
  const connector = connectorOf(inputs);
  const { text, unencoded } = addressOf(String(inputs.path ?? ""), definition);
  return {
    action,
    at: [...path, "inputs", "path"],
    service: connector === "azuresentinel" ? "sentinel" : connector === "teams" ? "teams" : undefined,
    method: method ?? String(inputs.method ?? "").toUpperCase(),
    path: text,
    select: [],
    body: [],
    ...(unencoded === undefined ? {} : { unencoded }),
  };
}

function httpRequest(action: string, path: Path, given: unknown, definition: Definition): Request {
  const inputs = recordOf(given);
  const { text, unencoded } = addressOf(String(inputs.uri ?? ""), definition);
  const found = services.find(([pattern]) => pattern.test(text));
  const [address = "", query = ""] = text.split("?");
  const service = found?.[1];
  const { body } = inputs;
  return {
    action,
    at: [...path, "inputs", "uri"],
    service,
    method: String(inputs.method ?? "").toUpperCase(),
    path: found ? address.replace(found[0], "") : address,
    select: /(?:^|&)\$select=([^&]*)/.exec(query)?.[1]?.split(",") ?? [],
    body:
      body === undefined ? [] : isRecord(body) ? Object.keys(body).map((key) => key.replace(/^@@/, "@")) : undefined,
    ...(unencoded === undefined ? {} : { unencoded }),
  };
}

/** An address with the defaults of its parameters in it, and braces for what else is only known in a run. */
function addressOf(uri: string, { parameters = {} }: Definition): { text: string; unencoded?: string } {
  const template = parseTemplate(uri);
  const parts =
    template.kind === "interpolation"
      ? template.parts
      : [template.kind === "text" ? template.text : template.expression];
  const unencoded: string[] = [];
  const text = parts.map((part) => {
    if (typeof part === "string") return part;
    const name = part.kind === "call" && part.name.toLowerCase() === "parameters" ? literalName(part) : undefined;
    if (name !== undefined && warranted[name]) return warranted[name];
    const given = name === undefined ? undefined : parameters[name]?.defaultValue;
    if (typeof given === "string" && given.startsWith("https://")) return given;
    if (isIncidentId(part)) return "{incident}";
    if (isEndpoint(part)) return "https://platform";
    if (!(part.kind === "call" && /^(encodeUriComponent|uriComponent)$/i.test(part.name)))
      unencoded.push(uri.slice(part.at, part.at + 60));
    return "{}";
  });
  return { text: text.join(""), ...(unencoded[0] === undefined ? {} : { unencoded: unencoded[0] }) };
}

/**
 * `triggerBody()?['object']?['id']`: Sentinel's own id of the incident; or `variables('Incident')?['id']`, where a run keeps
 * it, since a merge may move what it is about to another one.
 */
function isIncidentId(expression: Expression): boolean {
  if (expression.kind !== "access" || textOf(expression.key) !== "id") return false;
  const { target } = expression;
  if (target.kind === "call") return target.name.toLowerCase() === "variables" && literalName(target) === "Incident";
  return (
    target.kind === "access" &&
    textOf(target.key) === "object" &&
    target.target.kind === "call" &&
    target.target.name.toLowerCase() === "triggerbody"
  );
}

/** `parameters('ExternalEndpoints')?[…]`: whatever picks it, it is one of the addresses that the tenant wrote. */
const isEndpoint = (expression: Expression): boolean =>
  expression.kind === "access" &&
  expression.target.kind === "call" &&
  expression.target.name.toLowerCase() === "parameters" &&
  literalName(expression.target) === "ExternalEndpoints";

const textOf = (expression: Expression): unknown => (expression.kind === "literal" ? expression.value : undefined);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const recordOf = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});
