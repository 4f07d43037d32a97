import type { PolicyDocument, PolicyResource } from "./document";
import { resolved } from "./resolve";

type Data = Readonly<Record<string, unknown>>;

interface Module {
  readonly resources?: readonly PlannedResource[];
  readonly child_modules?: readonly Module[];
}
interface PlannedResource {
  readonly address: string;
  readonly mode?: string;
  readonly type: string;
  readonly values?: Data;
}
interface ConfigModule {
  readonly resources?: readonly {
    readonly address: string;
    readonly expressions?: Data;
    readonly depends_on?: readonly string[];
  }[];
  readonly module_calls?: Readonly<Record<string, { readonly module?: ConfigModule }>>;
  readonly variables?: Data;
}

/** What `terraform show -json` prints for a plan, or for a state. What is known after apply only is the reference it comes from. */
export function planOf(data: Data, file: string, stack: string): PolicyDocument {
  const root = ((data.planned_values ?? data.values) as { root_module?: Module } | undefined)?.root_module ?? {};
  const configuration = (data.configuration ?? {}) as { root_module?: ConfigModule; provider_config?: Data };
  const written = expressionsOf(configuration.root_module ?? {});
  const variables = Object.fromEntries(
    Object.entries((data.variables ?? {}) as Record<string, { value?: unknown }>).map(([name, { value }]) => [
      name,
      { default: value },
    ]),
  );
  const all = resolved({
    resources: modulesOf(root).flatMap(({ resources = [] }) => resources.map((one) => resourceOf(one, written))),
    variables,
    locals: {},
  });
  return {
    file,
    stack,
    kind: "plan",
    resources: all.filter(({ address }) => !isData(address)),
    dataSources: all.filter(({ address }) => isData(address)),
    terraform: {},
    providers: configuration.provider_config ?? {},
    variables: { ...configuration.root_module?.variables, ...variables },
    outputs: ((data.planned_values ?? data.values) as { outputs?: Data } | undefined)?.outputs ?? {},
  };
}

const isData = (address: string): boolean => /(^|\.)data\./.test(address);
const modulesOf = (module: Module): Module[] => [module, ...(module.child_modules ?? []).flatMap(modulesOf)];

/** What the configuration says of each resource, by its address without instance keys. */
function expressionsOf(
  module: ConfigModule,
  prefix = "",
): Map<string, { expressions: Data; dependsOn: readonly string[] }> {
  const found = new Map(
    (module.resources ?? []).map(({ address, expressions = {}, depends_on: dependsOn = [] }) => [
      prefix + address,
      { expressions, dependsOn },
    ]),
  );
  for (const [name, { module: child }] of Object.entries(module.module_calls ?? {}))
    for (const [address, one] of expressionsOf(child ?? {}, `${prefix}module.${name}.`)) found.set(address, one);
  return found;
}

function resourceOf(
  { address, type, values = {} }: PlannedResource,
  written: ReturnType<typeof expressionsOf>,
): PolicyResource {
  const { expressions = {}, dependsOn = [] } = written.get(address.replace(/\[[^\]]*\]/g, "")) ?? {};
  return {
    address,
    type,
    attributes: {
      ...(withReferences(values, expressions) as Data),
      ...(dependsOn.length > 0 ? { depends_on: dependsOn } : {}),
    },
    references: [...dependsOn, ...referencesOf(expressions).map((one) => modulePath(address) + one)],
  };
}

const modulePath = (address: string): string =>
  /^(module\.[^.]+\.)*/.exec(address.replace(/\[[^\]]*\]/g, ""))?.[0] ?? "";

/** Resources that expressions name: Terraform lists attributes and the resource, such as `a.b.id` and `a.b`. */
function referencesOf(expression: unknown): string[] {
  if (typeof expression !== "object" || expression === null) return [];
  const { references } = expression as { references?: unknown };
  if (Array.isArray(references))
    return references.filter((one): one is string => /^(data\.)?\w+\.[\w-]+$/.test(String(one)));
  return Object.values(expression).flatMap(referencesOf);
}

/** Values, with the reference that an unknown one comes from. */
function withReferences(value: unknown, expression: unknown): unknown {
  if (typeof expression !== "object" || expression === null) return value ?? undefined;
  if (Array.isArray(expression))
    return expression.map((one, i) => withReferences(Array.isArray(value) ? value[i] : undefined, one));
  const { references, constant_value: constant } = expression as { references?: string[]; constant_value?: unknown };
  if (references !== undefined) return value ?? `\${${references[0]}}`;
  if (constant !== undefined) return value ?? constant;
  const known = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Data) : {};
  const merged: Record<string, unknown> = { ...known };
  for (const [key, one] of Object.entries(expression)) {
    const found = withReferences(known[key], one);
    if (found !== undefined) merged[key] = found;
  }
  return merged;
}
