import type { Breach } from "../breach";
import type { AlertRule } from "./alert-rule";
import { alertTextBreaches } from "./alert-texts";
import { customDetailBreaches } from "./custom-details";
import { dynamicPropertyBreaches } from "./dynamic-properties";
import { entityMappingBreaches } from "./entity-mappings";
import { placeholderBreaches } from "./placeholders";
import { techniqueBreaches } from "./techniques";
import { textBreaches } from "./texts";

const checks: readonly ((rule: AlertRule) => Breach[])[] = [
  textBreaches,
  placeholderBreaches,
  alertTextBreaches,
  dynamicPropertyBreaches,
  customDetailBreaches,
  entityMappingBreaches,
  techniqueBreaches,
];

/** Why an analytics rule would be refused, as far as its settings say; what its query reads is `queryReachBreaches`. */
export const alertRuleBreaches = (rule: AlertRule): Breach[] => checks.flatMap((check) => check(rule));
