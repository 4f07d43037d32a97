import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { v5 } from "uuid";
import { tenantText } from "../../tenants";
import { UsageError } from "../usage-error";

export interface InitOptions {
  readonly name: string;
  readonly tenantId?: string;
  readonly subscriptionId?: string;
  readonly location: string;
  readonly app: boolean;
}

const namespace = "5b0c1c56-6d0b-5a3e-9d0f-3c6b0a1c7e42";
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Writes the files of a new project, and prints each. */
export function init(folder: string, options: InitOptions): void {
  for (const [option, value] of [
    ["--tenant-id", options.tenantId],
    ["--subscription-id", options.subscriptionId],
  ])
    if (value !== undefined && !guid.test(value))
      throw new UsageError(`${option} ${value} is no GUID: write what az account show prints`);
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(options.name))
    throw new UsageError(`--name ${options.name} is no name of a tenant: use lower-case letters, digits and hyphens`);
  const isMadeUp = options.tenantId === undefined || options.subscriptionId === undefined;
  for (const [name, text] of filesOf(folder, options, isMadeUp)) {
    const path = join(folder, name);
    if (existsSync(path)) {
      console.log(`kept     ${path}`);
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`written  ${path}`);
  }
  if (isMadeUp)
    console.log(
      `\nThe ids in tenants/${options.name}.yaml are made up: replace them with what az account show prints.`,
    );
  console.log("\nnext: agentid validate, agentid synth, agentid check");
}

function filesOf(folder: string, options: InitOptions, isMadeUp: boolean): [string, string][] {
  const { name, location, app } = options;
  const idOf = (what: string) => v5(`${what} of ${name}`, namespace);
  const tenant = tenantText(
    {
      name,
      tenantId: options.tenantId ?? idOf("tenant"),
      subscriptionId: options.subscriptionId ?? idOf("subscription"),
      location,
      resourceGroup: "rg-agent-identities",
      workspace: "law-agent-identities",
      owner: `soc@${name}.example`,
    },
    join(folder, "tenants"),
    isMadeUp ? "Ids are made up: replace tenantId and subscriptionId." : undefined,
  );
  const cdktf = {
    language: "typescript",
    app: app ? "npx tsx main.ts" : "npx agentid synth",
    projectId: v5(name, namespace),
    sendCrashReports: "false",
    terraformProviders: [],
    terraformModules: [],
    context: {},
  };
  return [
    [`tenants/${name}.yaml`, tenant],
    ["cdktf.json", `${JSON.stringify(cdktf, null, 2)}\n`],
    [".gitignore", "node_modules/\ncdktf.out/\n.terraform/\n*.tfstate*\n"],
    ...(app ? [["main.ts", appText] as [string, string]] : []),
  ];
}

const appText = `import { loadContent, loadTenants, synthesize } from "sentinel-agent-identities";

const content = loadContent();
synthesize(loadTenants("tenants", content), { content });
`;
