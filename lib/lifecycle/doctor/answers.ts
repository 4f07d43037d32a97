import { assertNoErrors, checkSchema, SourceFile } from "../../content";

/** What Azure and Entra answered about a tenant, as `agentid doctor --record` asks for it. */
export interface Answers {
  /** `az account show` */
  readonly account?: { readonly id?: string; readonly tenantId?: string };
  /** `az provider list`: namespaces that are registered */
  readonly providers?: readonly { readonly namespace: string; readonly registrationState: string }[];
  /** `az role assignment list --all` of who deploys */
  readonly roles?: readonly { readonly roleDefinitionName: string; readonly scope: string }[];
  /** `az ad sp show --id 98785600-…` */
  readonly sentinel?: { readonly id?: string };
  /** `az resource show` of the workspace that the tenant names */
  readonly workspace?: { readonly location?: string };
  /** `az group show` */
  readonly resourceGroup?: { readonly location?: string };
}

const text = { type: "string" } as const;
const schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    account: { type: "object", properties: { id: text, tenantId: text } },
    providers: {
      type: "array",
      items: {
        type: "object",
        required: ["namespace", "registrationState"],
        properties: { namespace: text, registrationState: text },
      },
    },
    roles: {
      type: "array",
      items: {
        type: "object",
        required: ["roleDefinitionName", "scope"],
        properties: { roleDefinitionName: text, scope: text },
      },
    },
    sentinel: { type: "object", properties: { id: text } },
    workspace: { type: "object", properties: { location: text } },
    resourceGroup: { type: "object", properties: { location: text } },
  },
};

/** Reads a recorded answer file. @throws ContentError for one that is no such file */
export function readAnswers(path: string): Answers {
  const source = SourceFile.read(path);
  assertNoErrors(checkSchema(source, schema));
  return source.data as Answers;
}
