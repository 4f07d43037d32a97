import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import type { SimulatedClock } from "../../simulation/clock";
import type { Instrument } from "../../telemetry/instrument";
import type { LedgerDatabase } from "./database";
import { addReadTools } from "./read-tools";
import { addWriteTools } from "./write-tools";

/** The MCP server in front of the ledger; one per session. */
export function createLedgerServer(database: LedgerDatabase, instrument: Instrument, clock: SimulatedClock): McpServer {
  const server = new McpServer({ name: "contoso-ledger", version: "1.8.0" }, { capabilities: { logging: {} } });
  addReadTools(server, database, instrument);
  addWriteTools(server, database, instrument, clock);
  return server;
}
