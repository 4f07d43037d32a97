import { aggregates } from "./cases/aggregates";
import { calendar } from "./cases/calendar";
import { collections } from "./cases/collections";
import { compared } from "./cases/compared";
import { datetimes } from "./cases/datetimes";
import { dynamics } from "./cases/dynamics";
import { gathered } from "./cases/gathered";
import { joins } from "./cases/joins";
import { lines } from "./cases/lines";
import { measures } from "./cases/measures";
import { networks } from "./cases/networks";
import { nulls } from "./cases/nulls";
import { numbers } from "./cases/numbers";
import { operators } from "./cases/operators";
import { parsing } from "./cases/parsing";
import { rowwise } from "./cases/rows";
import { scalars } from "./cases/scalars";
import { searching } from "./cases/searching";
import { series } from "./cases/series";
import { strings } from "./cases/strings";
import { tables } from "./cases/tables";
import { takenApart } from "./cases/taken-apart";
import { Bench } from "./harness";

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open();
});
afterAll(() => bench.close());

describe.each([
  ["nulls", nulls],
  ["numbers", numbers],
  ["strings", strings],
  ["datetimes", datetimes],
  ["dynamic values", dynamics],
  ["tables", tables],
  ["operators", operators],
  ["parsing", parsing],
  ["series", series],
  ["lines", lines],
  ["aggregates", aggregates],
  ["collections", collections],
  ["scalars", scalars],
  ["calendar", calendar],
  ["joins", joins],
  ["rows", rowwise],
  ["texts taken apart", takenApart],
  ["networks", networks],
  ["searching", searching],
  ["compared", compared],
  ["measures", measures],
  ["gathered", gathered],
])("%s", (_group, cases) => {
  it.each(cases)("%s", async (_name, query, rows) => {
    expect(await bench.rows(query)).toEqual(rows);
  });
});
