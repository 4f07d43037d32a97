import type { Path } from "./source-file";

/** A parameter that an item of a workbook refers to: its name, the text with the reference, and where in that it stands. */
export interface ParameterReference {
  readonly name: string;
  readonly path: Path;
  readonly offset: number;
}

type Fields = Record<string, unknown>;
/** `{Name}` or `{Name:format}`, as the portal fills it in. */
const placeholder = /\{([A-Za-z_]\w*)(?::[^{}"\n]*)?\}/g;

/** Names that parameters, selections of rows, and links of a workbook set, groups included. */
export function parametersOf(template: unknown): readonly string[] {
  const names = new Set<unknown>();
  for (const [, item] of objects(template)) {
    if (Array.isArray(item.parameters)) for (const { name } of item.parameters as Fields[]) names.add(name);
    if (Array.isArray(item.exportedParameters))
      for (const { parameterName } of item.exportedParameters as Fields[]) names.add(parameterName);
    names.add(item.exportParameterName);
    if (item.linkTarget === "parameter") names.add(item.parameterName).add(item.cellValue);
  }
  return [...names].filter((name): name is string => typeof name === "string" && name !== "");
}

/** Where log queries, titles, times, resources and conditions of a workbook refer to parameters. */
export function parameterReferences(template: unknown): readonly ParameterReference[] {
  return objects(template).flatMap(([path, item]) => {
    const named = (key: string): ParameterReference[] =>
      typeof item[key] === "string" && item[key] !== "" ? [{ name: item[key], path: [...path, key], offset: 0 }] : [];
    const conditions = path.at(-1) === "conditionalVisibility" || path.at(-2) === "conditionalVisibilities";
    return [
      ...(item.queryType === 0 ? within(item.query, [...path, "query"]) : []),
      ...within(item.title, [...path, "title"]),
      ...(Array.isArray(item.crossComponentResources)
        ? item.crossComponentResources.flatMap((text, i) => within(text, [...path, "crossComponentResources", i]))
        : []),
      ...named("timeContextFromParameter"),
      ...(conditions ? named("parameterName") : []),
    ];
  });
}

const within = (text: unknown, path: Path): ParameterReference[] =>
  typeof text === "string"
    ? [...text.matchAll(placeholder)].map((match) => ({ name: match[1]!, path, offset: match.index }))
    : [];

/** Every object within a template, with where it stands. */
function objects(value: unknown, path: Path = []): [Path, Fields][] {
  if (typeof value !== "object" || value === null) return [];
  const below = (Array.isArray(value) ? [...value.entries()] : Object.entries(value)).flatMap(([key, inner]) =>
    objects(inner, [...path, key]),
  );
  return Array.isArray(value) ? below : [[path, value as Fields], ...below];
}
