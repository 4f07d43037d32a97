/** A resource as Terraform keeps it. */
export interface StateResource {
  readonly type: string;
  /** in its module */
  readonly name: string;
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Analytics rules that a query makes. */
export const ruleType = /^azurerm_sentinel_alert_rule_(nrt|scheduled)$/;

type Data = Readonly<Record<string, unknown>>;

/**
 * Managed resources as they stand, from what `terraform show -json` prints of a state or, after a refresh, of a plan.
 * @returns undefined for what it does not print
 */
export function stateResources(data: unknown): readonly StateResource[] | undefined {
  if (!isData(data) || !("values" in data || "prior_state" in data)) return undefined;
  const state = isData(data.prior_state) ? data.prior_state : data;
  const root = isData(state.values) && isData(state.values.root_module) ? state.values.root_module : {};
  return modulesOf(root)
    .flatMap((module) => listOf(module.resources))
    .filter(({ mode }) => mode !== "data")
    .map(({ type, name, address, values }) => ({
      type: String(type),
      name: String(name),
      address: String(address),
      values: isData(values) ? values : {},
    }));
}

const modulesOf = (module: Data): Data[] => [module, ...listOf(module.child_modules).flatMap(modulesOf)];
const listOf = (value: unknown): Data[] => (Array.isArray(value) ? value.filter(isData) : []);
const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);
