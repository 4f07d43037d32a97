import { type Path, suggestFrom } from "../../content";
import type { LoadedTenant } from "../load-tenants";
import { tenantSchema } from "../schema";

/** A setting of a tenant, and who says so. */
export interface ExplainedSetting {
  /** such as `workspace.retentionInDays` */
  readonly setting: string;
  readonly value: unknown;
  /** `defaults`, `ring <name>` or the tenant's name; undefined where nobody says anything */
  readonly layer?: string;
  /** `file:line:column` of who says so */
  readonly place?: string;
}

/** Every setting of a tenant, in the order of its files; rows of lists by their number. */
export function explainSettings(loaded: LoadedTenant): ExplainedSetting[] {
  const found: ExplainedSetting[] = [];
  const visit = (value: unknown, path: Path): void => {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    if (entries.length === 0) found.push(explained(loaded, path, value));
    for (const [key, item] of entries) visit(item, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  for (const [key, value] of Object.entries(loaded.source.data as object)) visit(value, [key]);
  return found;
}

/**
 * The settings at or below a path such as `workspace` or `response.approvers.0`.
 * @returns what to write instead where there is no such setting
 */
export function explainSetting(loaded: LoadedTenant, setting: string): readonly ExplainedSetting[] | string {
  const known = explainSettings(loaded).filter(
    (one) => one.setting === setting || one.setting.startsWith(`${setting}.`),
  );
  if (known.length > 0) return known;
  const unset = description(setting);
  return unset ? [{ setting, value: undefined }] : suggestFrom(setting, settingNames());
}

/** What the schema says about a setting; undefined for one that there is not. */
export function description(setting: string): string | undefined {
  let schema: Schema | undefined = tenantSchema as Schema;
  for (const step of setting.split(".")) schema = schema?.properties?.[step];
  return schema && (schema.description ?? schema.title ?? setting);
}

interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

function settingNames(): string[] {
  const names: string[] = [];
  const visit = ({ properties = {} }: Schema, before: string): void => {
    for (const [key, item] of Object.entries(properties)) {
      names.push(`${before}${key}`);
      visit(item, `${before}${key}.`);
    }
  };
  visit(tenantSchema as Schema, "");
  return names;
}

function explained({ source }: LoadedTenant, path: Path, value: unknown): ExplainedSetting {
  const { file, line, column } = source.locateKey(path);
  return {
    setting: path.join("."),
    value,
    layer: source.originOf(path).layer.name,
    place: `${file}:${line}:${column}`,
  };
}
