import { type DetectionSpec, type Path, type Problem, suggestFrom } from "../content";
import type { Draft } from "./draft";
import * as values from "./values";

/** A rule in this project's form, and where its values come from. */
export interface Translated {
  readonly data: DetectionSpec;
  readonly original: (path: Path) => Path;
  readonly problems: readonly Problem[];
}

const each =
  (of: (value: unknown) => unknown) =>
  (value: unknown): unknown =>
    Array.isArray(value) ? value.map(of) : value;

/** How values of settings are spelled here. */
const spelled: Readonly<Record<string, (value: unknown) => unknown>> = {
  id: (value) => (typeof value === "string" ? value.toLowerCase() : value),
  name: (value) => (typeof value === "string" ? value.trim() : value),
  description: values.description,
  query: values.query,
  queryFrequency: values.timespan,
  queryPeriod: values.timespan,
  suppressionDuration: values.timespan,
  triggerOperator: values.operator,
  triggerThreshold: values.number,
  tactics: each(values.tactic),
  tags: each(values.tag),
  incidentConfiguration: (value) =>
    at(value, "groupingConfiguration", (inner) => at(inner, "lookbackDuration", values.timespan)),
};

/** Settings, in the order in which rule files have them. */
const order = [
  "id",
  "version",
  "kind",
  "name",
  "description",
  "severity",
  "status",
  "origin",
  "requiredDataConnectors",
  "queryFrequency",
  "queryPeriod",
  "triggerOperator",
  "triggerThreshold",
  "tactics",
  "relevantTechniques",
  "query",
  "entityMappings",
  "customDetails",
  "alertDetailsOverride",
  "eventGroupingSettings",
  "suppressionEnabled",
  "suppressionDuration",
  "incidentConfiguration",
  "tags",
] as const;
const known: ReadonlySet<string> = new Set(order);

/** A rule of another form in this one. What has no place here is a problem; nothing is left out without a word. */
export function translate(draft: Draft): Translated {
  const from = new Map<string, Path>();
  const found: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const take = (name: string, place: Path, value: unknown) => {
    const plain = withoutNothing(value);
    if (plain === undefined) return;
    found[name] = (spelled[name] ?? ((same: unknown) => same))(plain);
    from.set(name, place);
  };
  for (const [key, value] of Object.entries(draft.settings)) {
    const place = [...draft.at, key];
    const name = draft.names[key] ?? key;
    if (key in draft.leftOut) {
      const lost = withoutNothing(value) === undefined ? undefined : draft.leftOut[key]?.(value);
      if (lost !== undefined)
        problems.push(draft.source.problem(place, "import/left-out", lost, { atKey: true, warning: true }));
    } else if (known.has(name) && name !== "origin") take(name, place, value);
    else if (withoutNothing(value) !== undefined) problems.push(unknownKey(draft, place, key));
  }
  for (const [name, { at: place, value }] of Object.entries(draft.beside)) take(name, place, value);
  const own = { ...found, ...completed(found, draft, problems) };
  const data = Object.fromEntries(order.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])));
  const original = ([first, ...rest]: Path): Path => {
    const place = first === undefined ? undefined : from.get(String(first));
    return place === undefined ? draft.at : [...place, ...rest];
  };
  return { data: data as DetectionSpec, original, problems };
}

const unknownKey = ({ source, names, leftOut }: Draft, place: Path, key: string): Problem =>
  source.problem(place, "import/unknown-setting", `"${key}" is no setting of a rule that can be imported`, {
    atKey: true,
    suggestion: suggestFrom(key, [
      ...order.filter((name) => name !== "origin"),
      ...Object.keys(names),
      ...Object.keys(leftOut),
    ]),
  });

/** What rules here have to say and other forms need not. */
function completed(
  found: Readonly<Record<string, unknown>>,
  draft: Draft,
  problems: Problem[],
): Record<string, unknown> {
  const tell = (name: string, message: string) =>
    problems.push(draft.source.problem([...draft.at, name], "import/added", message, { warning: true }));
  const made: Record<string, unknown> = { origin: "imported" };
  for (const list of ["requiredDataConnectors", "tactics", "relevantTechniques", "entityMappings", "tags"])
    if (found[list] === undefined) made[list] = [];
  if (found.version === undefined) made.version = "1.0.0";
  if (found.kind === undefined) {
    made.kind = "Scheduled";
    tell("kind", "the rule does not say its kind: it is written as Scheduled");
  }
  if (found.description === undefined && typeof found.name === "string") {
    made.description = found.name;
    tell("description", "the rule has no description: its name is written in its place");
  }
  // Without suppression its duration says nothing; Sentinel keeps one all the same.
  if (found.suppressionEnabled !== true)
    Object.assign(made, { suppressionEnabled: undefined, suppressionDuration: undefined });
  return { ...made, ...correlation(found, draft, problems), ...catalogueTag(found, draft, problems) };
}

const correlationTag = /^\s*#\s*(dont|inc)_corr\s*#\s*/i;

/** Whether the Defender portal correlates a rule is each tenant's decision here, and no part of a description. */
function correlation({ description, name }: Readonly<Record<string, unknown>>, draft: Draft, problems: Problem[]) {
  const tag = typeof description === "string" ? correlationTag.exec(description) : null;
  if (!tag) return {};
  problems.push(
    draft.source.problem(
      [...draft.at, "description"],
      "import/left-out",
      `${tag[0].trim()} is taken out of the description`,
      {
        warning: true,
        suggestion:
          "each tenant decides whether the Defender portal correlates a rule: correlation in the tenant's file",
      },
    ),
  );
  return { description: String(description).slice(tag[0].length) || name };
}

/** A number of this catalogue would make playbooks take the rule's alerts for those of a detection here. */
function catalogueTag({ tags }: Readonly<Record<string, unknown>>, draft: Draft, problems: Problem[]) {
  const number = (Array.isArray(tags) ? tags : []).findIndex((tag) => /^AIC-\d{3}$/.test(String(tag)));
  if (number >= 0)
    problems.push(
      draft.source.problem(
        [...draft.at, "tags", number],
        "import/catalogue-id",
        `"${(tags as unknown[])[number]}" names a detection of this catalogue`,
        {
          suggestion: "take the tag out; a detection of the catalogue's own is begun with agentid new rule",
        },
      ),
    );
  return {};
}

/** A value without what says nothing: null, and empty texts, lists and objects; `undefined` where all of it is. */
function withoutNothing(value: unknown): unknown {
  if (value === null || value === "") return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => withoutNothing(one) ?? one);
  if (typeof value !== "object") return value;
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    const plain = withoutNothing(inner);
    return plain === undefined ? [] : [[key, plain] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function at(value: unknown, key: string, change: (inner: unknown) => unknown): unknown {
  if (typeof value !== "object" || value === null || !(key in value)) return value;
  return { ...value, [key]: change((value as Record<string, unknown>)[key]) };
}
