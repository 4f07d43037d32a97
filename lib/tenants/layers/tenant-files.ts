import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { ContentError, type Problem, SourceFile } from "../../content";

/** The files of a folder of tenants. */
export interface TenantFiles {
  readonly defaults?: SourceFile;
  readonly rings?: SourceFile;
  /** in name order */
  readonly tenants: readonly TenantFile[];
}

/** A tenant's own file. */
export interface TenantFile {
  readonly path: string;
  readonly source: SourceFile;
}

/** The name problems tell a file by. */
export const shownPath = (path: string): string => relative(process.cwd(), path);

/**
 * Reads what a folder of tenants holds; lists of agents outside Entra that a tenant's file names are none.
 * @param problems what cannot be read is added here
 * @throws ContentError when there is no folder, or no tenant in it
 */
export function readTenantFiles(folder: string, problems: Problem[]): TenantFiles {
  if (!existsSync(folder)) throw new ContentError([nowhere(folder, "the folder does not exist")]);
  const read = readYaml(folder, problems);
  const lists = new Set(
    [...read.values()].flatMap(({ data }) => (data as { externalAgents?: string } | null)?.externalAgents ?? []),
  );
  const tenants = [...read]
    .filter(([name]) => !sharedName.test(name) && !lists.has(name))
    .map(([name, source]) => ({ path: join(folder, name), source }));
  if (tenants.length === 0 && problems.length === 0)
    throw new ContentError([nowhere(folder, "there is no tenant file")]);
  return { ...sharedIn(read, problems), tenants };
}

/** What a folder holds for more than one tenant. @param problems what cannot be read is added here */
export const readSharedFiles = (folder: string, problems: Problem[]): TenantFiles => ({
  ...sharedIn(readYaml(folder, problems, sharedName), problems),
  tenants: [],
});

const sharedName = /^(defaults|rings)\.ya?ml$/i;

function readYaml(folder: string, problems: Problem[], names = /\.ya?ml$/i): Map<string, SourceFile> {
  const read = new Map<string, SourceFile>();
  for (const name of readdirSync(folder).sort()) {
    if (!names.test(name)) continue;
    try {
      read.set(name, SourceFile.read(join(folder, name), shownPath(join(folder, name))));
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      problems.push(...error.problems);
    }
  }
  return read;
}

function sharedIn(read: ReadonlyMap<string, SourceFile>, problems: Problem[]): Pick<TenantFiles, "defaults" | "rings"> {
  const one = (stem: "defaults" | "rings"): SourceFile | undefined => {
    const [first, second] = [...read].flatMap(([name, source]) =>
      name.replace(/\.ya?ml$/i, "").toLowerCase() === stem ? source : [],
    );
    if (first && second)
      problems.push(
        second.problem([], "tenant/duplicate", `${basename(first.file)} says what this file says, too`, {
          suggestion: "keep one of them",
        }),
      );
    return first ?? second;
  };
  return { defaults: one("defaults"), rings: one("rings") };
}

function nowhere(folder: string, message: string): Problem {
  return {
    code: "tenant/none",
    severity: "error",
    message,
    file: folder,
    line: 1,
    column: 1,
    suggestion: "write one file per tenant, such as tenants/contoso.yaml; agentid init and agentid tenant add do",
  };
}
