import { fromPyPi } from "./pypi";

/** One bundle out of what carries it; undefined for text that is no JSON. */
export function bundlesIn(given: string): unknown[] | undefined {
  const text = given.replace(/^\uFEFF/, "");
  const whole = parsed(text);
  if (whole) return unwrapped(whole.value);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const documents = lines.map(parsed);
  if (lines.length === 0) return [];
  return documents.every((document) => document !== undefined)
    ? documents.flatMap((document) => unwrapped(document!.value))
    : undefined;
}

/** Members that hold a list of what carries bundles: of GitHub's and npm's APIs, of GitHub's for many digests, of PyPI's. */
const lists = ["attestations", "attestations_subject_digests", "attestation_bundles"] as const;

/**
 * GitHub's and npm's APIs give `{ attestations: [{ bundle }] }`, GitHub's command line `[{ attestation: { bundle } }]`, and
 * PyPI's index `{ attestation_bundles: [{ attestations }] }`. GitHub leaves the bundle out where it is too long, which says
 * nothing about it.
 */
function unwrapped(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(inList);
  const document = (value ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of lists) {
    const list = document[name];
    if (Array.isArray(list)) return list.flatMap(inList);
    if (name === "attestations_subject_digests" && typeof list === "object" && list !== null)
      return Object.values(list).flat().flatMap(inList);
  }
  return [fromPyPi(value) ?? value];
}

/** What an item of a list holds; nothing where the bundle was left out. */
function inList(item: unknown): unknown[] {
  if (typeof item !== "object" || item === null) return [];
  const { bundle, attestation } = item as { bundle?: unknown; attestation?: unknown };
  if (bundle !== undefined && bundle !== null) return [bundle];
  if (attestation !== undefined) return inList(attestation);
  if (Object.keys(item).every((name) => name.startsWith("bundle") || name === "repository_id")) return [];
  return unwrapped(item);
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
