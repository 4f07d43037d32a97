import { unknown } from "./known-values";

/** A place where what stands is not what the source says. */
export interface Difference {
  /** such as `data_flow[0].transform_kql` */
  readonly path: string;
  readonly is: unknown;
  readonly wanted: unknown;
}

type Data = Readonly<Record<string, unknown>>;

/**
 * Where a value is not what the source says. What means the same is no difference: the order of lists, nothing, null and what is empty, line
 * ends, the case of Azure's ids, JSON that is written otherwise. Of a block, what the source leaves out is the provider's; of a map, it is
 * somebody's.
 */
export function differences(wanted: unknown, is: unknown, path: string, isBlock = false): Difference[] {
  if (wanted === unknown || (isNothing(wanted) && isNothing(is))) return [];
  if (Array.isArray(wanted) || (isData(wanted) && Array.isArray(is))) return inList([wanted].flat(), is, path);
  if (isData(wanted) && isData(is)) return inObject(wanted, is, path, isBlock);
  return same(wanted, is) ? [] : [{ path, is, wanted }];
}

function inObject(wanted: Data, is: Data, path: string, isBlock: boolean): Difference[] {
  const keys = isBlock ? Object.keys(wanted) : [...new Set([...Object.keys(wanted), ...Object.keys(is)])];
  return keys.flatMap((key) => differences(wanted[key], is[key], path ? `${path}.${key}` : key));
}

/** Items that are the same go together, wherever they stand; those that are left, in their order. */
function inList(wanted: readonly unknown[], is: unknown, path: string): Difference[] {
  const left = isNothing(is) ? [] : [is].flat();
  const unmatched = wanted
    .map((item, i) => ({ item, i }))
    .filter(({ item }) => {
      const at = left.findIndex((one) => differences(item, one, path, true).length === 0);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  if (unmatched.length !== left.length || ![...unmatched.map(({ item }) => item), ...left].every(isData))
    return unmatched.length + left.length === 0 ? [] : [{ path, is: left, wanted: unmatched.map(({ item }) => item) }];
  return unmatched.flatMap(({ item, i }, at) => differences(item, left[at], `${path}[${i}]`, true));
}

function same(wanted: unknown, is: unknown): boolean {
  if (typeof wanted !== "string" || typeof is !== "string") return String(wanted) === String(is);
  if (plain(wanted) === plain(is)) return true;
  if (/^\/(subscriptions|providers)\//i.test(wanted) && wanted.toLowerCase() === is.toLowerCase()) return true;
  const [a, b] = [jsonIn(wanted), jsonIn(is)];
  return a !== undefined && b !== undefined && differences(a, b, "").length === 0;
}

/** A text with line ends of one kind, and none at its ends. */
const plain = (text: string): string => text.replaceAll("\r\n", "\n").trim();

function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);
const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && Object.values(value).every(isNothing) && !Object.values(value).includes(unknown));
