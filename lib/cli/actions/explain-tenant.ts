import { cacheFolder, WorkCache } from "../../cache";
import type { Content } from "../../content";
import {
  description,
  type ExplainedSetting,
  explainRules,
  explainSetting,
  explainSettings,
  type LoadedTenant,
  readTenants,
} from "../../tenants";
import type { ContentOptions } from "../commands/content-option";
import { UsageError } from "../usage-error";
import { contentToRead } from "./content";

export interface ExplainTenantOptions extends ContentOptions {
  readonly tenants: string;
  readonly format: "text" | "json";
}

/** Prints what holds for a tenant, or for one rule or setting of it, with the place each value came from. */
export function explainTenant(name: string, what: string | undefined, options: ExplainTenantOptions): void {
  const content = contentToRead(options, new WorkCache(cacheFolder()));
  const loaded = readTenants(options.tenants, content, { tenants: [name] }).tenants[0]!;
  const isRule =
    what !== undefined && (/^[A-Z]+-\d/.test(what) || content.detections.some((item) => item.name === what));
  const lines = isRule ? ofRules(loaded, what, content, options) : ofSettings(loaded, what, options);
  for (const one of lines) console.log(one);
}

function ofRules(
  loaded: LoadedTenant,
  name: string,
  { detections }: Content,
  { format }: ExplainTenantOptions,
): string[] {
  const rules = explainRules(loaded, name, detections);
  if (typeof rules === "string") throw new UsageError(`there is no rule "${name}": ${rules}`);
  if (format === "json") return [JSON.stringify({ rules }, null, 2)];
  return rules.flatMap(({ rule, title, settings }) => [
    `${rule}: ${title}`,
    ...settings.map((one) => `  ${line(one)}`),
  ]);
}

function ofSettings(loaded: LoadedTenant, name: string | undefined, { format }: ExplainTenantOptions): string[] {
  const settings = name === undefined ? explainSettings(loaded) : explainSetting(loaded, name);
  if (typeof settings === "string") throw new UsageError(`there is no setting "${name}": ${settings}`);
  return format === "json" ? [JSON.stringify({ settings }, null, 2)] : settings.map(line);
}

function line({ setting, value, layer, place }: ExplainedSetting): string {
  if (layer === undefined) return `${setting}: not set (${description(setting)})`;
  return `${setting}: ${typeof value === "string" ? value : JSON.stringify(value)}  (${layer}${place ? `, ${place}` : ""})`;
}
