import { found, recorded, replay } from "./recorded-calls";

(found ? describe : describe.skip)("requests of azurerm and azapi (needs AGENTID_CORPORA)", () => {
  test("are answered with the recorded status, every one", () => {
    const answers = replay(recorded(), false);
    expect(answers.length).toBeGreaterThan(1600);
    expect(answers.filter(({ recorded, answered }) => recorded !== answered)).toEqual([]);
  });
});
