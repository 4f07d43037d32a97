import { type DetectionSpec, detectionId, type vocabulary } from "../content";

/** Whether the Defender portal correlates what rules find with other alerts. */
export interface CorrelationSettings {
  /** For rules that are not named below. @default excluded */
  readonly default?: vocabulary.Correlation;
  /** By catalogue id, such as `AIC-046`: every rule of that id. @default - none differs */
  readonly rules?: Readonly<Record<string, vocabulary.Correlation>>;
}

const tags: Readonly<Record<vocabulary.Correlation, string>> = {
  excluded: "#DONT_CORR#",
  included: "#INC_CORR#",
};

/**
 * The tag at the very start of a rule's description, by which the portal knows; without one, the tenant's switch decides,
 * and the wizard's choice would be undone by the next apply.
 * @see https://learn.microsoft.com/defender-xdr/exclude-analytics-rules-correlation
 */
export function correlationTag(detection: DetectionSpec, settings: CorrelationSettings = {}): string {
  const id = detectionId(detection);
  return tags[(id !== undefined && settings.rules?.[id]) || settings.default || "excluded"];
}
