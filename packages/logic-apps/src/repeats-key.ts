const tokens = /"(?:[^"\\]|\\.)*"|[{}:,[\]]/g;

/** Whether an object of a well-formed JSON text has a key twice: `JSON.parse` takes the later value and says nothing. */
export function repeatsKey(json: string): boolean {
  /** Keys of the open objects; undefined for an open array. */
  const open: (Set<string> | undefined)[] = [];
  let previous = "";
  for (const [token] of json.matchAll(tokens)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(undefined);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":") {
      const keys = open.at(-1)!;
      const key = JSON.parse(previous) as string;
      if (keys.has(key)) return true;
      keys.add(key);
    }
    previous = token;
  }
  return false;
}
