import { guid } from "../emulator/graph-support";
import type { Acting } from "./acting";
import { analyst, ingest, type Setting } from "./cloud";

/** An agent on a platform outside Entra. */
export const external = guid(80);
export const endpoint = "https://agents.contoso.com/responses";
/** Another approver. */
export const colleague = "dddddddd-0000-4000-8000-00000000000e";

/** A row of the inventory about an agent outside Entra. */
export const externalAsset = (id: string, platform: string, more: object = {}) => ({
  TimeGenerated: "2026-03-02T08:00:00Z",
  AssetType: "ExternalAgent",
  AgentId: id,
  AgentName: "claims <b>",
  AccountEnabled: true,
  AgentPlatform: platform,
  AdditionalFields: { nativeId: "arn:aws:bedrock:eu-west-1:1:agent/Ä" },
  ...more,
});

/** What tests of a playbook that acts outside Entra need to know. */
export type ActingOutside = Pick<
  Acting,
  "name" | "accounts" | "details" | "setting" | "state" | "before" | "after" | "row"
> & {
  /** who has to agree besides the analyst */
  readonly alsoApproves?: string;
};

const fill: NonNullable<Setting["fill"]> = async (emulator) => {
  await ingest(emulator, "AgentAsset_CL", [externalAsset(external, "AWS")]);
};
const setting: Setting = { endpoints: { AWS: endpoint }, fill };
const asked: ActingOutside["state"] = ({ platformCalls }) => platformCalls.map(({ message }) => message?.action);

/** The playbooks that ask platforms outside Entra. */
export const outsidePlaybooks: Readonly<Record<string, ActingOutside>> = {
  "PB-12": {
    name: "agentid-pause-external-agent",
    accounts: [external],
    setting,
    state: asked,
    before: [],
    after: ["pause"],
    row: "Freeze",
  },
  "PB-13": {
    name: "agentid-resume-external-agent",
    accounts: [external],
    setting: {
      ...setting,
      response: { approvers: [analyst, colleague] },
      ledger: [
        {
          TimeGenerated: "2026-03-02T09:00:00Z",
          ActionId: guid(400),
          AgentId: external,
          ActionType: "Freeze",
          ActionMode: "Enforced",
          ResultState: "Succeeded",
        },
      ],
    },
    state: asked,
    before: [],
    after: ["resume"],
    row: "Unfreeze",
    alsoApproves: colleague,
  },
};
