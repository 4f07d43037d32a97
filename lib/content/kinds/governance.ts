import type { FromSchema } from "json-schema-to-ts";
import type { governanceSchema } from "../schemas";
import type { Item } from "./item";

/** A policy that Microsoft Entra is to hold, as requests to Microsoft Graph. */
export type GovernanceSpec = FromSchema<typeof governanceSchema>;
export type GovernanceItem = Item<GovernanceSpec>;
/** One of a policy's resources. */
export type GovernanceResourceSpec = GovernanceSpec["resources"][number];
