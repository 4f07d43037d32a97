/** What the package promises, and the catalogue ids that keep each promise. */
export const features: readonly { readonly name: string; readonly ids: readonly string[] }[] = [
  { name: "Logging pipeline for non-human actors", ids: range(18, 18, 70, 70, 72, 72, 75, 78) },
  { name: "Cryptographic lineage from commit to running agent", ids: range(11, 11, 20, 24) },
  { name: "Signing of every transaction, rotation of tokens and credentials", ids: range(14, 14, 30, 36) },
  { name: "Behavioural baselines", ids: range(40, 58) },
  { name: "Binding to Entra ID governance", ids: range(1, 2, 7, 10, 12, 12, 15, 18) },
  { name: "Purview label and DLP tracking", ids: range(60, 64) },
  { name: "Privilege escalation", ids: range(3, 7, 16, 16, 19, 19) },
  { name: "Automated response that does not break the business", ids: range(13, 13, 71, 71, 73, 74) },
  { name: "One incident per attack", ids: range(80, 80) },
];

/** Catalogue ids of pairs of first and last numbers. */
function range(...ends: readonly number[]): string[] {
  const ids: string[] = [];
  for (let i = 0; i < ends.length; i += 2)
    for (let number = ends[i]!; number <= ends[i + 1]!; number++) ids.push(`AIC-${String(number).padStart(3, "0")}`);
  return ids;
}
