import type { DetectionSpec } from "../../content";

/** When the tests' rules run. */
const now = "2026-03-10T10:00:00Z";

/**
 * Tests beside an imported rule: one that fails until somebody writes the rows that the rule must find, and one that shows that
 * its query runs over nothing.
 * @param tables that the rule reads
 */
export function testStub({ name }: Pick<DetectionSpec, "name">, tables: readonly string[]): string {
  const given = tables.map((table) => `      ${table}:\n        - { TimeGenerated: "2026-03-10T09:55:00Z" }`);
  return `# yaml-language-server: $schema=../../schemas/detection-test.schema.json
tests:
  # Fails until it is filled in: the columns of rows that the rule must find, and what its alert says.
  - name: the smallest rows that fire
    now: ${JSON.stringify(now)}
    given:${given.length === 0 ? " {}" : `\n${given.join("\n")}`}
    expect:
      alerts:
        - title: ${JSON.stringify(name)}

  - name: nothing to find
    now: ${JSON.stringify(now)}
    given: {}
    expect: { alerts: [] }
`;
}
