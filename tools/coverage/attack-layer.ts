import { type Content, type DetectionItem, detectionId, type HuntingItem } from "../../lib/content";
import { type Proof, proofOf, provingScenarios } from "./proof";

type Query = DetectionItem | HuntingItem;

const looks: Readonly<Record<Proof, { readonly score: number; readonly color: string; readonly label: string }>> = {
  run: { score: 100, color: "#2e7d32", label: "found in a run over a fleet, from raw telemetry to alert" },
  tests: { score: 60, color: "#9ccc65", label: "found in the tests beside the query" },
  claim: { score: 20, color: "#ffe082", label: "claimed by a query without tests" },
};

/**
 * `docs/attack-layer.json`: what of MITRE ATT&CK the rules and hunting queries cover, and what proves it, as a layer
 * of the ATT&CK Navigator (layer format 4.5).
 */
export function attackLayer({ detections, hunting }: Content): string {
  const queries: readonly Query[] = [...detections, ...hunting];
  const ids = [...new Set(queries.flatMap(({ data }) => data.relevantTechniques as readonly string[]))].sort();
  const layer = {
    name: "AI agents in Microsoft Sentinel",
    versions: { layer: "4.5", navigator: "5.1.0" },
    domain: "enterprise-attack",
    description: "What this package detects of ATT&CK, and what proves it. Written by npm run coverage.",
    sorting: 3,
    techniques: ids.map((id) => technique(id, queries, ids)),
    legendItems: Object.values(looks).map(({ label, color }) => ({ label, color })),
  };
  return `${JSON.stringify(layer, null, 2)}\n`;
}

function technique(id: string, queries: readonly Query[], ids: readonly string[]) {
  const covering = queries.filter(({ data }) => (data.relevantTechniques as readonly string[]).includes(id));
  const { score, color, label } = looks[proofOf(covering)];
  const scenarios = provingScenarios(covering);
  return {
    techniqueID: id,
    score,
    color,
    comment: label,
    enabled: true,
    showSubtechniques: ids.some((other) => other.startsWith(`${id}.`)),
    metadata: [
      ...covering.map((query) => ({
        name: detectionId(query.data as DetectionItem["data"]) ?? "hunting",
        value: query.data.name,
      })),
      ...scenarios.map((name) => ({ name: "scenario", value: name })),
    ],
  };
}
