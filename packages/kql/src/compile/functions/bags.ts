import { type Scalar, scalar } from "../../plan/scalar";
import { arrayOf, isArray, isObject, items, members, objectOf, rawText } from "../../values/json";
import { convert, toDynamic, toText } from "../convert";
import type { FunctionFamily } from "../family";
import type { Call, Scope } from "../scope";
import { dynamic, stringOf, sureBool, text } from "./helpers";

const json = (call: Call, index: number): string => `${dynamic(call, index)}::VARCHAR`;

/** `json_object` of names and values; NULL becomes null. */
const bag = (entries: readonly (readonly [string, Scalar])[]): Scalar =>
  scalar(
    "dynamic",
    entries.length === 0
      ? "'{}'::JSON"
      : `json_object(${entries.map(([key, value]) => `${key}, ${toDynamic(value).sql}`).join(", ")})`,
    false,
  );

const pack = (call: Call): Scalar => {
  const keys = call.args.filter((_, index) => index % 2 === 0);
  if (call.args.length % 2 !== 0) return call.refuse("with a key that has no value");
  return bag(keys.map((key, index) => [toText(key).sql, call.args[index * 2 + 1]!]));
};

const packArray = (call: Call): Scalar => {
  if (call.argNodes.length === 1 && call.argNodes[0]!.kind === "StarExpression")
    return packedRow(call.scope, call, "array");
  return scalar(
    "dynamic",
    `to_json([${call.args.map((arg) => `coalesce(${toDynamic(arg).sql}, 'null'::JSON)`).join(", ")}]::JSON[])`,
    false,
  );
};

function packedRow(scope: Scope, call: Call, shape: "array" | "bag", ignoreEmpty = false): Scalar {
  const columns = scope.row?.columns ?? call.refuse("outside of a row");
  const entries = columns.map(
    (column) =>
      [
        `'${column.name.replaceAll("'", "''")}'`,
        { sql: column.sql, type: column.type, nullable: column.nullable },
      ] as const,
  );
  if (shape === "array")
    return scalar(
      "dynamic",
      `to_json([${entries.map(([, value]) => `coalesce(${toDynamic(value).sql}, 'null'::JSON)`).join(", ")}]::JSON[])`,
      false,
    );
  const packed = bag(entries);
  return ignoreEmpty ? scalar("dynamic", `kql_bag_without_empty(${packed.sql}::VARCHAR)::JSON`) : packed;
}

export const bags: FunctionFamily = {
  functions: {
    pack,
    bag_pack: pack,
    pack_dictionary: pack,
    pack_array: packArray,
    pack_all: (call) => packedRow(call.scope, call, "bag", call.argNodes.length > 0 && call.constant(0) === true),
    bag_keys: (call) =>
      scalar(
        "dynamic",
        `CASE WHEN json_type(${dynamic(call, 0)}) = 'OBJECT' THEN to_json(json_keys(${dynamic(call, 0)})) END`,
      ),
    bag_has_key: (call) => sureBool(`coalesce(kql_bag_has_key(${json(call, 0)}, ${text(call, 1)}), false)`),
    bag_merge: (call) =>
      scalar(
        "dynamic",
        `kql_bag_merge(to_json([${call.args.map((arg) => `coalesce(${toDynamic(arg).sql}, 'null'::JSON)`).join(", ")}]::JSON[])::VARCHAR)::JSON`,
      ),
    bag_remove_keys: (call) => scalar("dynamic", `kql_bag_remove_keys(${json(call, 0)}, ${json(call, 1)})::JSON`),
    bag_set_key: (call) =>
      scalar(
        "dynamic",
        `kql_bag_set_key(${json(call, 0)}, ${text(call, 1)}, coalesce(${json(call, 2)}, 'null'))::JSON`,
      ),
    bag_zip: (call) => scalar("dynamic", `kql_bag_zip(${json(call, 0)}, ${json(call, 1)})::JSON`),
    treepath: (call) => scalar("dynamic", `kql_treepath(${json(call, 0)})::JSON`),
    extractjson: extractJson,
    extract_json: extractJson,
  },
  scripts: [
    {
      name: "kql_bag_has_key",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "BOOLEAN",
      run: (b: string, key: string) => {
        if (!key.startsWith("$")) return isObject(b) && members(b).some(([name]) => name === key);
        return valueAt(b, key) !== undefined;
      },
    },
    {
      name: "kql_bag_merge",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (all: string) => {
        const merged = new Map<string, string>();
        const bagTexts = items(all).filter(isObject);
        for (const [key, value] of bagTexts.flatMap(members)) if (!merged.has(key)) merged.set(key, value);
        return bagTexts.length === 0 ? null : objectOf(merged);
      },
    },
    {
      name: "kql_bag_remove_keys",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: (b: string, keys: string) => {
        if (!isObject(b) || !isArray(keys)) return null;
        return items(keys)
          .map(rawText)
          .reduce((rest, key) => removeKey(rest, key.startsWith("$") ? path(key) : [key]), b);
      },
    },
    {
      name: "kql_bag_set_key",
      parameters: ["VARCHAR", "VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: (b: string, key: string, value: string) =>
        isObject(b) ? setKey(b, key.startsWith("$") ? path(key) : [key], value) : null,
    },
    {
      name: "kql_bag_zip",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: (keys: string, values: string) => {
        if (!isArray(keys) || !isArray(values)) return null;
        const list = items(values);
        return objectOf(
          new Map(
            items(keys).flatMap((key, i) => (key.startsWith('"') ? [[rawText(key), list[i] ?? "null"] as const] : [])),
          ),
        );
      },
    },
    {
      name: "kql_bag_without_empty",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (b: string) => objectOf(members(b).filter(([, value]) => value !== "null" && value !== '""')),
    },
    {
      name: "kql_treepath",
      parameters: ["VARCHAR"],
      returns: "VARCHAR",
      run: (b: string) => arrayOf(treePaths(b, "").map((p) => JSON.stringify(p))),
    },
    {
      name: "kql_json_path",
      parameters: ["VARCHAR", "VARCHAR"],
      returns: "VARCHAR",
      run: (source: string, where: string) => {
        try {
          JSON.parse(source);
        } catch {
          return null;
        }
        const found = valueAt(source, where);
        return found === undefined ? null : rawText(found);
      },
    },
  ],
};

function extractJson(call: Call): Scalar {
  return convert(stringOf(`kql_json_path(${text(call, 1)}, ${text(call, 0)})`), call.type);
}

/** The steps of `$.a['b'][0]`. */
const path = (text: string): string[] =>
  [...text.matchAll(/\.([^.[\]]+)|\[(?:'([^']*)'|"([^"]*)"|(-?\d+|\*))\]/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? m[4]!);

function valueAt(json: string, where: string): string | undefined {
  let current: string | undefined = json;
  for (const step of path(where)) {
    if (current === undefined) return undefined;
    if (isArray(current)) current = items(current)[Number(step)];
    else if (isObject(current)) current = members(current).find(([key]) => key === step)?.[1];
    else return undefined;
  }
  return current;
}

function removeKey(b: string, [first, ...rest]: string[]): string {
  if (!isObject(b)) return b;
  return objectOf(
    members(b).flatMap(([key, value]): [string, string][] =>
      key !== first ? [[key, value]] : rest.length === 0 ? [] : [[key, removeKey(value, rest)]],
    ),
  );
}

function setKey(b: string, [first, ...rest]: string[], value: string): string {
  const entries = new Map(isObject(b) ? members(b) : []);
  entries.set(first!, rest.length === 0 ? value : setKey(entries.get(first!) ?? "{}", rest, value));
  return objectOf(entries);
}

/** Every path once; all elements of an array share the index 0. */
function treePaths(json: string, prefix: string): string[] {
  const below = isObject(json)
    ? members(json).map(([key, value]) => [`${prefix}['${key}']`, value] as const)
    : isArray(json)
      ? items(json).map((item) => [`${prefix}[0]`, item] as const)
      : [];
  return [...new Set(below.flatMap(([path, value]) => [path, ...treePaths(value, path)]))];
}
