import { checkSchema, type Problem, suggestFrom } from "../../content";
import { removedFeatureProblems } from "../checks/removed-features";
import { documentOf, type Layer } from "./layer";
import { defaultsSchema, isOwnKey, ringsSchema, tenantFileSchema } from "./layer-schemas";
import type { TenantFile, TenantFiles } from "./tenant-files";

/** A ring, in the order of the rollout. */
export interface Ring {
  readonly name: string;
  /** how long a change stays here before the next ring gets it */
  readonly soakHours: number;
}

/** What holds for more than one tenant. */
export interface SharedLayers {
  readonly defaults?: Layer;
  readonly rings: ReadonlyMap<string, Layer>;
  readonly order: readonly Ring[];
}

interface RingsFile {
  readonly rings: readonly { readonly name: string; readonly soakHours?: number; readonly settings?: object }[];
}

/** Defaults and rings, held to their schemas. @param problems what is wrong is added here */
export function sharedLayers({ defaults, rings }: TenantFiles, problems: Problem[]): SharedLayers {
  const layer: Layer | undefined = defaults && { name: "defaults", source: defaults, base: [] };
  if (layer) problems.push(...settingsProblems(layer, defaultsSchema));
  if (!rings) return { defaults: layer, rings: new Map(), order: [] };
  const wrong = checkSchema(rings, ringsSchema).map((problem) => ofOneTenant(problem));
  problems.push(...wrong);
  if (wrong.length > 0) return { defaults: layer, rings: new Map(), order: [] };
  const found = new Map<string, Layer>();
  const listed = (rings.data as RingsFile).rings;
  for (const [i, { name, settings }] of listed.entries()) {
    if (found.has(name))
      problems.push(
        rings.problem(["rings", i, "name"], "tenant/rings", `there is a ring "${name}" already`, {
          suggestion: "give each ring its own name",
        }),
      );
    const own: Layer = { name: `ring ${name}`, source: rings, base: ["rings", i, "settings"] };
    if (settings) problems.push(...removedFeatureProblems(documentOf(own)));
    found.set(name, own);
  }
  return { defaults: layer, rings: found, order: listed.map(({ name, soakHours = 24 }) => ({ name, soakHours })) };
}

/** A tenant's layers, its own file last. @param problems what is wrong is added here */
export function layersOf({ source }: TenantFile, shared: SharedLayers, problems: Problem[]): Layer[] {
  const { name = "tenant", ring } = (source.data ?? {}) as { name?: string; ring?: unknown };
  const own: Layer = { name, source, base: [] };
  problems.push(...settingsProblems(own, tenantFileSchema));
  const known = [...shared.rings.keys()];
  if (typeof ring === "string" && !shared.rings.has(ring))
    problems.push(
      source.problem(["ring"], "tenant/ring", `there is no ring "${ring}"`, {
        suggestion: known.length > 0 ? suggestFrom(ring, known) : "list it in rings.yaml, beside this file",
      }),
    );
  const ofRing = typeof ring === "string" ? shared.rings.get(ring) : undefined;
  return [shared.defaults, ofRing && documentOf(ofRing).data ? ofRing : undefined, own].filter(
    (layer) => layer !== undefined,
  );
}

function settingsProblems(layer: Layer, schema: object): Problem[] {
  const document = documentOf(layer);
  // A feature that is gone says so, instead of being unknown.
  const gone = removedFeatureProblems(document);
  if (gone.length > 0) return gone;
  return checkSchema(document, schema).map((problem) => (layer.name === "defaults" ? ofOneTenant(problem) : problem));
}

/** A key that there is, in another file, is not misspelt. */
function ofOneTenant(problem: Problem): Problem {
  const key = /^unknown key "(\w+)"$/.exec(problem.message)?.[1];
  if (key === undefined || !isOwnKey(key)) return problem;
  return {
    ...problem,
    code: "tenant/not-shared",
    message: `${key} is each tenant's own`,
    suggestion: "write it in the tenant's file",
  };
}
