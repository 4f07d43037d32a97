import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { shipped } from "./support";

const page = readFileSync(join(packageRoot(), "docs/playbooks.md"), "utf8");

test.each(shipped.map(({ data }) => [data.id, data] as const))(
  "%s is described with its class and permissions",
  (id, data) => {
    const [first, second] = page.split("\n").filter((line) => line.startsWith(`| ${id} `));
    expect(first).toContain(`| ${data.privilegeClass} |`);
    const roles = data.graphAppRoles.map((entry) => (typeof entry === "string" ? entry : entry.role));
    for (const role of roles) expect(second).toContain(role);
    expect((second!.match(/\b[A-Z]\w+(\.\w+)+\b/g) ?? []).sort()).toEqual([...roles].sort());
  },
);
