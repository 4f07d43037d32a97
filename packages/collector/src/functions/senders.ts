import type { NamedSender } from "../intake";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const members = ["name", "principalId", "agents", "blueprints", "everyAgent", "names"];
const example =
  '[{"name":"gateway","principalId":"<object id>","agents":["<agent object id>"],"blueprints":["<appId>"],"everyAgent":false}]';

/**
 * Reads the setting `COLLECTOR_SENDERS`: a JSON array of who may speak for agents that it is not. `agents`, `blueprints`,
 * `everyAgent` and `names` may be left out.
 * @param problems gets a line for everything that is wrong
 * @returns nobody when the setting is absent or `[]`
 */
export function readSenders(text: string | undefined, problems: string[]): NamedSender[] {
  if (!text?.trim()) return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    // Said below.
  }
  if (!Array.isArray(list)) {
    problems.push(`COLLECTOR_SENDERS is no JSON array; write ${example}, or leave it out`);
    return [];
  }
  const senders = list.map((entry, index) => readSender(entry, `COLLECTOR_SENDERS[${index}]`, problems));
  for (const member of ["name", "principalId"] as const) {
    const values = senders.map((sender) => sender[member]);
    const twice = values.find((value, index) => value !== "" && values.indexOf(value) !== index);
    if (twice !== undefined) problems.push(`COLLECTOR_SENDERS has the ${member} "${twice}" twice; put it in one entry`);
  }
  return senders;
}

function readSender(entry: unknown, where: string, problems: string[]): NamedSender {
  const isObject = typeof entry === "object" && entry !== null && !Array.isArray(entry);
  if (!isObject) problems.push(`${where} is ${JSON.stringify(entry)}, no object; write ${example}`);
  const given = (isObject ? entry : {}) as Record<string, unknown>;
  const { name, principalId, everyAgent = false } = given;
  const problem = (member: string, what: string) => {
    if (isObject) problems.push(`${where}.${member} ${what}`);
  };
  for (const member of Object.keys(given))
    if (!members.includes(member)) problem(member, `is no member of a sender; there are ${members.join(", ")}`);
  if (typeof name !== "string" || name.trim() === "") problem("name", `is ${shown(name)}; write what people call it`);
  if (!isGuid(principalId)) problem("principalId", `is ${shown(principalId)}, no GUID`);
  if (typeof everyAgent !== "boolean") problem("everyAgent", `is ${shown(everyAgent)}; write true or false`);
  const ids = (member: "agents" | "blueprints"): string[] => {
    const list = given[member] ?? [];
    if (!Array.isArray(list)) problem(member, `is ${shown(list)}, no array of GUIDs`);
    else for (const id of list) if (!isGuid(id)) problem(member, `holds ${shown(id)}, no GUID`);
    return Array.isArray(list) ? list.filter(isGuid).map((id) => id.toLowerCase()) : [];
  };
  return {
    name: typeof name === "string" ? name : "",
    principalId: isGuid(principalId) ? principalId.toLowerCase() : "",
    agents: ids("agents"),
    blueprints: ids("blueprints"),
    everyAgent: everyAgent === true,
    ...namesOf(given.names, problem),
  };
}

function namesOf(given: unknown, problem: (member: string, what: string) => void): { names?: NamedSender["names"] } {
  if (given === undefined) return {};
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    problem("names", `is ${shown(given)}, no object of names and GUIDs`);
    return {};
  }
  const entries = Object.entries(given);
  for (const [name, id] of entries)
    if (!isGuid(id)) problem(`names["${name.slice(0, 40)}"]`, `is ${shown(id)}, no GUID`);
  return { names: Object.fromEntries(entries.map(([name, id]) => [name.toLowerCase(), String(id).toLowerCase()])) };
}

const isGuid = (value: unknown): value is string => typeof value === "string" && guid.test(value);
const shown = (value: unknown) => (value === undefined ? "missing" : JSON.stringify(value).slice(0, 60));
