import type { Breach } from "../breach";
import { countBreaches } from "./counts";
import { expressionBreaches } from "./expressions";
import { nameBreaches } from "./names";
import { settingBreaches } from "./settings";
import type { Definition } from "./sites";

/** Why Logic Apps would refuse a workflow. @param definition `properties.definition` of `Microsoft.Logic/workflows` */
export const workflowBreaches = (definition: Definition): Breach[] => [
  ...countBreaches(definition),
  ...nameBreaches(definition),
  ...expressionBreaches(definition),
  ...settingBreaches(definition),
];
