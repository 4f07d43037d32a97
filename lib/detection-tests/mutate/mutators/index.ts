import type { Mutator } from "../mutant";
import { dropFilter } from "./drop-filter";
import { dropJoin } from "./drop-join";
import { flipOperator } from "./flip-operator";
import { moveThreshold } from "./move-threshold";

/** Every way in which a query is made wrong. */
export const mutators: readonly Mutator[] = [dropFilter, flipOperator, moveThreshold, dropJoin];
