import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ContentError, type Problem } from "../../lib/content";
import { type LoadedTenants, readTenants, type Selection } from "../../lib/tenants";
import { shipped } from "../shared/content";

/** What a folder of tenants came to. */
export interface Loaded extends Partial<LoadedTenants> {
  /** `file:line:column code message (suggestion)` */
  readonly told: readonly string[];
}

/** Loads a folder with the given files. */
export function loaded(files: Readonly<Record<string, string>>, selection?: Selection): Loaded {
  const folder = mkdtempSync(join(tmpdir(), "agentid-tenants-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return { ...readTenants(folder, shipped, selection), told: [] };
  } catch (error) {
    if (error instanceof ContentError) return { told: error.problems.map(line) };
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A problem in one line. */
const line = ({ file, line: row, column, code, message, suggestion }: Problem): string =>
  `${basename(file)}:${row}:${column} ${code} ${message} (${suggestion})`;

/** A tenant's file of six lines, with ids of its own. @param digit makes them */
export const tenantFile = (name: string, digit: string, more = ""): string =>
  `name: ${name}
tenantId: ${guid(`${digit}1`)}
subscriptionId: ${guid(`${digit}2`)}
location: westeurope
resourceGroup: { name: rg-soc }
workspace: { name: law-soc }
${more}`;

/** A GUID that begins with the given digits. */
export const guid = (digits: string): string => `${digits.padEnd(8, "a")}-93c8-4e57-a0b6-8f1e2c7d5a90`;
