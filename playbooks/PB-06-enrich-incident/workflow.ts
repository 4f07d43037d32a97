import { type Actions, compose, filter, forEach, increment, initialize, scope, whatever, when } from "../parts/action";
import { readAlerts } from "../parts/alerts";
import { clean, htmlRows, htmlTable } from "../parts/clean";
import { choose, httpStatus, isGuid, literal, text } from "../parts/expression";
import { readSaid, saidBefore, writtenTime } from "../parts/said";
import { comment, query } from "../parts/services";
import { agentSubjects } from "../parts/subjects";
import { subject } from "../parts/turn";
import { failIfAnythingFailed, incidentWorkflow, playbookName } from "../parts/workflow-file";

/** A part of the comment: a table from one query. */
interface Section {
  readonly name: string;
  readonly title: string;
  readonly heads: readonly string[];
  /** gives one row with the column Html */
  readonly kql: string;
}

const id = `"${text(subject)}"`;
const time = (column: string) => `coalesce(format_datetime(${column}, "yyyy-MM-dd HH:mm:ss"), "")`;
const orElse = (column: string, none: string) => `coalesce(tostring(${column}), "${none}")`;
/** Names, of which each may be what an agent wrote. */
const list = (column: string) => clean(`iff(array_length(${column}) > 0, strcat_array(${column}, ", "), "none")`, 400);
const number = (column: string) => `coalesce(tostring(round(${column}, 1)), "none")`;

const sections: readonly Section[] = [
  {
    name: "Asset",
    title: "What it is",
    heads: ["Name", "Type", "Blueprint", "Enabled", "Owners", "Sponsors", "Privilege tier", "Risk", "Seen"],
    kql: `AgentInventory(14d) | where tolower(AgentId) == ${id} | ${htmlRows(
      [
        clean("AgentName", 80),
        clean("AssetType", 30),
        clean("BlueprintId", 40),
        clean("AccountEnabled", 5),
        clean("OwnerCount", 6),
        clean("SponsorCount", 6),
        clean("PrivilegeTier", 6),
        clean("RiskLevel", 20),
        time("TimeGenerated"),
      ],
      1,
    )}`,
  },
  {
    name: "Signals",
    title: "Detections on it in the last day",
    heads: ["Detections"],
    kql: `AgentSignals("") | where SrcAgentId == ${id} | ${htmlRows([clean(`strcat_array(OtherDetections, ", ")`, 400)], 1)}`,
  },
  {
    name: "Lineage",
    title: "From its last action back to its commit",
    heads: ["Link", "State", "Value", "Detail", "Time"],
    kql: `AgentLineage(${id}) | order by Step asc | ${htmlRows(
      [clean("Link", 20), clean("State", 12), clean("Value", 160), clean("Detail", 160), time("Time")],
      12,
    )}`,
  },
  {
    name: "Baseline",
    title: "What is usual for it, per hour",
    heads: ["Maturity", "Active days", "Records read", "Writes", "Bytes sent", "Failures"],
    kql: `AgentBaseline() | where SrcAgentId == ${id} | ${htmlRows(
      [
        clean("Maturity", 12),
        clean("ActiveDays", 6),
        number("UsualReads"),
        number("UsualWrites"),
        number("UsualBytes"),
        number("UsualFailures"),
      ],
      1,
    )}`,
  },
  {
    name: "Reads",
    title: "What it read in the last day, against its policy",
    heads: ["Records", "Sensitive", "Highest label rank", "Rank allowed", "Labels", "Stores outside its scope"],
    kql: `AgentReads(${id}, 1d) | where Operations > 0 | ${htmlRows(
      [
        clean("Records", 20),
        clean("SensitiveRecords", 20),
        orElse("HighestRank", "no label"),
        orElse("MaxLabelRank", "no limit"),
        list("Labels"),
        list("OutsideScope"),
      ],
      1,
    )}`,
  },
  {
    name: "Operations",
    title: "Its last 50 operations",
    heads: ["Time", "What", "Tool", "Class", "Target", "Records", "Result"],
    kql: `AgentExecution_CL | where TimeGenerated > ago(7d) and SrcAgentId == ${id} | top 50 by TimeGenerated desc | ${htmlRows(
      [
        time("TimeGenerated"),
        clean("EventType", 24),
        clean("ToolName", 48),
        clean("OperationClass", 12),
        clean(`coalesce(iff(isempty(DstDomain), TargetStore, DstDomain), "")`, 64),
        clean("RecordCount", 12),
        clean("EventResult", 10),
      ],
      50,
    )}`,
  },
];

const cell = (name: string) => `first(first(body('Query_${name}')?['tables'])?['rows'])?[0]`;
const part = ({ name }: Section) => `outputs('Part_${name}')`;

/** Asks for one part and makes a table of it, or a line that says why there is none. */
const readSection = (section: Section): Actions => ({
  [`Query_${section.name}`]: query(section.kql),
  [`Part_${section.name}`]: whatever(
    `Query_${section.name}`,
    compose(
      text(
        choose(
          [
            [
              `not(equals(${httpStatus(`Query_${section.name}`)}, 200))`,
              literal(`<h3>${section.title}</h3><p><b>Could not be read.</b></p>`),
            ],
            [
              `not(empty(body('Query_${section.name}')?['error']))`,
              literal(`<h3>${section.title}</h3><p><b>Could not be read in full.</b></p>`),
            ],
            [`empty(coalesce(${cell(section.name)}, ''))`, literal(`<h3>${section.title}</h3><p>Nothing known.</p>`)],
          ],
          `concat(${literal(htmlTable(section.title, section.heads, "¦")).replace("¦", `', ${cell(section.name)}, '`)})`,
        ),
      ),
    ),
  ),
});

const all = sections.map(part).join(", ");
const withoutOperations = sections
  .filter(({ name }) => name !== "Operations")
  .map(part)
  .join(", ");
/** A comment holds 30,000 characters; the frame around the parts takes some. */
const most = 29_500;
const unread = sections.map(({ name }) => `contains(${part({ name } as Section)}, 'Could not be read')`).join(", ");

/** What is said of an agent. */
const enrich: Actions = {
  ...Object.assign({}, ...sections.map(readSection)),
  Whole: compose(text(`concat(${all})`)),
  Tell: comment(
    `<p><b>Agent ${text(subject)}</b>, as the workspace knows it:</p>${text(
      `if(greater(length(outputs('Whole')), ${most}), concat(${withoutOperations}, '<p>The operations do not fit into a comment; ask AgentExecution_CL for them.</p>'), outputs('Whole'))`,
    )}<p>@{workflow()?['name']}</p>`,
  ),
  Went_this_well: whatever(
    "Tell",
    when(`or(${unread}, not(equals(actions('Tell')?['status'], 'Succeeded')))`, {
      Count_failure: increment("Failures"),
    }),
  ),
};

/** A run about what was added to an incident says nothing again; one that somebody starts does, if it is older than an hour. */
const since =
  "if(empty(triggerBody()?['incidentUpdates']), ticks(addHours(utcNow(), -1)), ticks('2000-01-01T00:00:00Z'))";
const nobody = "<p><b>Nothing to do</b> for ";

/** Writes on an incident what the workspace knows of each of its agents. It changes nothing. */
export const workflow = incidentWorkflow(
  {},
  {
    Initialize_failures: initialize("Failures", "integer", 0),
    ...readAlerts,
    ...agentSubjects.read("Our_alerts"),
    Well_formed: filter("outputs('Subjects')", isGuid("item()")),
    ...readSaid,
    Said_of_nobody: saidBefore(`concat('${nobody}', ${playbookName})`),
    Is_nobody_named: when("and(empty(body('Well_formed')), empty(body('Said_of_nobody')))", {
      Tell_nobody: comment(
        `${nobody}${text(playbookName)}: no alert of this solution in the incident names an agent identity.</p>`,
      ),
    }),
    For_each_subject: forEach("body('Well_formed')", {
      Said_of_it: saidBefore(`concat('<p><b>Agent ', ${subject}, '</b>')`, `greaterOrEquals(${writtenTime}, ${since})`),
      Is_it_news: when("empty(body('Said_of_it'))", { Enrich: scope(enrich) }),
    }),
    ...failIfAnythingFailed("For_each_subject", "not(equals(actions('For_each_subject')?['status'], 'Succeeded'))"),
  },
);
