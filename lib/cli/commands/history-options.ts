import { type Command, InvalidArgumentError, Option } from "commander";
import { instant } from "./instant";

/** A command with the options that say how a history is read, and which of its time. */
export const withHistoryOptions = (command: Command): Command =>
  command
    .option("--watchlists <dir>", "watchlist items as <Alias>.csv; default: watchlists/ of the input")
    .option("--from <iso>", "start of the replayed time", instant)
    .option("--to <iso>", "end of the replayed time", instant)
    .option(
      "--arrival <table=minutes...>",
      "how long rows of a table took to arrive, where they do not say",
      minutesOf,
      {} as Record<string, number>,
    )
    .addOption(new Option("--date-order <order>", "of dates with slashes that leave it open").choices(["mdy", "dmy"]));

/** `AuditLogs=12`, in milliseconds. */
function minutesOf(text: string, known: Readonly<Record<string, number>>): Record<string, number> {
  const [, table, minutes] = /^([\w-]+)=(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (table === undefined) throw new InvalidArgumentError("write a table and minutes, such as AuditLogs=12");
  return { ...known, [table]: Number(minutes) * 60_000 };
}
