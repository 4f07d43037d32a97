import { type Action, type Actions, compose, whatever, when } from "./action";
import { choose, httpStatus, isOneOf, literal, segment, text } from "./expression";
import { msiRequest } from "./http";
import { incidentId } from "./incident";
import { playbookName } from "./workflow-file";

/** Reads a property of the entry that is claimed. */
export type EntryProperty = (property: string) => string;

/** After this many minutes a claim that nobody gave back holds no more: the run that made it has died. */
const lease = 30;
/** What is counted is the same stretch of time as in the ledger. */
const counted = 60;

const endpoint = text("parameters('ClaimsTable')");
const partition = "claim";
const audience = "https://storage.azure.com";
/** @see https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory */
const headers = {
  "x-ms-version": "2020-12-06",
  "x-ms-date": "@{formatDateTime(utcNow(), 'r')}",
  Accept: "application/json;odata=nometadata",
};
/** Address of a row, after the table's. @param key an expression */
export const rowOf = (key: string): string => `(PartitionKey='${partition}',RowKey='${text(segment(key))}')`;

/** A row's key, without the signs that one cannot have. @param key an expression */
export const rowKey = (key: string): string =>
  `replace(replace(encodeUriComponent(toLower(${key})), '%7C', '|'), '%', '=')`;
/** The claim's key in the table: one for each action and what it is done to. */
export const claimKey = (action: string, target: string): string =>
  `concat('${action}|', replace(encodeUriComponent(toLower(${target})), '%', '='))`;

const entity = (entry: EntryProperty, claimed: string, expires: string): object => ({
  PartitionKey: partition,
  RowKey: text(entry("claim")),
  ActionId: text(entry("actionId")),
  // As the ledger names what was stopped.
  Target: text(
    `toLower(if(not(empty(${entry("agentId")})), ${entry("agentId")}, if(not(empty(${entry("blueprintId")})), ${entry("blueprintId")}, ${entry("workflowResourceId")})))`,
  ),
  Playbook: text(playbookName),
  IncidentId: text(incidentId),
  "Claimed@odata.type": "Edm.DateTime",
  Claimed: text(claimed),
  "Expires@odata.type": "Edm.DateTime",
  Expires: text(expires),
});

/** A request to the table. @param below after its address */
export const claimRequest = (
  method: "GET" | "POST" | "PUT",
  below: string,
  { body, more = {} }: { body?: object; more?: Readonly<Record<string, string>> } = {},
): Action =>
  msiRequest({
    method,
    uri: `${endpoint}${below}`,
    audience,
    headers: { ...headers, ...more },
    ...(body ? { body } : {}),
  });

/** What came of claiming: `state` is Claimed, Taken (by another run) or Unknown (the table could not be reached). */
export const claimed = (name: string, property: "state" | "why" | "etag" | "time"): string =>
  `outputs('${name}')?['${property}']`;

/**
 * Claims an entry, into the output of the action `name`. The insert of a row that is there is refused at once, for every
 * run alike. A row of a run that gave it back, or died, is taken over, if it is still as it was read; so is the entry's own,
 * whose answer got lost or whose time ran out.
 * @see https://learn.microsoft.com/rest/api/storageservices/insert-entity
 * @see https://learn.microsoft.com/rest/api/storageservices/update-entity2
 */
export function claim(name: string, entry: EntryProperty): Actions {
  const [insert, read, replace] = [`Insert_${name}`, `Read_${name}`, `Take_over_${name}`];
  const own = entity(entry, "utcNow()", `addMinutes(utcNow(), ${lease})`);
  const row = rowOf(entry("claim"));
  const isWritten = (action: string) => isOneOf(`string(coalesce(${httpStatus(action)}, 0))`, "201", "204");
  const held = `body('${read}')`;
  const isFree = `or(equals(${held}?['ActionId'], ${entry("actionId")}), lessOrEquals(ticks(coalesce(${held}?['Expires'], '2000-01-01T00:00:00Z')), ticks(utcNow())))`;
  const status = (action: string) => `string(coalesce(${httpStatus(action)}, 'none'))`;
  return {
    [`Is_there_a_table_for_${name}`]: when("not(empty(parameters('ClaimsTable')))", {
      [insert]: claimRequest("POST", "", { body: own, more: { Prefer: "return-no-content" } }),
      [`Is_${name}_there_already`]: whatever(
        insert,
        when(`equals(${httpStatus(insert)}, 409)`, {
          [read]: claimRequest("GET", row),
          [`Is_${name}_free`]: when(isFree, {
            [replace]: claimRequest("PUT", row, {
              body: own,
              more: { "If-Match": text(`outputs('${read}')?['headers']?['ETag']`) },
            }),
          }),
        }),
      ),
    }),
    [name]: whatever(
      `Is_there_a_table_for_${name}`,
      compose({
        state: `@${choose(
          [
            [`or(${isWritten(insert)}, ${isWritten(replace)})`, literal("Claimed")],
            [`equals(${httpStatus(replace)}, 412)`, literal("Taken")],
            [
              `and(equals(${httpStatus(read)}, 200), equals(coalesce(${httpStatus(replace)}, 0), 0), not(if(equals(${httpStatus(read)}, 200), ${isFree}, true)))`,
              literal("Taken"),
            ],
          ],
          literal("Unknown"),
        )}`,
        why: `@${choose(
          [
            [
              `equals(${httpStatus(read)}, 200)`,
              `concat('Another run does this already, or is about to: ', coalesce(${held}?['Playbook'], 'a playbook'), ', action ', coalesce(${held}?['ActionId'], ''), ', since ', formatDateTime(coalesce(${held}?['Claimed'], '2000-01-01T00:00:00Z'), 'yyyy-MM-dd HH:mm:ss'), ' UTC.')`,
            ],
            ["empty(parameters('ClaimsTable'))", literal("There is no table of claims in which runs agree.")],
          ],
          `concat('The table of claims, in which runs agree, could not be used (HTTP status ', ${status(insert)}, ').')`,
        )}`,
        etag: `@coalesce(outputs('${replace}')?['headers']?['ETag'], outputs('${insert}')?['headers']?['ETag'], '')`,
        time: "@{utcNow()}",
      }),
    ),
  };
}

/** Gives a claim back, so that others may claim; it is counted all the same. */
export const giveBack = (
  entry: EntryProperty,
  { etag, time }: { readonly etag: string; readonly time: string },
): Action =>
  claimRequest("PUT", rowOf(entry("claim")), {
    body: entity(entry, time, "utcNow()"),
    more: { "If-Match": text(etag) },
  });

/** What was claimed within the hour, as the guard reads it: `ActionType|target|time` with semicolons. */
export const claims = "outputs('Claims')?['list']";
/** Whether those are all. */
export const claimsAreKnown = "equals(outputs('Claims')?['known'], true)";

/**
 * Reads every claim of the last hour, into `Claims`. More than one answer holds are not told apart from none: what asks then
 * is a person.
 * @see https://learn.microsoft.com/rest/api/storageservices/query-entities
 */
export function readClaims(): Actions {
  const since = segment(`addMinutes(utcNow(), -${counted})`);
  return {
    List_claims: claimRequest(
      "GET",
      `()?$filter=PartitionKey%20eq%20'${partition}'%20and%20Claimed%20ge%20datetime'${text(since)}'&$select=RowKey,Target,Claimed`,
    ),
    Claim_lines: whatever("List_claims", {
      type: "Select",
      inputs: {
        from: `@if(equals(${httpStatus("List_claims")}, 200), body('List_claims')?['value'], json('[]'))`,
        select: "@concat(first(split(item()?['RowKey'], '|')), '|', item()?['Target'], '|', item()?['Claimed'])",
      },
    }),
    Claims: compose({
      known: `@and(equals(${httpStatus("List_claims")}, 200), empty(coalesce(outputs('List_claims')?['headers']?['x-ms-continuation-NextPartitionKey'], '')))`,
      list: "@join(take(body('Claim_lines'), 500), ';')",
    }),
  };
}
