import type { PolicyCheck } from "../check";
import { workflowsOf } from "../views/workflows";

interface Access {
  readonly triggers?:
    | { readonly allowedCallerIpAddresses?: readonly unknown[]; readonly openAuthenticationPolicies?: object }
    | readonly unknown[];
}

/** Who may start a Logic App by its address. */
export const workflowOpenTrigger: PolicyCheck = {
  id: "workflow-open-trigger",
  title: "A playbook that is started by its address says who may",
  why: "the address with its signature is the whole right to start it, from anywhere, and it is in logs and chats",
  fix: "set accessControl.triggers.allowedCallerIpAddresses or an open authentication policy, or start it from Sentinel instead",
  severity: "error",
  mapping: { mcsb: ["NS-2"], like: ["Azure.LogicApp.LimitHTTPTrigger"] },
  run: (document) =>
    workflowsOf(document).flatMap(({ resource: { address }, definition, properties }) => {
      const open = Object.entries(definition?.triggers ?? {}).filter(([, { type }]) =>
        /^(Request|HttpWebhook)$/i.test(String(type)),
      );
      const { triggers } = (properties.accessControl ?? {}) as Access;
      const isLimited = Array.isArray(triggers)
        ? triggers.length > 0
        : triggers !== undefined &&
          ((triggers as { allowedCallerIpAddresses?: unknown[] }).allowedCallerIpAddresses?.length ??
            ("openAuthenticationPolicies" in triggers ? 1 : 0)) > 0;
      return isLimited
        ? []
        : open.map(([name]) => ({ address, message: `anybody with its address starts the trigger ${name}` }));
    }),
};
