import { isRecord, onlyParameters, textOf } from "../change";
import { graphErrors } from "../errors";
import type { GraphObject } from "../model";
import { listOptions, page, selected } from "../odata";
import type { Route, RouteContext } from "../route";

const blueprint = "#microsoft.graph.agentIdentityBlueprint";
const cast = `/${blueprint.slice(1)}`;
const blueprintWriters = ["AgentIdentityBlueprint.AddRemoveCreds.All", "AgentIdentityBlueprint.ReadWrite.All"];

/** Microsoft Entra ID's own application, for which a proof of possession must be. */
const proofAudience = "00000002-0000-0000-c000-000000000000";

/** One application, and the credentials that can be taken from it. */
export const credentialRoutes: readonly Route[] = [
  ...[undefined, blueprint].flatMap((type): Route[] => {
    const path = `applications/{id}${type ? cast : ""}`;
    const common = { versions: ["v1.0", "beta"], byAppId: true, cost: 1 } as const;
    return [
      {
        ...common,
        method: "GET",
        path,
        query: ["$select"],
        answer: ({ directory, request, parameters }) => ({
          status: 200,
          body: selected(directory.get("applications", parameters.id!, type), request.query),
        }),
      },
      {
        ...common,
        method: "GET",
        path: `${path}/federatedIdentityCredentials`,
        query: listOptions,
        cost: 2,
        answer: (context) => {
          const { id } = context.directory.get("applications", context.parameters.id!, type);
          return page(context, context.directory.federatedIdentityCredentials(id));
        },
      },
      {
        // https://learn.microsoft.com/graph/api/federatedidentitycredential-delete: by id or by name
        ...common,
        method: "DELETE",
        path: `${path}/federatedIdentityCredentials/{credential}`,
        permissions: (context) => [
          [
            "Application.ReadWrite.All",
            ...(isOwn(context) ? ["Application.ReadWrite.OwnedBy"] : []),
            ...blueprintWriters,
          ],
        ],
        answer: ({ writable, parameters, author }) => {
          const application = writable.get("applications", parameters.id!, type);
          writable.removeFederatedIdentityCredential(application, parameters.credential!, author);
          return { status: 204 };
        },
      },
    ];
  }),
  {
    // https://learn.microsoft.com/graph/api/agentidentityblueprint-removepassword
    method: "POST",
    versions: ["v1.0", "beta"],
    path: `applications/{id}${cast}/removePassword`,
    permissions: () => [blueprintWriters],
    cost: 1,
    answer: (context) => removeCredential(context, "passwordCredentials", "password"),
  },
  {
    // https://learn.microsoft.com/graph/api/agentidentityblueprint-removekey
    method: "POST",
    versions: ["v1.0", "beta"],
    path: `applications/{id}${cast}/removeKey`,
    permissions: () => [blueprintWriters],
    cost: 1,
    answer: (context) => {
      checkProof(textOf(context.request.body, "proof"));
      return removeCredential(context, "keyCredentials", "key");
    },
  },
];

function removeCredential(
  { writable, parameters, request, author }: RouteContext,
  property: "passwordCredentials" | "keyCredentials",
  kind: string,
) {
  const application = writable.get("applications", parameters.id!, blueprint);
  onlyParameters(request.body, ["keyId", "proof"]);
  const keyId = textOf(request.body, "keyId");
  const credentials = (application[property] ?? []) as readonly { readonly keyId?: string }[];
  const left = credentials.filter((credential) => credential.keyId?.toLowerCase() !== keyId.toLowerCase());
  if (left.length === credentials.length)
    throw graphErrors.badRequest(`No ${kind} credential found with keyId '${keyId}'.`);
  writable.update("applications", application.id, { [property]: left }, author);
  return { status: 204 };
}

/** A proof is a JWT for Microsoft Entra ID; its signature is not verified here, for nobody has keys of this directory. */
function checkProof(proof: string): void {
  const claims = claimsOf(proof);
  if (claims?.aud !== proofAudience || typeof claims.iss !== "string")
    throw graphErrors.badRequest(
      `The proof is no JWT with the audience ${proofAudience} and the calling application as its issuer.`,
    );
}

function claimsOf(token: string): Record<string, unknown> | undefined {
  const [, payload, signature] = token.split(".");
  if (!payload || !signature) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return isRecord(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

const find = ({ writable, parameters }: RouteContext): GraphObject | undefined =>
  writable.find("applications", parameters.id!);

function isOwn(context: RouteContext): boolean {
  const application = find(context);
  const owners = application ? context.writable.related(application.id, "owners") : [];
  return owners.some(({ id }) => id.toLowerCase() === context.author.principalId);
}
