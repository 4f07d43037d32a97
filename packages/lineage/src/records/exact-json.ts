const tokens = /"(?:[^"\\]|\\.)*"|[{}:,[\]]|-?\d[\d.eE+-]*/g;

/** Where one is in the text: an open object with the names it has had, or an open array. */
interface Open {
  readonly names?: Set<string>;
  name: string;
  index: number;
}

/**
 * What a well-formed JSON text says that its parsed value does not: a member twice, a whole number that is not written as
 * RFC 8785 writes it (`1.0`, `1e0`, `-0`, beyond 2^53-1), or a fraction that a double does not hold. Undefined when the
 * value says it all. White space and the spelling of texts do not count: a store writes them as it likes.
 */
export function lossyMember(json: string): string | undefined {
  const open: Open[] = [];
  let previous = "";
  for (const [token] of json.matchAll(tokens)) {
    const here = open.at(-1);
    if (token === "{") open.push({ names: new Set(), name: "", index: 0 });
    else if (token === "[") open.push({ name: "", index: 0 });
    else if (token === "}" || token === "]") open.pop();
    else if (token === "," && here && !here.names) here.index++;
    else if (token === ":") {
      here!.name = JSON.parse(previous) as string;
      if (here!.names!.has(here!.name)) return `${place(open)} is there twice`;
      here!.names!.add(here!.name);
    } else if (/^[-\d]/.test(token) && !isExact(token)) return `${place(open)} is written as ${token.slice(0, 40)}`;
    previous = token;
  }
  return undefined;
}

/** Whether a number is one that text and double agree on, as signed records write it. */
export function isExactNumber(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) && !Object.is(value, -0) : Number.isFinite(value);
}

function isExact(token: string): boolean {
  const value = Number(token);
  if (!isExactNumber(value)) return false;
  const written = String(value);
  return Number.isInteger(value) ? token === written : digits(token) === digits(written);
}

/** Digits and exponent of a decimal, so that stores may write `1.5E-07` for `1.5e-7`. */
function digits(decimal: string): string {
  const [, sign, whole, fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(decimal) ?? [];
  return `${sign}${`${whole}${fraction}`.replace(/^0+/, "")}e${Number(exponent) - fraction.length}`;
}

function place(open: readonly Open[]): string {
  const path = open.map(({ names, name, index }) => (names ? `.${name.slice(0, 40)}` : `[${index}]`)).join("");
  if (path === "") return "the value";
  return path.length > 120 ? `…${path.slice(-120)}` : path.replace(/^\./, "");
}
