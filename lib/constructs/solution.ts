import type { Content, vocabulary } from "../content";
import type { Construct } from "./cdktf";
import type { AgentIdentitiesSettings } from "./settings";
import type { SentinelWorkspace } from "./workspace";

/** What every part of the solution is made of, and in. */
export interface Solution {
  readonly scope: Construct;
  readonly settings: AgentIdentitiesSettings;
  readonly content: Content;
  readonly resourceGroup: { readonly name: string; readonly id: string };
  readonly workspace: SentinelWorkspace;
}

/** Whether a feature is on; what belongs to none always is. */
export const isOn = ({ features }: AgentIdentitiesSettings, feature: vocabulary.Feature | undefined): boolean =>
  feature === undefined || (features?.[feature] ?? false);

/** Where resources are made, and how they are tagged. */
export const placeOf = ({ settings: { location, tags }, resourceGroup }: Omit<Solution, "workspace">) => ({
  location,
  resourceGroupName: resourceGroup.name,
  tags: tags && { ...tags },
});
