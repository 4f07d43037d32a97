import { didYouMean } from "@sentinel-agent-identities/spelling";
import { regions } from "../facts/regions";
import type { TenantCheck } from "./check";

/** A region that there is: Azure says so at the first resource only, when some tenants are deployed already. */
export const regionProblems: TenantCheck = ({ location }, source) =>
  regions.includes(location)
    ? []
    : [
        source.problem(["location"], "tenant/region", `Azure has no region "${location}"`, {
          suggestion:
            didYouMean(location, regions) ??
            "write a short name that az account list-locations prints, such as westeurope",
        }),
      ];
