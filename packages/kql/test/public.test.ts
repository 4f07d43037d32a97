import { documented, measured } from "./conformance/public";

test("the documentation holds the counts of published rules and playbooks that npm run conformance keeps", () => {
  for (const { is, should } of documented(measured())) {
    expect(should).toContain("<!-- public content -->\n| ");
    expect(is).toBe(should);
  }
});
