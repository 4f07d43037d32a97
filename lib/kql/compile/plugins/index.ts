import type { Node } from "../../language/node";
import type { Relation } from "../../plan/relation";
import type { Scope } from "../scope";
import { bagUnpack } from "./bag-unpack";
import { ipLookup } from "./ip-lookup";
import { pivot } from "./pivot";

/** Compiles `evaluate plugin(…)`; `node` is the operator, `args` the plugin's arguments. */
export type CompilePlugin = (node: Node, args: readonly Node[], input: Relation, scope: Scope) => Relation;

/** Plugins by name. To add one, write its file and list it here. */
const byName: Readonly<Record<string, CompilePlugin>> = {
  bag_unpack: bagUnpack,
  ipv4_lookup: ipLookup,
  pivot,
};

/** The compiler of a plugin. */
export const plugin = (name: string): CompilePlugin | undefined => byName[name.toLowerCase()];

/** Names of all plugins this engine runs. */
export const pluginNames = (): string[] => Object.keys(byName).sort();
