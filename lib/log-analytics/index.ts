/** What a Log Analytics workspace holds before anything is deployed to it: facts that content checks and the emulator share. */
export { asimFunctions } from "./asim-functions";
export { builtinTables } from "./builtin-tables";
export { standardColumns, summaryRuleColumns, watchlistColumns, watchlistFunction } from "./standard-columns";
