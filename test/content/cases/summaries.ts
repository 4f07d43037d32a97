import type { Case } from "./case";
import { scheduled, summary } from "./files";

const head = "query: |\n  AgentExecution_CL\n  | where isnotempty(SrcAgentId)\n  | summarize\n      Events = ";
const marked = head.replace("|", "‸|");

/** Summary rules and the table they write to. */
export const summaries: Case[] = [
  [
    "a column that only the summary rule makes",
    scheduled,
    "dcount(startofday(Hour))",
    'dcount(startofday(column_ifexists("‸_BinStartTime", Hour)))',
    "query/summary-column",
    /_BinStartTime is made by the summary rule's first bin/,
    /Hour = bin\(TimeGenerated, 1h\)/,
  ],
  ["an unknown column", summary, "sumif(RecordCount,", "sumif(‸RecordCuont,", "KS142", /RecordCuont/, /RecordCount/],
  [
    "a saved function, which summary rules cannot call",
    summary,
    "query: |\n  AgentExecution_CL",
    "query: ‸|\n  ASimAgentEventAgentIdentities\n  | extend EventResult = '', RecordCount = 0, BytesOut = 0, OperationClass = '', TargetStore = '', DstDomain = '', DataLabelRank = int(0)",
    "summary/function",
    /calls ASimAgentEventAgentIdentities/,
    /write the function's query out/,
  ],
  [
    "a destination that is no table",
    summary,
    "destinationTable: AgentActivityHourly_CL",
    "destinationTable: ‸AgentActivityHurly_CL",
    "summary/destination",
    /"AgentActivityHurly_CL"/,
    /"AgentActivityHourly_CL"/,
  ],
  [
    "a column the destination lacks",
    summary,
    `${head}count(),\n      Failures =`,
    `${marked}count(),\n      Failed =`,
    "summary/column",
    /returns Failed, which AgentActivityHourly_CL does not have/,
    /Failures|one of/,
  ],
  [
    "a column of another type",
    summary,
    `${head}count()`,
    `${marked}tostring(count())`,
    "summary/column",
    /returns Events as string, but AgentActivityHourly_CL declares long/,
  ],
  [
    "a bin Azure does not offer",
    summary,
    "binSizeMinutes: 60",
    "binSizeMinutes: ‸45",
    "schema/value",
    /45 is not allowed/,
  ],
];
