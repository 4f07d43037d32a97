import type { Case } from "./cases/case";
import { expectRefused, refused } from "./refused";

describe.each(refused)("%s", (_kind, cases) => {
  test.each(cases)("%s", (...row: Case) => expectRefused(row));
});
