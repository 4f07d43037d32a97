import { isShared } from "./shared-data";

type Resolve = (scope: unknown, value: unknown, preparing?: boolean) => unknown;

/** Every token in a text has this in it, whichever kind it is. */
const marker = "TfToken[";

/** Texts and numbers that stand for tokens in ways of their own. */
const special: ReadonlySet<unknown> = new Set(["String Map Token Value", "Any Map Token Value"]);

/**
 * The framework's resolution of tokens, given only what may hold some. It looks at every text of a stack three times, each time with
 * several patterns; most of a stack is rules, workflows and tables without any token. What is plain comes out as the framework hands it
 * out: copied, without what is undefined; what is shared, as it is.
 */
export function resolvingTokensOnly(resolve: Resolve): Resolve {
  return (scope, root, preparing) => {
    const tokens = (value: unknown) => resolve(scope, value, preparing);
    const plain = (value: unknown): unknown => {
      if (typeof value === "string" || typeof value === "number") return isToken(value) ? tokens(value) : value;
      if (typeof value === "boolean" || value === undefined || value === null) return value;
      if (Array.isArray(value))
        return value.some(isToken) ? tokens(value) : value.map(plain).filter((one) => one !== undefined);
      if (!isPlain(value)) return tokens(value);
      if (isShared(value)) return value;
      const keys = Object.keys(value);
      if (keys.some(isToken)) return tokens(value);
      const copy: Record<string, unknown> = {};
      for (const key of keys) {
        const inner = plain(value[key]);
        if (inner !== undefined) copy[key] = inner;
      }
      return copy;
    };
    return plain(root);
  };
}

/** Numbers of tokens are far below what anybody writes; in texts they have an exponent of three digits. */
const isToken = (value: unknown): boolean =>
  typeof value === "string"
    ? value.includes(marker) || value.includes("e+") || special.has(value)
    : typeof value === "number" && !(Math.abs(value) < 1e6);

/** Data, and no token: those are objects that can resolve themselves. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !("resolve" in value);
}
