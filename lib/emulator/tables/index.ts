export { readTables } from "./read-tables";
export { TableServer } from "./server";
export { type DeployedTable, FakeTables, type TableCall } from "./tables";
