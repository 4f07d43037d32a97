import { dataCollectionRuleBreaches } from "../../../limits";
import type { TableItem } from "../../kinds/table";
import { type Writer, writerNames } from "../../vocabulary";
import type { Check } from "../context";
import { limitProblems } from "./limit-problems";

/** What each writer's data collection rules hold, with every feature on and a sender that speaks for some agents. */
export const checkDataCollectionLimits: Check = ({ content }) =>
  writerNames.flatMap((writer) => {
    const own = content.tables.filter(({ data }) => writes(writer, data));
    const streams = own.flatMap(({ data }) => data.streams ?? []);
    const flows = content.tables.flatMap(({ data }) => [
      ...(writes(writer, data) ? (data.streams ?? []) : []).flatMap(({ name }) => [
        { stream: name },
        ...(data.disputed === undefined ? [] : [{ stream: name }]),
      ]),
      ...(data.flows ?? []).filter(({ stream }) => streams.some(({ name }) => name === stream)),
    ]);
    const last = own.findLast(({ data }) => (data.streams ?? []).length > 0);
    if (!last) return [];
    return limitProblems(
      last.source,
      dataCollectionRuleBreaches({
        streamDeclarations: Object.fromEntries(streams.map(({ name }) => [name, {}])),
        dataFlows: flows.map(({ stream }) => ({ streams: [stream] })),
      }).map((breach) => ({ ...breach, message: `of all that ${writer} may write, ${breach.message}` })),
      () => ["streams"],
    );
  });

const writes = (writer: Writer, { writtenBy = "senders" }: TableItem["data"]): boolean => writtenBy === writer;
