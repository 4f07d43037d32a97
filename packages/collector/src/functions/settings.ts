import { CollectorError } from "../errors";
import type { NamedSender } from "../intake";
import { readSenders } from "./senders";

/** The function app's settings; `lib/constructs/collector.ts` writes them. */
export interface CollectorSettings {
  readonly ingestionEndpoint: string;
  /** of the rule that what the collector found out goes to */
  readonly ruleId: string;
  /** of the rule that what others told the intake goes to */
  readonly intakeRuleId: string;
  readonly workspaceId: string;
  /** `https://….blob.core.windows.net` */
  readonly storageEndpoint: string;
  /** client ids of the managed identities */
  readonly assetsClientId: string;
  readonly verifierClientId: string;
  readonly intakeClientId: string;
  /** who may speak for agents that they are not, when they send to the intake */
  readonly senders: readonly NamedSender[];
  readonly classicTag: string;
  /** whether the tenant lists agents that Entra does not know */
  readonly inventory: boolean;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const https = /^https:\/\/[^/]+\/?$/;

/**
 * Reads the settings.
 * @throws CollectorError with every setting that is missing or malformed
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): CollectorSettings {
  const problems: string[] = [];
  const setting = (name: string, form: RegExp, example: string): string => {
    const value = env[name]?.trim();
    if (!value) problems.push(`${name} is not set (such as ${example})`);
    else if (!form.test(value)) problems.push(`${name} is "${value}", no such thing as ${example}`);
    return value ?? "";
  };
  const settings: CollectorSettings = {
    ingestionEndpoint: setting("COLLECTOR_INGESTION_ENDPOINT", https, "https://….ingest.monitor.azure.com"),
    ruleId: setting("COLLECTOR_RULE_ID", /^dcr-/, "dcr-…"),
    intakeRuleId: setting("COLLECTOR_INTAKE_RULE_ID", /^dcr-/, "dcr-…"),
    workspaceId: setting("COLLECTOR_WORKSPACE_ID", guid, "the workspace's GUID"),
    storageEndpoint: setting("COLLECTOR_STORAGE_ENDPOINT", https, "https://….blob.core.windows.net"),
    assetsClientId: setting("COLLECTOR_ASSETS_CLIENT_ID", guid, "a GUID"),
    verifierClientId: setting("COLLECTOR_VERIFIER_CLIENT_ID", guid, "a GUID"),
    intakeClientId: setting("COLLECTOR_INTAKE_CLIENT_ID", guid, "a GUID"),
    classicTag: env.COLLECTOR_CLASSIC_TAG?.trim() || "AIAgent",
    inventory: env.COLLECTOR_INVENTORY?.trim() === "true",
    senders: readSenders(env.COLLECTOR_SENDERS, problems),
  };
  if (problems.length > 0)
    throw new CollectorError(
      "application settings",
      problems.join("; "),
      "deploy the function app with this package's Terraform",
    );
  return settings;
}
