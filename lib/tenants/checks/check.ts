import type { Content, Problem } from "../../content";
import type { LayeredSource } from "../layers/layered-source";
import type { Tenant } from "../tenant";

/** What checks know of a tenant's files: where each value was written. */
export type TenantSource = Pick<LayeredSource, "problem" | "placesOf">;

/** One rule about a tenant. */
export type TenantCheck = (tenant: Tenant, source: TenantSource, content: Content) => Problem[];
