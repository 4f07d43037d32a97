import type { DetectionTestSpec } from "../content";
import type { Alert } from "../emulator";

type ExpectedAlert = DetectionTestSpec["tests"][number]["expect"]["alerts"][number];

/** How the alerts differ from what the test expects; empty when they do not. */
export function differences(expected: readonly ExpectedAlert[], actual: readonly Alert[]): string[] {
  if (expected.length !== actual.length) {
    const titles = actual.map((alert) => `"${alert.title}"`).join(", ") || "none";
    return [`expected ${expected.length} alert(s), got ${actual.length}: ${titles}`];
  }
  return expected.flatMap((alert, i) =>
    alertDifferences(alert, actual[i]!).map((difference) => `alert ${i + 1}: ${difference}`),
  );
}

function alertDifferences(expected: ExpectedAlert, actual: Alert): string[] {
  return [
    ...(["title", "description", "severity"] as const).flatMap((key) =>
      expected[key] === undefined || expected[key] === actual[key]
        ? []
        : [`${key} is "${actual[key]}", expected "${expected[key]}"`],
    ),
    ...(expected.entities ?? [])
      .filter(
        (entity) =>
          !actual.entities.some((found) =>
            Object.entries(entity).every(([key, value]) => found[key] === String(value)),
          ),
      )
      .map((entity) => `no entity ${JSON.stringify(entity)} among ${JSON.stringify(actual.entities)}`),
    ...Object.entries(expected.customDetails ?? {})
      .filter(([key, value]) => !actual.customDetails[key]?.includes(String(value)))
      .map(
        ([key, value]) => `custom detail ${key} is ${JSON.stringify(actual.customDetails[key])}, expected "${value}"`,
      ),
  ];
}
