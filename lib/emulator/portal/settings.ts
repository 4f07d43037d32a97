import { EmulatorError } from "../errors";
import type { Entity } from "../rules/entities";
import { type Severity, severities } from "../workspace/model";

const minute = 60_000;
/** https://learn.microsoft.com/azure/sentinel/automation/automation: incidents and their updates arrive within 5 to 10 minutes */
const longestDelay = 10 * minute;

/** An alert of another product that joins an incident in the Defender portal. */
export interface ForeignAlert {
  /** milliseconds after the incident was made */
  readonly after: number;
  /** number of the incident that it joins */
  readonly incident: number;
  readonly title: string;
  readonly severity: Severity;
  /** for example `Microsoft Defender for Cloud Apps` */
  readonly product: string;
  /** @default - none */
  readonly entities?: readonly Entity[];
}

/** A merge that the Defender portal, or a person in it, makes. */
export interface Merge {
  /** milliseconds after the younger of the two was made */
  readonly after: number;
  /** number of the incident that is emptied */
  readonly source: number;
  /** number of the one that stays */
  readonly target: number;
}

/** Where analysts work, and how that behaves. Times are in milliseconds. */
export interface PortalSettings {
  readonly portal: "defender" | "azure";
  /** the tenant's default for rules that do not say whether they are correlated */
  readonly correlation: "on" | "off";
  /** from an incident or a change in Defender to Sentinel, 0 to 10 minutes */
  readonly syncDelay: number;
  /** changes of an incident within this time become one update, 0 to 10 minutes */
  readonly batchWindow: number;
  /** stands in for the correlation engine: correlated alerts that share one of the identifiers (`Account.AadUserId`) within the window are merged */
  readonly correlate?: { readonly identifiers: readonly string[]; readonly window: number };
  /** merges whatever the rules say */
  readonly merges: readonly Merge[];
  /** what Sentinel knows of who commented in Defender */
  readonly commentAuthor: "full" | "name";
  readonly foreignAlerts: readonly ForeignAlert[];
}

/** The Defender portal, as far as nothing else is said. */
const defenderPortal: PortalSettings = {
  portal: "defender",
  correlation: "off",
  syncDelay: 5 * minute,
  batchWindow: 5 * minute,
  merges: [],
  commentAuthor: "full",
  foreignAlerts: [],
};

/** The Azure portal, where Sentinel makes the incidents itself, at once. */
export const azurePortal: PortalSettings = { ...defenderPortal, portal: "azure", syncDelay: 0, batchWindow: 0 };

/**
 * Settings with the defaults of their portal.
 * @param deployed the portal that the Terraform names, for where the settings name none
 * @throws EmulatorError for times, incidents or words that cannot be
 */
export function portalSettings(
  given: Partial<PortalSettings> = {},
  deployed?: PortalSettings["portal"],
): PortalSettings {
  const portal = given.portal ?? deployed ?? "defender";
  const settings: PortalSettings = { ...(portal === "azure" ? azurePortal : defenderPortal), ...given, portal };
  const refuse = (what: string, fix: string): never => {
    throw new EmulatorError("portal settings", what, fix);
  };
  const oneOf = (name: "portal" | "correlation" | "commentAuthor", ...known: string[]) => {
    if (!known.includes(settings[name])) refuse(`${name} is "${settings[name]}"`, `use ${known.join(" or ")}`);
  };
  oneOf("portal", "defender", "azure");
  oneOf("correlation", "on", "off");
  oneOf("commentAuthor", "full", "name");
  for (const name of ["syncDelay", "batchWindow"] as const)
    if (!(settings[name] >= 0 && settings[name] <= longestDelay))
      refuse(`${name} is ${settings[name]} ms`, "Defender takes 0 to 10 minutes");
  if (settings.portal === "azure" && (settings.merges.length > 0 || settings.foreignAlerts.length > 0))
    refuse("merges and foreignAlerts are of the Defender portal", 'leave them out, or set portal to "defender"');
  for (const { source, target, after } of settings.merges)
    if (source === target || !(after >= 0))
      refuse(`a merge of ${source} into ${target}`, "name two incidents, and a time");
  for (const { severity, after } of settings.foreignAlerts) {
    if (!severities.includes(severity)) refuse(`severity "${severity}"`, `use one of: ${severities.join(", ")}`);
    if (!(after >= 0)) refuse(`a foreign alert after ${after} ms`, "name a time after the incident was made");
  }
  return settings;
}
