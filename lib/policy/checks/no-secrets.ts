import type { PolicyCheck } from "../check";
import { isKnown, type PolicyDocument, textsIn, truth } from "../document/document";

const secret =
  /(^|_)(secrets?|passwords?|((access|shared|api|account|primary|secondary)_?key)|connection_?string|sas_?token|client_secret)$/i;
/** Attributes that are named like one and hold none. */
const harmless = /(_name|_id|_ids|_enabled|_type|_url|_uri|_version|_permissions|_path)$/i;
const looksLikeOne =
  /(AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,}|-----BEGIN [A-Z ]*PRIVATE KEY-----|[?&]sig=[A-Za-z0-9%+/]{20,}|\beyJ[A-Za-z0-9_-]{20,}\.eyJ|\b(ghp|gho|ghs)_[A-Za-z0-9]{36}\b/;

/** Secrets in what is committed and kept. */
export const noSecrets: PolicyCheck = {
  id: "no-secrets",
  title: "No secret is in the configuration",
  why: "the configuration, the plan and the state are read by more people than the service that the secret opens",
  fix: "use managed identities and federated credentials; a variable that has to be secret says sensitive = true and has no default",
  severity: "error",
  mapping: { mcsb: ["IM-8"] },
  run: (document) => [
    ...document.resources.flatMap(({ address, attributes }) =>
      secretsIn(attributes).map((message) => ({ address, message })),
    ),
    ...secretsIn(document.providers).map((message) => ({ address: "provider", message })),
    ...variables(document),
  ],
};

function secretsIn(value: unknown): string[] {
  return textsIn(value).flatMap(([path, text]) => {
    const name = path.findLast((step) => !/^\d+$/.test(step)) ?? "";
    if (looksLikeOne.test(text)) return [`${path.join(".")} holds what looks like a secret`];
    return secret.test(name) &&
      !harmless.test(name) &&
      isKnown(text) &&
      text !== "" &&
      !/^@|^\//.test(text) &&
      !isColumn(path)
      ? [`${path.join(".")} has a value`]
      : [];
  });
}

/** Custom details and watchlist items have names of their own. */
const isColumn = (path: readonly string[]): boolean =>
  // Names of a workflow's steps.
  path.includes("runAfter") ||
  /^(custom_details|properties|tags|entity_mapping|column|stream_declaration)$/.test(path[0] ?? "");

const variables = ({ variables: found, kind }: PolicyDocument) =>
  Object.entries(found).flatMap(([name, variable]) => {
    const { sensitive, default: value } = (variable ?? {}) as { sensitive?: unknown; default?: unknown };
    if (!secret.test(name) || (kind === "plan" && sensitive === undefined)) return [];
    if (truth(sensitive) !== true) return [{ address: `var.${name}`, message: "is not marked sensitive" }];
    return value === undefined || value === null || kind === "plan"
      ? []
      : [{ address: `var.${name}`, message: "has a default" }];
  });
