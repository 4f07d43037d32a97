/** Graph's list of permissions: what each one opens. */
export interface PermissionList {
  readonly permissions: Readonly<Record<string, Permission>>;
}

interface Permission {
  readonly schemes: Readonly<Record<string, unknown>>;
  readonly pathSets: readonly {
    readonly schemeKeys: readonly string[];
    readonly methods: readonly string[];
    /** by path; `least=Application;AlsoRequires=…`, or nothing */
    readonly paths: Readonly<Record<string, string>>;
  }[];
}

/** Which application permissions open a call. */
export interface Opening {
  /** any will do, sorted; empty when the list has no such call */
  readonly any: readonly string[];
  /** those that the list calls the least */
  readonly least: readonly string[];
  /** permissions that are needed together, where one does not do */
  readonly together: readonly string[];
}

/** Names of a kind of permission, sorted. */
export function namesOf({ permissions }: PermissionList, scheme: "Application" | "DelegatedWork"): string[] {
  return Object.entries(permissions)
    .filter(([, { schemes }]) => scheme in schemes)
    .map(([name]) => name)
    .sort();
}

/** @param path with `{}` for a segment */
export function opening({ permissions }: PermissionList, method: string, path: string): Opening {
  const wanted = shape(path);
  const any = new Set<string>();
  const least = new Set<string>();
  const together = new Set<string>();
  for (const [name, { pathSets }] of Object.entries(permissions))
    for (const { schemeKeys, methods, paths } of pathSets) {
      if (!schemeKeys.includes("Application") || !methods.includes(method)) continue;
      for (const [listed, remarks] of Object.entries(paths)) {
        if (shape(listed) !== wanted) continue;
        any.add(name);
        const { least: leastOf = "", alsorequires } = remarksOf(remarks);
        if (leastOf.split(",").includes("Application")) least.add(name);
        if (alsorequires) together.add(name);
      }
    }
  return { any: [...any].sort(), least: [...least].sort(), together: [...together].sort() };
}

const shape = (path: string): string =>
  path
    .replace(/^\//, "")
    .replace(/\{[^}]*\}/g, "{}")
    .toLowerCase();

const remarksOf = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split(";")
      .map((one) => one.split("="))
      .map(([key = "", value = ""]) => [key.trim().toLowerCase(), value]),
  );
