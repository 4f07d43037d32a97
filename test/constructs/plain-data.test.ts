import { Lazy, Token } from "cdktf";
import { App, TerraformStack } from "../../lib/constructs/cdktf";
import { resolvingTokensOnly } from "../../lib/constructs/plain-data";

const framework = (require("cdktf/lib/_tokens") as { resolve: Parameters<typeof resolvingTokensOnly>[0] }).resolve;
const stack = new TerraformStack(new App({ outdir: "unused" }), "stack");
const asked: unknown[] = [];
const ours = resolvingTokensOnly((scope, value, preparing) => {
  asked.push(value);
  return framework(scope, value, preparing);
});
beforeEach(() => {
  asked.length = 0;
});

test.each<[string, () => unknown]>([
  ["a text with a reference", () => `${Lazy.stringValue({ produce: () => "law" })}-x`],
  ["a list that is one", () => ({ ids: Lazy.listValue({ produce: () => ["a", "b"] }) })],
  [
    "a number that is one",
    () => ({ days: Lazy.numberValue({ produce: () => 90 }), text: `${Lazy.numberValue({ produce: () => 7 })}` }),
  ],
  [
    "an object that is one",
    () => ({ deep: [{ any: Lazy.anyValue({ produce: () => ({ a: [undefined, 1], b: undefined }) }) }] }),
  ],
  ["a map that is one", () => ({ tags: Token.asStringMap(Lazy.anyValue({ produce: () => ({ owner: "soc" }) })) })],
  [
    "nothing, and lists and objects of it",
    () => ({ a: undefined, b: [undefined, null], c: {}, d: [], e: { f: undefined } }),
  ],
  ["texts that look like numbers", () => ["1e5", "1e+300", "-1.8881545897087503e+289x", 3, -0.5, 1e12]],
])("%s comes out as the framework hands it out", (_, make) => {
  const value = make();
  expect(ours(stack, value)).toEqual(framework(stack, value));
});

test("what has no token is not looked at, and not handed on itself", () => {
  const rule = { query: "AuditLogs | where a == '${x}'", list: [{ n: 1, on: true }] };
  const out = ours(stack, rule);
  expect(out).toEqual(rule);
  expect(out).not.toBe(rule);
  expect(asked).toEqual([]);
});

test("what nobody can resolve is refused all the same", () => {
  expect(() => ours(stack, { a: [() => 1] })).toThrow();
  expect(() => ours(stack, { a: stack })).toThrow(/construct/i);
});
