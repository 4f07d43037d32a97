import type { PolicyCheck } from "../check";
import { isKnown, type PolicyResource } from "../document/document";
import { foundIn } from "./found";

/** Types of azurerm whose resources take tags and which this pack knows. */
const tagged =
  /^azurerm_(resource_group|log_analytics_workspace|monitor_data_collection_(endpoint|rule)|user_assigned_identity|application_insights_workbook|key_vault|storage_account|logic_app_workflow|linux_function_app|windows_function_app|service_plan|virtual_network)$/;

/** Who answers for a resource. */
export const requiredTags: PolicyCheck = {
  id: "required-tags",
  title: "Resources say who answers for them",
  why: "who finds a resource in an incident or on a bill has to know whom to ask",
  fix: "set the tags; in a tenant's file: tags: { owner: soc@contoso.com }",
  severity: "warning",
  run: (document, { settings }) =>
    foundIn(
      document.resources.filter((resource) => tagged.test(resource.type) || isTaggedArm(resource)),
      ({ tags }) => {
        if (tags !== undefined && !isKnown(tags)) return undefined;
        const missing = settings.requiredTags.filter((name) => !(tags as Record<string, unknown> | undefined)?.[name]);
        return missing.length > 0 ? `lacks the tag ${missing.join(", ")}` : undefined;
      },
    ),
};

/** Children of other resources have no place, and no tags. */
const isTaggedArm = ({ type, attributes }: PolicyResource): boolean =>
  type === "azapi_resource" && attributes.location !== undefined && /^[^/]+\/[^/]+@/.test(String(attributes.type));
