import {
  assertNoErrors,
  type Content,
  ContentError,
  checkSchema,
  type Problem,
  SourceFile,
  sortProblems,
  type WatchlistSpec,
  watchlistItemKey,
} from "../content";
import { tenantChecks } from "./checks";
import { withThresholds } from "./checks/thresholds";
import { type Placed, togetherProblems } from "./checks/together";
import { externalAgentsOf } from "./external-agents";
import { leaks, type OwnedTenant } from "./ids/leaks";
import type { Layer } from "./layers/layer";
import { LayeredSource, type RowKey } from "./layers/layered-source";
import { layersOf, type Ring, type SharedLayers, sharedLayers } from "./layers/layers-of";
import { readTenantFiles, shownPath, type TenantFile } from "./layers/tenant-files";
import { tenantSchema } from "./schema";
import { type Selection, selected } from "./selection";
import type { Tenant } from "./tenant";
import { tenantWarnings } from "./warnings";

/** A tenant, and where each of its values was written. */
export interface LoadedTenant extends Placed, OwnedTenant {}

/** The tenants of a folder. */
export interface LoadedTenants {
  /** those that were asked for, in name order of their files */
  readonly tenants: readonly LoadedTenant[];
  /** names of all tenants of the folder */
  readonly names: readonly string[];
  /** in the order of the rollout; none without rings.yaml */
  readonly rings: readonly Ring[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads every `*.yaml` and `*.yml` in `folder`, in name order; `defaults.yaml` and `rings.yaml` say what tenants share.
 * @throws ContentError with the problems of every file
 */
export function loadTenants(folder: string, content: Content): Tenant[] {
  return readTenants(folder, content).tenants.map(({ tenant }) => tenant);
}

/**
 * The same, with where each value was written.
 * @param selection of tenants; problems of the others are not told
 * @throws ContentError with the problems of every file that counts, or when nothing is selected
 */
export function readTenants(folder: string, content: Content, selection: Selection = {}): LoadedTenants {
  const unread: Problem[] = [];
  const files = readTenantFiles(folder, unread);
  const common: Problem[] = [];
  const shared = sharedLayers(files, common);
  const read = files.tenants.map((file) => readTenant(file, shared, content, common.length === 0));
  const whole = read.flatMap(({ loaded }) => loaded ?? []);
  const all = read.flatMap(({ named }) => named);
  const chosen = selected(all, selection, shared.order);
  const isChosen = (problem: Problem) =>
    chosen === undefined || !all.some(({ name, file }) => file === problem.file && !chosen.has(name));
  const layers = [shared.defaults, ...shared.rings.values()].filter((layer) => layer !== undefined);
  assertNoErrors([
    ...(chosen === undefined ? unread : []),
    ...common,
    ...[...read.flatMap(({ problems }) => problems), ...togetherProblems(whole), ...leaks(whole, layers)].filter(
      isChosen,
    ),
  ]);
  const tenants = whole.filter(({ tenant }) => chosen?.has(tenant.name) ?? true);
  return {
    tenants,
    names: all.map(({ name }) => name),
    rings: shared.order,
    warnings: sortProblems(tenants.flatMap(({ tenant, source }) => tenantWarnings(tenant, source))),
  };
}

/**
 * Reads one tenant file by itself, without what it shares with others.
 * @throws ContentError with every problem of the file
 */
export function loadTenant(path: string, content: Content): Tenant {
  const file = { path, source: SourceFile.read(path, shownPath(path)) };
  const { loaded, problems } = readTenant(file, { rings: new Map(), order: [] }, content);
  assertNoErrors(problems);
  return loaded!.tenant;
}

interface ReadTenant {
  readonly named: { readonly name: string; readonly ring?: string; readonly file: string };
  readonly loaded?: LoadedTenant;
  readonly problems: readonly Problem[];
}

/** @param isWhole whether what tenants share is right: what they come to is not looked at otherwise */
function readTenant(file: TenantFile, shared: SharedLayers, content: Content, isWhole = true): ReadTenant {
  const problems: Problem[] = [];
  const layers = layersOf(file, shared, problems);
  const { name, ring } = (file.source.data ?? {}) as { name?: unknown; ring?: string };
  const named = { name: String(name), ring, file: file.source.file };
  if (!isWhole) return { named, problems: problems.filter(({ code }) => code !== "tenant/ring") };
  if (problems.length > 0) return { named, problems };
  try {
    const specs = content.watchlists.map(({ data }) => data);
    const source = new LayeredSource(layers, rowKeyOf(specs));
    const loaded = tenantOf(file, layers, source, content, specs);
    return { named, loaded, problems };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { named, problems: error.problems };
  }
}

function tenantOf(
  file: TenantFile,
  layers: readonly Layer[],
  source: LayeredSource,
  content: Content,
  specs: readonly WatchlistSpec[],
): LoadedTenant {
  assertNoErrors(checkSchema(source, tenantSchema));
  const externalAgents = externalAgentsOf(file.path, file.source);
  const tenant: Tenant = { ...(source.data as Omit<Tenant, "externalAgents">), externalAgents };
  assertNoErrors(tenantChecks.flatMap((check) => check(tenant, source, content)));
  const watchlists = withThresholds(tenant, specs);
  return { tenant: watchlists ? { ...tenant, watchlists } : tenant, source, own: layers.at(-1)! };
}

/** Items of a watchlist that are about the same are one item, whichever layers say something about it. */
const rowKeyOf =
  (specs: readonly WatchlistSpec[]): RowKey =>
  ([root, alias, ...rest], row) => {
    const spec = root === "watchlists" && rest.length === 0 ? specs.find((one) => one.alias === alias) : undefined;
    return spec && watchlistItemKey(spec, row as Readonly<Record<string, string>>);
  };
