import type { GraphObject } from "../lib/emulator/graph";
import type { IncidentComment } from "../lib/emulator/responses";

const person = (id: string, displayName: string, mail: string): GraphObject => ({
  "@odata.type": "#microsoft.graph.user",
  id,
  displayName,
  userPrincipalName: mail,
  mail,
});

/** The analyst on duty, one of the example tenant's approvers. */
export const ANALYST = person("5b1d3c7a-0e42-4f96-8a7d-c3b9e1f05d28", "Ana Costa", "ana@contoso.com");
/** Who answers for the finance agent. */
export const SPONSOR = person("c1f7e0b4-5a26-4d93-8e10-7b9d2c4a6f31", "Bruno Weber", "bruno@contoso.com");

/** The mailbox that owners are written to from. */
export const SOC_MAILBOX = person("8d3e6f21-4b7a-4c59-92e8-1f0a5d7c3b64", "Contoso SOC", "soc@contoso.com");

/**
 * What an analyst writes below a playbook's newest request for approval.
 * @param more words behind the code
 * @param playbook whose requests are meant. @default - any
 */
export const approval =
  (more = "", playbook = "") =>
  (comments: readonly IncidentComment[]): string | undefined => {
    const asked = comments.filter(({ message }) => message.includes(`requested by ${playbook}`));
    const request = asked.flatMap(({ message }) => /approve [0-9a-f]{8}\b/.exec(message) ?? []).at(-1);
    return request && `${request}${more}`;
  };
