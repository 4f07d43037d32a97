import type { Breach } from "../breach";
import { limits } from "../table";
import type { AlertRule } from "./alert-rule";

const properties = {
  alertDisplayNameFormat: "rule/alert-name-length",
  alertDescriptionFormat: "rule/alert-description-length",
} as const;

/** Texts of alerts that are too long before any column is filled in. */
export function alertTextBreaches({ alertDetailsOverride: override }: AlertRule): Breach[] {
  return Object.entries(properties).flatMap(([property, limit]): Breach[] => {
    const format = override?.[property as keyof typeof properties];
    const bytes = Buffer.byteLength((format ?? "").replace(/\{\{[^}]*\}\}/g, ""));
    const most = limits[limit].value;
    if (bytes <= most) return [];
    return [
      {
        limit,
        path: ["alertDetailsOverride", property],
        message: `${property} has ${bytes} bytes without its columns; Sentinel keeps ${most} of what it becomes`,
        suggestion: "shorten it",
      },
    ];
  });
}
