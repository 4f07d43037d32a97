import { nearest } from "@sentinel-agent-identities/spelling";
import { RelayError } from "../errors";
import { weight } from "../limits";
import { readSettingsFile, type SettingsFile } from "./file";
import { isGuid, isLoopback } from "./kinds";
import { agentMembers, type Setting, settings } from "./table";

/** An agent that the relay signs for. */
export interface RelayAgent {
  /** object id, lower case */
  readonly id: string;
  /** file of its key. @default - `key.json` in its folder */
  readonly key?: string;
  /** what its resource says: attributes by name */
  readonly attributes: Readonly<Record<string, string>>;
  /** whether it signs what no other agent is found for */
  readonly isDefault: boolean;
}

/** The relay's settings, checked and complete: `table.ts` says what they are. */
export interface RelaySettings {
  readonly agents: readonly RelayAgent[];
  readonly folder: string;
  /** where records go */
  readonly destination:
    | { readonly endpoint: string; readonly ruleId: string; readonly stream: string }
    | { readonly intake: { readonly url: string; readonly scope: string } };
  readonly identity: "managed" | "workload";
  readonly clientId?: string;
  readonly host: string;
  /** 0 for any, undefined for none */
  readonly httpPort?: number;
  readonly grpcPort?: number;
  readonly tokenFile?: string;
  readonly maxRequestBytes: number;
  readonly maxHeldBytes: number;
  readonly maxSpoolBytes: number;
  readonly drainSeconds: number;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Values = Readonly<Record<(typeof settings)[number]["name"], string | number | boolean | undefined>>;

/** Names the settings file. */
const fileVariable = "AGENTID_RELAY_CONFIG";

/**
 * Reads the settings from the environment and a file; the environment counts first.
 * @param file @default - what AGENTID_RELAY_CONFIG names, or none
 * @throws RelayError with everything that is wrong
 */
export function readRelaySettings(environment: Environment, file?: string): RelaySettings {
  const path = file ?? (environment[fileVariable] || undefined);
  const given: SettingsFile = path === undefined ? { values: {}, at: () => "" } : readSettingsFile(path);
  const problems = [...unknownVariables(environment), ...unknownMembers(given)];
  const values = Object.fromEntries(
    settings.map((setting) => [setting.name, oneSetting(setting, environment, given, problems)]),
  ) as Values;
  const agents = agentsOf(values, given, problems);
  const destination = destinationOf(values, problems);
  checkHost(values, problems);
  const { maxRequestBytes, maxHeldBytes } = values;
  if (Number(maxHeldBytes) < weight * Number(maxRequestBytes))
    problems.push(
      `maxHeldBytes is ${maxHeldBytes}, and a request of maxRequestBytes (${maxRequestBytes}) can take ${weight * Number(maxRequestBytes)}; raise the one, or lower the other`,
    );
  if (values.httpPort === -1 && values.grpcPort === -1)
    problems.push("httpPort and grpcPort are both off; leave one of them on");
  if (problems.length > 0) throw new RelayError(problems);
  return {
    agents,
    folder: String(values.folder),
    destination: destination!,
    identity: identityOf(values, environment),
    clientId: values.clientId as string | undefined,
    host: String(values.host),
    httpPort: portOf(values.httpPort),
    grpcPort: portOf(values.grpcPort),
    tokenFile: values.tokenFile as string | undefined,
    maxRequestBytes: Number(values.maxRequestBytes),
    maxHeldBytes: Number(values.maxHeldBytes),
    maxSpoolBytes: Number(values.maxSpoolBytes),
    drainSeconds: Number(values.drainSeconds),
  };
}

const portOf = (port: unknown) => (port === -1 ? undefined : Number(port));

function oneSetting(setting: Setting, environment: Environment, file: SettingsFile, problems: string[]) {
  const { name, variable, kind, fallback } = setting;
  const said = environment[variable] || undefined;
  const value = said ?? file.values[name];
  if (value === undefined || value === null) return fallback;
  const read = kind.read(value);
  if (read !== undefined) return read;
  const where = said === undefined ? `${file.at(name)} ${name}` : variable;
  problems.push(`${where} is ${JSON.stringify(value)}; write ${kind.wanted}`);
  return fallback;
}

function unknownVariables(environment: Environment): string[] {
  const known = [fileVariable, ...settings.map(({ variable }) => variable)];
  return Object.keys(environment)
    .filter((name) => name.startsWith("AGENTID_RELAY_") && !known.includes(name))
    .map((name) => `${name} is no setting; ${hint(name, known)}`);
}

function unknownMembers({ values, at }: SettingsFile): string[] {
  const known = ["agents", ...settings.map(({ name }) => name)];
  return Object.keys(values)
    .filter((name) => !known.includes(name))
    .map((name) => `${at(name)} ${name} is no setting; ${hint(name, known)}`);
}

function hint(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? `known are ${known.join(", ")}` : `did you mean ${meant}?`;
}

function agentsOf(values: Values, file: SettingsFile, problems: string[]): RelayAgent[] {
  const { agents: list = [] } = file.values;
  if (!Array.isArray(list)) {
    problems.push(`${file.at("agents")} agents is no list; write "- id: <object id>" for each agent`);
    return [];
  }
  const agents = list.map((entry, index) => agentOf(entry, index, file, problems));
  const id = values.agent as string | undefined;
  const key = values.key as string | undefined;
  if (id !== undefined) {
    const listed = agents.findIndex((agent) => agent.id === id);
    const own = { id, ...(key === undefined ? {} : { key }), isDefault: true };
    if (listed === -1) agents.push({ attributes: {}, ...own });
    else agents[listed] = { ...agents[listed]!, ...own };
    for (const other of agents.filter(({ id: one, isDefault }) => isDefault && one !== id))
      problems.push(
        `agents has ${other.id} without service and attributes beside agent ${id}; say which spans are its own`,
      );
  } else if (agents.length === 0)
    problems.push(
      "no agent is set: write AGENTID_RELAY_AGENT=<object id of the agent identity>, or a list agents in the file",
    );
  else if (key !== undefined) problems.push("key is set without agent; write it in the entry of the agent that has it");
  if (id === undefined && agents.filter(({ isDefault }) => isDefault).length > 1)
    problems.push(
      `${file.at("agents")} agents has more than one without service and attributes; say which spans are whose`,
    );
  const ids = agents.map((agent) => agent.id);
  const twice = ids.find((one, index) => one !== "" && ids.indexOf(one) !== index);
  if (twice !== undefined) problems.push(`${file.at("agents")} agents has ${twice} twice; put it in one entry`);
  return agents;
}

function agentOf(entry: unknown, index: number, file: SettingsFile, problems: string[]): RelayAgent {
  const nobody = { id: "", attributes: {}, isDefault: false };
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
    problems.push(`${file.at("agents", index)} agents[${index}] is no object; write "id: <object id>" in it`);
    return nobody;
  }
  const problem = (member: string, what: string) =>
    problems.push(`${file.at("agents", index, member)} agents[${index}].${member} ${what}`);
  const { id, key, service, attributes = {} } = entry as Record<string, unknown>;
  for (const member of Object.keys(entry))
    if (!(agentMembers as readonly string[]).includes(member))
      problem(member, `is no member of an agent; ${hint(member, agentMembers)}`);
  if (!isGuid(id)) problem("id", `is ${JSON.stringify(id) ?? "missing"}; write the object id of the agent identity`);
  if (key !== undefined && typeof key !== "string") problem("key", "is no text; write the path of a file");
  if (service !== undefined && typeof service !== "string")
    problem("service", "is no text; write the service.name that the agent sends");
  const named = typeof attributes === "object" && attributes !== null ? Object.entries(attributes) : [];
  if (
    typeof attributes !== "object" ||
    Array.isArray(attributes) ||
    named.some(([, value]) => typeof value !== "string")
  )
    problem("attributes", "is no object of texts; write resource attributes and their values");
  const wanted = {
    ...Object.fromEntries(named.map(([name, value]) => [name, String(value)])),
    ...(typeof service === "string" ? { "service.name": service } : {}),
  };
  return {
    id: isGuid(id) ? id.toLowerCase() : "",
    ...(typeof key === "string" ? { key } : {}),
    attributes: wanted,
    isDefault: Object.keys(wanted).length === 0,
  };
}

function destinationOf(values: Values, problems: string[]): RelaySettings["destination"] | undefined {
  const { endpoint, ruleId, stream, intakeUrl, intakeScope } = values as Readonly<Record<string, string | undefined>>;
  const direct = endpoint !== undefined || ruleId !== undefined;
  const intake = intakeUrl !== undefined || intakeScope !== undefined;
  if (direct === intake)
    problems.push(
      direct
        ? "endpoint or ruleId and intakeUrl or intakeScope are set; records go one way: keep one of the two"
        : "nothing says where records go: set endpoint and ruleId, or intakeUrl and intakeScope",
    );
  else if (direct && endpoint !== undefined && ruleId !== undefined) return { endpoint, ruleId, stream: stream! };
  else if (direct)
    problems.push(`${endpoint === undefined ? "endpoint" : "ruleId"} is missing; set endpoint and ruleId`);
  else if (intakeUrl !== undefined && intakeScope !== undefined)
    return { intake: { url: intakeUrl, scope: intakeScope } };
  else
    problems.push(`${intakeUrl === undefined ? "intakeUrl" : "intakeScope"} is missing; set intakeUrl and intakeScope`);
  return undefined;
}

function checkHost({ host, allowOtherHosts }: Values, problems: string[]): void {
  if (isLoopback(String(host)) || allowOtherHosts === true) return;
  problems.push(
    `host is ${host}: whoever reaches it could have anything signed in the agent's name; write 127.0.0.1, or set allowOtherHosts to true and a tokenFile`,
  );
}

function identityOf({ identity }: Values, environment: Environment): "managed" | "workload" {
  if (identity !== undefined) return identity as "managed" | "workload";
  return environment.AZURE_FEDERATED_TOKEN_FILE ? "workload" : "managed";
}
