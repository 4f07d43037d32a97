import { CollectorError } from "../errors";
import type { AssetType } from "./asset-row";

/** What the asset sync remembers. */
export interface AssetState {
  readonly version: 1;
  /** where changes go on from */
  readonly deltaLink?: string;
  /** when the last full sync that came to its end began, ISO 8601 */
  readonly lastFull?: string;
  /** a full sync that has not come to its end */
  readonly full?: { readonly id: string; readonly began: string; readonly deltaLink: string };
  /** the agent that the last delta run read anew as its last, although nothing said that it changed */
  readonly lastInTurn?: string;
  /** by `AgentId` */
  readonly known: Readonly<Record<string, KnownAsset>>;
}

/** An identity as its last row had it. */
export interface KnownAsset {
  readonly type: AssetType;
  readonly hash: string;
  readonly name: string | null;
  readonly appId: string | null;
  readonly blueprintId: string | null;
  /** what it inherits and what is looked up for it, to compare */
  readonly surroundings: string;
  /** the full sync that wrote it last */
  readonly full: string;
}

/** @throws CollectorError for what another version wrote */
export function readAssetState(value: unknown): AssetState {
  if (value === undefined) return { version: 1, known: {} };
  const { version, known } = value as Partial<AssetState>;
  if (version === 1 && typeof known === "object") return value as AssetState;
  throw new CollectorError("the asset sync's state", "is of another version", "remove it; the next run is a full one");
}
