import { scalar } from "../../plan/scalar";
import { xxHash64 } from "../../values/xxhash";
import type { CompileCall, FunctionFamily } from "../family";
import { long } from "./helpers";

/** `hash(value [, mod])`: of text and of instants, whose answers Kusto's documentation prints. */
const hash: CompileCall = (call) => {
  const value = call.arg(0);
  if (value.type !== "string" && value.type !== "datetime") return call.refuse(`of a ${value.type}`);
  const found = value.type === "string" ? `kql_hash_text(${value.sql})` : `kql_hash_ticks(${value.sql})`;
  return scalar("long", call.args.length > 1 ? `kql_hash_part(${found}, ${long(call, 1)})` : found);
};

const ofTicks = (ticks: bigint): bigint => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(ticks);
  return xxHash64(bytes);
};

export const hashes: FunctionFamily = {
  functions: { hash, hash_xxhash64: hash },
  macros: ["kql_hash_part(h, n) AS CASE WHEN n > 0 THEN (h % n + n) % n END"],
  scripts: [
    { name: "kql_hash_text", parameters: ["VARCHAR"], returns: "BIGINT", run: (s: string) => xxHash64(Buffer.from(s)) },
    { name: "kql_hash_ticks", parameters: ["BIGINT"], returns: "BIGINT", run: ofTicks },
  ],
};
