/** What a Log Analytics workspace holds before anything is deployed to it: facts that content checks and the emulator share. */
export { asimFunctions } from "./asim-functions";
export { builtinTables } from "./builtin-tables";
export { standardColumns, summaryColumns, watchlistColumns, watchlistFunction } from "./standard-columns";
