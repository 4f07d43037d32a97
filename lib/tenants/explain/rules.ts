import { type DetectionItem, detectionId, type Path, ruleSettingOf, suggestFrom } from "../../content";
import type { LoadedTenant } from "../load-tenants";
import type { ExplainedSetting } from "./settings";

/** A rule as a tenant has it. */
export interface ExplainedRule {
  /** name of its file */
  readonly rule: string;
  readonly title: string;
  readonly settings: readonly ExplainedSetting[];
}

/**
 * The rules of a catalogue id or file name as a tenant has them, with who says so; what nobody changes is the rule's own.
 * @returns what to write instead where there is no such rule
 */
export function explainRules(
  loaded: LoadedTenant,
  name: string,
  detections: readonly DetectionItem[],
): readonly ExplainedRule[] | string {
  const items = detections.filter((item) => item.name === name || detectionId(item.data) === name);
  if (items.length === 0)
    return suggestFrom(name, [
      ...new Set(detections.flatMap(({ name: file, data }) => [detectionId(data) ?? file, file])),
    ]);
  return items.map((item) => ({
    rule: item.name,
    title: item.data.name,
    settings: [
      of(loaded, item, "enabled", true),
      of(loaded, item, "severity", item.data.severity),
      ...(item.data.queryFrequency ? [of(loaded, item, "frequency", item.data.queryFrequency)] : []),
    ],
  }));
}

function of(
  { tenant, source }: LoadedTenant,
  item: DetectionItem,
  key: "enabled" | "severity" | "frequency",
  own: unknown,
): ExplainedSetting {
  const value = ruleSettingOf(item, tenant)[key];
  if (value === undefined) return { setting: key, value: own, layer: "the rule", place: placeInRule(item, key) };
  const id = detectionId(item.data) ?? "";
  const path: Path =
    tenant.rules?.[item.name]?.[key] !== undefined
      ? ["rules", item.name, key]
      : tenant.rules?.[id]?.[key] !== undefined
        ? ["rules", id, key]
        : ["families", item.data.evidence?.family ?? ""];
  const { file, line, column } = source.locateKey(path);
  return {
    setting: path.join("."),
    value,
    layer: source.originOf(path).layer.name,
    place: `${file}:${line}:${column}`,
  };
}

function placeInRule({ source }: DetectionItem, key: string): string | undefined {
  if (key === "enabled") return undefined;
  const { line, column } = source.locateKey([key === "frequency" ? "queryFrequency" : key]);
  return `${source.file}:${line}:${column}`;
}
