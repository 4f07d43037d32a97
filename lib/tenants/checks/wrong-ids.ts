import { firstPartyApps } from "../facts/first-party";
import { isAppIdPlace, isObjectIdPlace, mentionsIn } from "../ids/mentions";
import type { TenantCheck } from "./check";

const nobody = "00000000-0000-0000-0000-000000000000";

/** Ids that are nobody's, and those that can be told to be of another kind than is due. */
export const wrongIdProblems: TenantCheck = (tenant, source) => {
  const { externalAgents: _, ...settings } = tenant;
  const mentions = mentionsIn(settings).filter(({ kind }) => kind === "guid");
  const appIds = new Set(mentions.filter(({ path }) => isAppIdPlace(path)).map(({ id }) => id));
  const places = new Map([
    [tenant.tenantId.toLowerCase(), "the id of the tenant"],
    [tenant.subscriptionId.toLowerCase(), "the id of the subscription"],
  ]);
  return mentions.flatMap(({ id, path, atKey }) => {
    const report = (code: string, message: string, suggestion: string) => [
      source.problem(path, `tenant/${code}`, message, { suggestion, atKey }),
    ];
    if (id === nobody) return report("nobody", "the GUID of zeros is nobody", "write the id that Azure or Entra shows");
    if (path[0] === "subscriptionId" && id === tenant.tenantId.toLowerCase())
      return report(
        "wrong-id",
        "the subscription has the id of the tenant",
        "write what az account show --query id prints",
      );
    if (!isObjectIdPlace(path)) return [];
    const app = firstPartyApps.get(id) ?? (appIds.has(id) ? "an application that this file names by it" : undefined);
    if (app)
      return report(
        "wrong-id",
        `${id} is the appId of ${app}, and an object id is due`,
        `write what az ad sp show --id ${id} --query id prints in this tenant`,
      );
    const place = places.get(id);
    return place
      ? report("wrong-id", `${id} is ${place}, and an object id is due`, "write the object id that Entra shows")
      : [];
  });
};
