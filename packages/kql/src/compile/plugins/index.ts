import { bagUnpack } from "./bag-unpack";
import { ipLookup } from "./ip-lookup";
import { pivot } from "./pivot";
import type { CompilePlugin } from "./plugin";

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
