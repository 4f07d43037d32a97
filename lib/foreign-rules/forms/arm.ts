import { v5 } from "uuid";
import type { Path, Problem, SourceFile } from "../../content";
import type { Draft, Drafts } from "../draft";
import { NewId, type Scope, UnknownValue, workedOut } from "./arm-expression";
import { type Data, isData } from "./data";

const ruleType = /(^|\/)alertRule(s|Templates)$/i;
/** A template inside of a template, as the content hub has them. */
const templateType = /\/contentTemplates$/i;
const queried = ["Scheduled", "NRT"];
const noScope: Scope = { parameters: {}, variables: {} };

const names = { displayName: "name", templateVersion: "version" };

const leftOut: Draft["leftOut"] = {
  enabled: (value) =>
    value === false
      ? "the rule is off where it comes from, and would run here: to keep it off write rules: { <its file's name>: { enabled: false } } in the tenant's file"
      : undefined,
  alertRuleTemplateName: (value) =>
    `the rule is no longer bound to the template ${String(value)}: Sentinel offers no updates of it`,
  startTimeUtc: () => "the rule starts when it is deployed, not at a time of its own",
  sentinelEntitiesMappings: () =>
    "entities that a column of the query lists are not kept: map them under entityMappings",
  // What Azure knows of it.
  alertRulesCreatedByTemplateCount: undefined,
  createdDateUTC: undefined,
  lastModifiedUtc: undefined,
  lastUpdatedDateUTC: undefined,
};

/** Whether a document is something of Azure Resource Manager's: a template, a resource, or an answer with some. */
export const isArm = (data: unknown): boolean =>
  Array.isArray(data)
    ? data.length > 0 && data.every(isResource)
    : isData(data) && (Array.isArray(data.resources) || Array.isArray(data.value) || isResource(data));

const isResource = (value: unknown): boolean =>
  isData(value) && isData(value.properties) && typeof value.type === "string";

/** The analytics rules of such a document. */
export function ofArm(source: SourceFile): Drafts {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  const document = source.data;
  if (Array.isArray(document)) each(document, []);
  else if (isData(document) && Array.isArray(document.value)) each(document.value, ["value"]);
  else if (isData(document) && Array.isArray(document.resources)) template(document, []);
  else read(document, [], noScope);
  return { drafts, problems };

  function template(data: Data, at: Path) {
    const scope = { parameters: dataOf(data.parameters), variables: dataOf(data.variables) };
    each(data.resources as unknown[], [...at, "resources"], scope);
  }

  function each(resources: readonly unknown[], at: Path, scope = noScope) {
    for (const [i, one] of resources.entries()) read(one, [...at, i], scope);
  }

  function read(resource: unknown, at: Path, scope: Scope): void {
    if (!isData(resource)) return;
    const type = String(resource.type);
    const inner = dataOf(resource.properties).mainTemplate;
    if (templateType.test(type) && isData(inner) && Array.isArray(inner.resources)) {
      const place = [...at, "properties", "mainTemplate"];
      // Its own expressions are literals of the one around it.
      template(evaluated(source, place, inner, scope, []) as Data, place);
    } else if (!ruleType.test(type)) other(at, type);
    else if (!queried.includes(String(resource.kind))) leave(at, String(resource.kind));
    else ruleOf(resource, at, scope);
  }

  function other(at: Path, type: string) {
    problems.push(
      source.problem(at, "import/not-a-rule", `${type} is no analytics rule, and is left out`, { warning: true }),
    );
  }

  function leave(at: Path, kind: string) {
    problems.push(
      source.problem(
        [...at, "kind"],
        "import/left-out",
        `a rule of kind ${kind} has no query of its own, and is left out`,
        {
          warning: true,
          suggestion: "switch it on in Sentinel itself",
        },
      ),
    );
  }

  function ruleOf(resource: Data, at: Path, scope: Scope) {
    const unknown: Problem[] = [];
    const settings = evaluated(source, [...at, "properties"], dataOf(resource.properties), scope, unknown) as Data;
    const id = idOf(source, resource, settings, at, scope, unknown);
    problems.push(...unknown);
    if (unknown.some(({ severity }) => severity === "error")) return;
    const { techniques, subTechniques, ...kept } = settings;
    const all = [...new Set([techniques, subTechniques].flatMap((list) => (Array.isArray(list) ? list : [])))];
    drafts.push({
      source,
      start: at,
      at: [...at, "properties"],
      settings: kept,
      beside: {
        id: { at: [...at, "name"], value: id },
        kind: { at: [...at, "kind"], value: resource.kind },
        relevantTechniques: { at: [...at, "properties", "techniques"], value: all },
      },
      names,
      leftOut,
    });
  }
}

/** Namespace of ids for rules whose template has none: from what they are called, so that the same rule gets the same. */
const namespace = "5b0f2f0e-6d1c-5c58-9a57-1f0c9d8be3a4";

/** What nobody writes into a name: the workspace's name is a parameter, and a part of the rule's. */
const unnamed = "\0";

/** The id of a rule: the last part of its resource's name. */
function idOf(source: SourceFile, resource: Data, settings: Data, at: Path, scope: Scope, problems: Problem[]): string {
  const place = [...at, "name"];
  const name = resource.name ?? resource.id;
  try {
    const whole = typeof name === "string" && scope !== noScope ? workedOut(name, { ...scope, unset: unnamed }) : name;
    const id = String(whole).split("/").at(-1)!;
    if (id.includes(unnamed)) throw new UnknownValue("it is a parameter without a default");
    return id;
  } catch (error) {
    if (!(error instanceof UnknownValue)) throw error;
    const isNew = error instanceof NewId;
    const message = isNew
      ? "the template makes another id at each deployment: the rule gets one that stays, from its name"
      : `the rule's id is not known before a deployment: ${error.message}`;
    problems.push(
      source.problem(place, isNew ? "import/added" : "import/unknown-value", message, {
        warning: isNew,
        ...(isNew ? {} : { suggestion: "write the rule's GUID as its name" }),
      }),
    );
    return v5(`imported/${String(settings.displayName)}`, namespace);
  }
}

/** A value of a template with its expressions worked out. */
function evaluated(source: SourceFile, at: Path, value: unknown, scope: Scope, problems: Problem[]): unknown {
  if (Array.isArray(value)) return value.map((one, i) => evaluated(source, [...at, i], one, scope, problems));
  if (isData(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, evaluated(source, [...at, key], inner, scope, problems)]),
    );
  if (typeof value !== "string" || scope === noScope) return value;
  try {
    return workedOut(value, scope);
  } catch (error) {
    if (!(error instanceof UnknownValue)) throw error;
    problems.push(
      source.problem(at, "import/unknown-value", `${value} is not known before a deployment: ${error.message}`, {
        suggestion: "write the value itself",
      }),
    );
    return value;
  }
}

const dataOf = (value: unknown): Data => (isData(value) ? value : {});
