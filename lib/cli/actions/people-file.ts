import { ContentError, type Problem } from "../../content";
import type { Person, StartByHand } from "../../emulator/responses";
import { durationMilliseconds } from "../../emulator/stack";
import { UsageError } from "../usage-error";
import { incidentNumber, readSchemaFile, span, text } from "./schema-file";

/** A file of `--people`: what analysts write on incidents or start there, and when. */
export const peopleFileSchema = {
  $id: "people.schema.json",
  title: "What analysts do about incidents: comments they write, playbooks they start",
  type: "array",
  items: {
    type: "object",
    required: ["after"],
    additionalProperties: false,
    properties: {
      after: { ...span, description: "how long after the incident came to Sentinel, such as PT10M" },
      incident: { ...incidentNumber, description: "number of the incident; default: every incident" },
      via: {
        enum: ["defender", "azure", "teams"],
        description:
          "the portal in which it is written, or teams for the answer to a card, such as approve; default: the portal of the simulation",
      },
      authorObjectId: { ...text, description: "object id of who writes" },
      message: { ...text, description: "what is written; $1 stands for the first group of quote" },
      playbook: { ...text, description: "name of a Logic App that is started on the incident, instead of a comment" },
      quote: {
        ...text,
        description: "what the newest comment that matches is searched for; without one, nothing is written",
      },
    },
  },
} as const;

/** An entry of a file of people, as its schema has it. */
interface Deed extends Partial<Omit<Person, "after" | "message">> {
  readonly after: string;
  readonly message?: string;
  readonly quote?: string;
  readonly playbook?: string;
}

/**
 * What analysts write and what they start.
 * @throws ContentError when the file does not fit its schema, or an entry is neither a comment nor a start
 */
export function readPeople(path: string): { readonly people: Person[]; readonly byHand: StartByHand[] } {
  const source = readSchemaFile(path, peopleFileSchema);
  const deeds = source.data as readonly Deed[];
  const wrong = deeds.flatMap((deed, i) => problemOf(deed, source.locate([i]), path));
  if (wrong.length > 0) throw new ContentError(wrong);
  const timed = deeds.map((deed, i) => ({ ...deed, where: `${path} [${i}]` }));
  const people = timed.flatMap(({ after, message, quote, playbook: _, authorObjectId, where, ...rest }) => {
    if (message === undefined || authorObjectId === undefined) return [];
    const said = quote === undefined ? message : quoting(message, patternOf(quote, where));
    return [{ ...rest, authorObjectId, after: durationMilliseconds(after, where), message: said }];
  });
  const byHand = timed.flatMap(({ after, incident, playbook, where }) => {
    if (playbook === undefined) return [];
    return [{ after: durationMilliseconds(after, where), playbook, ...(incident === undefined ? {} : { incident }) }];
  });
  return { people, byHand };
}

/** A comment has an author and a text; who starts a playbook says nothing with it. */
function problemOf(deed: Deed, place: { line: number; column: number }, file: string): Problem[] {
  const { playbook, message, authorObjectId, via, quote } = deed;
  const problem = (said: string, suggestion: string): Problem[] => [
    { code: "people/deed", severity: "error", message: said, file, ...place, suggestion },
  ];
  if (playbook !== undefined)
    return [message, authorObjectId, via, quote].some((one) => one !== undefined)
      ? problem(
          "starts a playbook and writes a comment",
          "make two entries of it, one with playbook, after and incident only",
        )
      : [];
  return message === undefined || authorObjectId === undefined
    ? problem("neither writes a comment nor starts a playbook", "write authorObjectId and message, or playbook")
    : [];
}

function patternOf(quote: string, where: string): RegExp {
  try {
    return new RegExp(quote);
  } catch (error) {
    throw new UsageError(`${where} quote is no regular expression: ${(error as Error).message}`);
  }
}

const quoting =
  (message: string, quote: RegExp): Person["message"] =>
  (comments) => {
    const found = comments.map((comment) => quote.exec(comment.message)).findLast((match) => match !== null);
    return found ? message.replaceAll("$1", () => found[1] ?? found[0]) : undefined;
  };
