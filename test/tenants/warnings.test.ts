import { guid, loaded, tenantFile } from "./support";

const told = (...labels: readonly (readonly [name: string, rank: string])[]) => {
  const items = labels.map(
    ([name, rank], i) => `    - { LabelId: ${guid(`5${i}`)}, LabelName: "${name}", Rank: "${rank}" }\n`,
  );
  const more = `sentinelServicePrincipalObjectId: ${guid("17")}\nwatchlists:\n  AgentSensitivityLabels:\n${items.join("")}`;
  const { warnings, told: errors } = loaded({ "a.yaml": tenantFile("acme", "1", more) });
  expect(errors).toEqual([]);
  return warnings!.map(({ code, line, message }) => `${code} ${line} ${message}`);
};

test("labels that have Purview's order for a rank are told of, where the rank means something else", () => {
  expect(
    told(["Personal", "0"], ["Public", "1"], ["General", "2"], ["Confidential", "3"], ["Highly Confidential", "4"]),
  ).toEqual([
    expect.stringMatching(/^watchlist\/label-rank 12 .*"General" the rank 2, which rules take for confidential/),
  ]);
});

test.each([
  ["Internal use only", "2", true],
  ["Intern", "3", true],
  ["Internal - Restricted", "3", false],
  ["Internal", "1", false],
  ["Non-confidential", "2", true],
  ["Non-confidential", "1", false],
  ["Confidential \\\\ All Employees", "1", true],
  ["Streng vertraulich", "0", true],
  ["Vertraulich", "2", false],
  ["Project Nightjar", "0", false],
  ["Project Nightjar", "4", false],
])("the label %s of rank %s: %s", (name, rank, isTold) => {
  expect(told([name, rank])).toHaveLength(isTold ? 1 : 0);
});
