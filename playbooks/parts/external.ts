import { type Action, type Actions, compose, whatever, when } from "./action";
import { choose, httpStatus, literal, text } from "./expression";
import { msiRequest } from "./http";
import type { Case } from "./judge";
import { query } from "./services";
import { entry } from "./turn";

/** What the workspace knows of an agent that may be outside Entra. */
type Property = "known" | "kind" | "platform" | "nativeId" | "last";
export const externalOf =
  (suffix: string) =>
  (property: Property): string =>
    `outputs('External${suffix}')?['${property}']`;

/** Address of a platform, as the tenant wrote it; an empty text for none. @param platform an expression */
const endpointOf = (platform: string): string => `coalesce(parameters('ExternalEndpoints')?[${platform}], '')`;

/** Parameters of a playbook that calls platforms. */
export const externalParameters = {
  ExternalEndpoints: { type: "Object", defaultValue: {} },
  SigningKey: { type: "String" },
} as const;

/**
 * Reads from the inventory what an agent is and where it runs, and from the ledger what was done to it last, into `External`.
 * @param id an expression for a GUID
 */
export function readExternal(id: string, suffix = ""): Actions {
  const [find, found] = [`Find_external${suffix}`, `External_row${suffix}`];
  const row = `outputs('${found}')`;
  const known = `equals(length(coalesce(${row}, json('[]'))), 4)`;
  const read = (i: number): string => `@if(${known}, ${row}?[${i}], '')`;
  return {
    [find]: query(
      `let Id = "${text(id)}"; let Asset = AgentAsset_CL | where TimeGenerated > ago(14d) and tolower(AgentId) == Id | top 1 by TimeGenerated desc | where not(coalesce(IsDeleted, false)); let Last = AgentResponse_CL | where TimeGenerated > ago(90d) and tolower(AgentId) == Id and ActionMode == "Enforced" and ResultState == "Succeeded" and ActionType in ("Freeze", "Unfreeze") | top 1 by TimeGenerated desc; print Kind = coalesce(toscalar(Asset | project AssetType), ""), Platform = coalesce(toscalar(Asset | project AgentPlatform), ""), NativeId = coalesce(toscalar(Asset | project tostring(AdditionalFields.nativeId)), ""), Last = coalesce(toscalar(Last | project ActionType), "")`,
    ),
    // An answer with an error beside the rows is a partial one.
    [found]: compose(`@if(empty(body('${find}')?['error']), first(body('${find}')['tables'])['rows'][0], json('[]'))`),
    [`External${suffix}`]: whatever(
      found,
      compose({ known: `@${known}`, kind: read(0), platform: read(1), nativeId: read(2), last: read(3) }),
    ),
  };
}

/** Why an agent is none that a platform is asked about. */
export function externalCases(suffix = ""): readonly Case[] {
  const external = externalOf(suffix);
  return [
    [
      `not(equals(${external("known")}, true))`,
      "Failed",
      "The inventory could not be asked what this agent is: nothing was changed.",
    ],
    // Agents of Entra are other playbooks' business, which say what they did: an automatic run has nothing to tell.
    [
      `not(equals(${external("kind")}, 'ExternalAgent'))`,
      "Done",
      "The inventory has no agent outside Entra with this id: PB-01 freezes those of Entra.",
    ],
    [
      `empty(${endpointOf(external("platform"))})`,
      "Skip",
      `concat('MANUAL TASK: the tenant names no endpoint for the platform ', ${external("platform")}, ' (externalAgentEndpoints). Ask its owner to do it by hand.')`,
    ],
  ];
}

const base64url = (content: string): string =>
  `replace(replace(replace(base64(${content}), '+', '-'), '/', '_'), '=', '')`;
const header = `concat('{"alg":"ES256","kid":"', parameters('SigningKey'), '","typ":"agentid-response"}')`;
const hex = '"0123456789abcdef"';
const answered = httpStatus("Call_platform");
const answer = "string(coalesce(body('Call_platform'), ''))";
/** The state that a platform answered with; an empty text where it says none. */
export const answeredState = `if(and(greaterOrEquals(coalesce(${answered}, 0), 200), less(coalesce(${answered}, 0), 300), startsWith(${answer}, '{')), string(coalesce(json(if(startsWith(${answer}, '{'), ${answer}, '{}'))?['state'], '')), '')`;
const isRefused = `and(greaterOrEquals(coalesce(${answered}, 0), 400), less(coalesce(${answered}, 0), 500), not(equals(${answered}, 429)))`;

/** HTTP status of the last call. */
export const platformStatus = answered;
/** Id of the last message, by which the platform knows it. */
export const messageId = "outputs('Message')?['id']";

/**
 * Asks the entry's platform to pause or resume its agent, until it answers with that state: a message as a compact JWS
 * (RFC 7515), which a key in Key Vault signs. Each attempt is a message of its own, with its own id and five minutes to
 * live, so that a platform takes none twice. The definition language has no hashes: the workspace makes the digest, which
 * Key Vault signs; a wrong one makes a signature that nobody takes.
 * @see https://learn.microsoft.com/rest/api/keyvault/keys/sign/sign
 */
export function callPlatform(action: "pause" | "resume", state: "paused" | "running"): Action {
  const isSeen = `equals(${answeredState}, '${state}')`;
  const endpoint = endpointOf(entry("platform"));
  return {
    type: "Until",
    expression: `@or(${isSeen}, ${isRefused})`,
    limit: { count: 6, timeout: "PT10M" },
    operationOptions: "FailWhenLimitsReached",
    actions: {
      Message: {
        ...compose({
          id: "@{guid()}",
          issuedAt: "@{utcNow()}",
          expiresAt: "@{addMinutes(utcNow(), 5)}",
          audience: text(endpoint),
          action,
          agentId: text(entry("agentId")),
          nativeId: text(entry("nativeId")),
          platform: text(entry("platform")),
          actionId: text(entry("actionId")),
        }),
        runAfter: {},
      },
      Signing_input: whatever(
        "Message",
        compose(`@concat(${base64url(header)}, '.', ${base64url("string(outputs('Message'))")})`),
      ),
      Make_digest: {
        ...query(
          `print Hex = hash_sha256("${text("outputs('Signing_input')")}") | mv-apply I = range(0, 62, 2) to typeof(int) on (order by I asc | summarize Bytes = make_list(16 * indexof(${hex}, substring(Hex, I, 1)) + indexof(${hex}, substring(Hex, I + 1, 1)))) | project Digest = replace_string(replace_string(trim_end("=+", base64_encode_fromarray(Bytes)), "+", "-"), "/", "_")`,
        ),
        runAfter: { Signing_input: ["Succeeded"] },
      },
      Sign: {
        ...msiRequest({
          method: "POST",
          uri: "@{parameters('SigningKey')}/sign?api-version=7.4",
          audience: "https://vault.azure.net",
          body: { alg: "ES256", value: "@{first(body('Make_digest')['tables'])['rows'][0][0]}" },
        }),
        runAfter: { Make_digest: ["Succeeded"] },
      },
      Call_platform: {
        type: "Http",
        inputs: {
          method: "POST",
          uri: text(`parameters('ExternalEndpoints')?[${entry("platform")}]`),
          headers: { "Content-Type": "application/jose", Accept: "application/json" },
          body: "@{outputs('Signing_input')}.@{body('Sign')?['value']}",
          // The same message again would be one that was seen already.
          retryPolicy: { type: "none" },
        },
        // An answer may not send the run elsewhere to ask.
        operationOptions: "DisableAsyncPattern",
        runAfter: { Sign: ["Succeeded"] },
      },
      Is_it_to_be_asked_again: whatever(
        "Call_platform",
        when(`not(or(${isSeen}, ${isRefused}))`, {
          Pause_before_next: { type: "Wait", inputs: { interval: { count: 10, unit: "Second" } } },
        }),
      ),
    },
  };
}

/** What the comment says of a call that did not do. */
export const platformDetail = (result: string): string =>
  text(
    `if(equals(${result}, 'Failed'), ${choose(
      [
        [
          `equals(coalesce(${httpStatus("Sign")}, 0), 0)`,
          literal("<p>No message was signed: neither the workspace nor Key Vault answered.</p>"),
        ],
        [
          `not(equals(${httpStatus("Sign")}, 200))`,
          `concat('<p>Key Vault signed no message (HTTP status ', string(${httpStatus("Sign")}), ').</p>')`,
        ],
      ],
      `concat('<p>The platform answered with HTTP status ', string(coalesce(${answered}, 'none')), if(empty(${answeredState}), ' and no state', concat(' and the state ', ${`replace(replace(take(${answeredState}, 40), '&', '&amp;'), '<', '&lt;')`})), '.</p>')`,
    )}, '')`,
  );
