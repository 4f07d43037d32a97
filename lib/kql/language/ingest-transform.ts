import type { Analysis } from "../analysis";
import type { Diagnostic } from "../types";

export function checkIngestTransform(_analysis: Analysis): Diagnostic[] {
  return [];
}
