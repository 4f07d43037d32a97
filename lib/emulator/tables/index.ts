export { readTables } from "./read-tables";
export { TableServer } from "./server";
export { FakeTables, type TableCall } from "./tables";
