import type { FromSchema } from "json-schema-to-ts";
import type { detectionSchema, detectionTestSchema } from "../schemas";
import type { Guide } from "./guide";
import type { Item } from "./item";

/** An analytics rule as Azure-Sentinel writes it. */
export type DetectionSpec = FromSchema<typeof detectionSchema>;
/** The tests beside a rule. */
export type DetectionTestSpec = FromSchema<typeof detectionTestSchema>;

/** A rule with its file name (without `.yaml`, unique among all rules) and its tests, where there are any. */
export interface DetectionItem extends Item<DetectionSpec> {
  readonly name: string;
  readonly tests?: Item<DetectionTestSpec>;
  readonly guide?: Guide;
  /** folder of the rule's file, for fixtures its tests name */
  readonly folder: string;
}

/** The catalogue id (`AIC-nnn`) among a rule's tags. */
export function detectionId(spec: DetectionSpec): string | undefined {
  return spec.tags.find((tag) => /^AIC-\d{3}$/.test(tag));
}

/** The catalogue ids that the rules of a content have, each once. */
export const detectionIds = ({ detections }: { readonly detections: readonly DetectionItem[] }): string[] => [
  ...new Set(detections.flatMap(({ data }) => detectionId(data) ?? [])),
];
