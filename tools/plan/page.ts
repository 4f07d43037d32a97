import { betweenMarkers } from "../privileges/between-markers";
import plan from "./plan.json";

interface Room {
  readonly room: string;
  readonly what: string;
  readonly doors?: readonly string[];
  readonly may: readonly string[];
}

const rooms: readonly Room[] = plan.storeys.flatMap(({ rooms }) => rooms);
const idOf = (room: string) => room.replaceAll(/[^a-z]/g, "_");
const roomOf = (name: string) => rooms.find(({ room }) => name === room || name.startsWith(`${room}/`))!.room;

/** Rooms that a room imports right away; of those that it reaches through another one of them, none. */
function arrowsOf({ room, may }: Room): string[] {
  const direct = [...new Set(may.map(roomOf))];
  const beyond = new Set(direct.flatMap((other) => reached(other)));
  return direct.filter((other) => !beyond.has(other)).map((other) => `  ${idOf(room)} --> ${idOf(other)}`);
}

function reached(name: string): string[] {
  const { may } = rooms.find(({ room }) => room === name)!;
  return [...new Set(may.map(roomOf))].flatMap((other) => [other, ...reached(other)]);
}

/** The rooms as a picture, and what each may import. */
function drawn(): string {
  // What may import everything would hide the rest under its arrows.
  const above = rooms.filter(({ may }) => may.includes("lib"));
  const drawn = rooms.filter((room) => !above.includes(room));
  const storey = (name: string, of: readonly Room[]) => [
    `  subgraph ${name}`,
    ...of.filter((room) => drawn.includes(room)).map(({ room }) => `    ${idOf(room)}["${room}"]`),
    "  end",
  ];
  return [
    "```mermaid",
    "flowchart TB",
    ...[...plan.storeys].reverse().flatMap(({ name, rooms }) => storey(name, rooms)),
    ...drawn.flatMap(arrowsOf),
    "```",
    "",
    "| room | what it is | may import |",
    "|---|---|---|",
    ...rooms.map(
      ({ room, what, may }) => `| \`${room}\` | ${what} | ${may.map((one) => `\`${one}\``).join(", ") || "–"} |`,
    ),
  ].join("\n");
}

/** The page with the plan as `plan.json` has it. */
export function withPlan(page: string): string {
  return betweenMarkers(page, "plan", drawn());
}
