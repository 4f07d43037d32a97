import { parseTemplate } from "../../lib/emulator/terraform/template";

test.each([
  ["plain", [{ text: "plain" }]],
  ["${a.b.id}", [{ expression: "a.b.id" }]],
  ["x/${a.b.id}/y", [{ text: "x/" }, { expression: "a.b.id" }, { text: "/y" }]],
  ["$${literal} %%{too}", [{ text: "${literal} %{too}" }]],
  ['${lower("a}b")}', [{ expression: 'lower("a}b")' }]],
  ["costs $5 and 10%", [{ text: "costs $5 and 10%" }]],
])("%s", (value, parts) => {
  expect(parseTemplate(value)).toEqual(parts);
});
