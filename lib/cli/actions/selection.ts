import type { Selection } from "../../tenants";
import type { SelectionOptions } from "../commands/selection-options";

/** The tenants that a command's options name. */
export const selectionOf = ({ tenant, ring }: SelectionOptions): Selection => ({ tenants: tenant, rings: ring });
