import type { Attack } from "./attack";
import { credentialAttacks } from "./credentials";
import { dataAttacks } from "./data";
import { lineageAttacks } from "./lineage";
import { platformAttacks } from "./platform";
import { privilegeAttacks } from "./privilege";
import { readingAttacks } from "./reads";
import { signInAttacks } from "./sign-ins";
import { signingAttacks } from "./signing";
import { toolAttacks } from "./tools";
import { writingAttacks } from "./writes";

/** Every attack on a real fleet. */
export const attacks: readonly Attack[] = [
  ...credentialAttacks,
  ...privilegeAttacks,
  ...signInAttacks,
  ...lineageAttacks,
  ...signingAttacks,
  ...readingAttacks,
  ...writingAttacks,
  ...toolAttacks,
  ...dataAttacks,
  ...platformAttacks,
];
