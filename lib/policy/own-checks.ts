import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { PolicyCheck } from "./check";
import { PolicyError } from "./errors";
import type { PolicySettings } from "./settings";

/** What a project's `agentid.json` says about checks. */
export interface PolicyConfig {
  readonly settings: Partial<PolicySettings>;
  readonly checks: readonly PolicyCheck[];
}

interface ConfigFile {
  readonly policy?: {
    readonly checks?: readonly string[];
    readonly profile?: string;
    readonly requiredTags?: readonly string[];
  };
}

const keys = ["checks", "profile", "requiredTags"];

/**
 * Reads a project's own checks and settings: `{ "policy": { "checks": ["./policy/no-demo.js"], "profile": "private", "requiredTags": ["owner"] } }`.
 * A module exports one check or a list of them, by itself or as `default`.
 * @param file that need not exist
 * @param taken ids that are used already
 * @throws PolicyError for what is no check, and for an id that is taken
 */
export function readPolicyConfig(file: string, taken: readonly PolicyCheck[]): PolicyConfig {
  if (!existsSync(file)) return { settings: {}, checks: [] };
  const { policy = {} } = parsed(file);
  const unknown = Object.keys(policy).find((key) => !keys.includes(key));
  if (unknown) throw new PolicyError(file, `has policy.${unknown}`, `use ${keys.join(", ")}`);
  const { profile, requiredTags, checks: modules = [] } = policy;
  if (profile !== undefined && profile !== "standard" && profile !== "private")
    throw new PolicyError(file, `has the profile "${profile}"`, "write standard or private");
  const ids = new Set(taken.map(({ id }) => id));
  const checks = modules.flatMap((name) => checksIn(resolve(dirname(file), name), file));
  for (const { id } of checks) {
    if (ids.has(id))
      throw new PolicyError(file, `brings a check "${id}", which there is already`, "give it an id of its own");
    ids.add(id);
  }
  return { settings: { ...(profile ? { profile } : {}), ...(requiredTags ? { requiredTags } : {}) }, checks };
}

function parsed(file: string): ConfigFile {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ConfigFile;
  } catch (error) {
    throw new PolicyError(file, "is not JSON", (error as Error).message);
  }
}

function checksIn(path: string, config: string): PolicyCheck[] {
  if (!existsSync(path))
    throw new PolicyError(config, `names ${path}, which does not exist`, "write its path from the file that names it");
  const loaded = require(path) as { default?: unknown };
  const given = [loaded.default ?? loaded].flat();
  return given.map((one) => {
    const { id, title, why, fix, severity, run } = (one ?? {}) as Partial<PolicyCheck>;
    const lacking = Object.entries({ id, title, why, fix, severity, run }).find(
      ([, value]) => value === undefined,
    )?.[0];
    if (lacking)
      throw new PolicyError(
        path,
        `exports a check without ${lacking}`,
        "a check has id, title, why, fix, severity and run",
      );
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id!))
      throw new PolicyError(path, `exports a check with the id "${id}"`, "use lower-case words with hyphens");
    if (!["error", "warning", "note"].includes(severity!))
      throw new PolicyError(path, `has the severity "${severity}"`, "use error, warning or note");
    return one as PolicyCheck;
  });
}
