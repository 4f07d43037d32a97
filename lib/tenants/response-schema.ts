import { vocabulary } from "../content";
import { guid } from "./guid-schema";

/** How far playbooks may go: the response of a tenant file. */
export const responseProperty = {
  type: "object",
  additionalProperties: false,
  description: "how far playbooks may go in this tenant, and who decides",
  properties: {
    mode: {
      enum: vocabulary.responseModes,
      description: "the most that any playbook does, whatever an agent's policy says; DryRun when left out",
    },
    approvers: {
      type: "array",
      items: guid,
      uniqueItems: true,
      description: "object ids of the people whose comment on an incident approves a response",
    },
    approvalHours: {
      type: "integer",
      minimum: 1,
      maximum: 72,
      description: "how long a playbook waits for an approval; 8 when left out",
    },
    approvals: {
      type: "object",
      required: ["channel"],
      additionalProperties: false,
      description:
        "asks for approvals in Microsoft Teams too, in a channel or one person's chat; comments on the incident count as before",
      properties: {
        channel: { enum: vocabulary.approvalChannels },
        teamId: { ...guid, description: "id of the team that the channel is in" },
        channelId: {
          type: "string",
          pattern: "^19:[^\\s/]+@thread\\.(tacv2|skype)$",
          description: "id of the channel, as its link has it, decoded",
          "x-message": "write the channel's id such as 19:0123abcd@thread.tacv2",
        },
        person: {
          type: "string",
          pattern: "^[^@\\s]+@[^@\\s]+$",
          description: "user principal name of who is asked, instead of a channel",
          "x-message": "write a user principal name such as ana@contoso.com",
        },
      },
    },
    releaseWaivers: {
      type: "array",
      description:
        "approvers whose approval alone releases an agent that they own, sponsor or made; a second person has to approve when left out",
      items: {
        type: "object",
        required: ["approver", "reason", "expires"],
        additionalProperties: false,
        properties: {
          approver: { ...guid, description: "object id of one of the approvers" },
          reason: { type: "string", minLength: 10, "x-message": "say why nobody else can approve" },
          expires: {
            type: "string",
            pattern: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            description: "the last day it holds, in UTC",
            "x-message": "write a day such as 2026-12-31",
          },
        },
      },
    },
    workflowScopes: {
      type: "array",
      uniqueItems: true,
      items: {
        type: "string",
        pattern: "^/subscriptions/[0-9a-fA-F-]{36}/resourceGroups/[-\\w._()]{1,90}$",
        "x-message": "write /subscriptions/<id>/resourceGroups/<name>",
      },
      description: "resource groups whose workloads playbooks may pause and resume; none when left out",
    },
    mailSender: {
      ...guid,
      description: "object id of the mailbox that notifications come from; no mail is sent when left out",
    },
  },
} as const;
