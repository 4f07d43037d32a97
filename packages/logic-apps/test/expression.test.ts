import { ExpressionSyntaxError, parseTemplate } from "../src";
import { evaluated } from "./context";

describe("templates", () => {
  test.each([
    ["plain text", "plain text"],
    ["a@b.com", "a@b.com"],
    ["@", "@"],
    ["@@odata.type", "@odata.type"],
    ["a@@b", "a@@b"],
    ["x @@{y}", "x @{y}"],
    ["@{1}", "1"],
    ["@{'}'}-@{'{'}", "}-{"],
    ["is @{true}, @{null}|@{2.0}|@{body('Get')['list']}", "is True, |2|[1,2,3]"],
    ["@body('Get')?['name']", "alpha"],
    ["@body('Get').NAME", "alpha"],
    ["@body('Get')?.missing?.deeper", null],
    ["@body('Get')['list'][1]", 2],
    ["@body('Get')?['list']?[9]", null],
    ["@ 'it''s'", "it's"],
    ["@-5", -5],
    ["@outputs('Get')['headers']['x-id']", "7"],
  ])("%s", (text, expected) => expect(evaluated(text)).toEqual(expected));

  test.each([
    ["@concat('a'", 11, 'expected ")" but found the end'],
    ["@foo", 1, '"foo" is not a value'],
    ["a @{length(1 2)}", 13, 'expected ")"'],
    ["@a()b", 4, 'unexpected "b" after the expression'],
    ["@a()?b", 5, '"?" stands alone'],
    ["@'open", 1, "no closing quote"],
    ["@{1", 3, 'expected "}" but found the end'],
    ["@a().", 5, "property name is missing"],
    ["@9223372036854775808", 1, "does not fit 64 bits"],
  ])("%s is refused at its place", (text, at, message) => {
    let error: unknown;
    try {
      parseTemplate(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(ExpressionSyntaxError);
    expect([(error as ExpressionSyntaxError).at, (error as Error).message]).toEqual([
      at,
      expect.stringContaining(message),
    ]);
  });

  test.each([
    ["@body('Get')['missing']", `property "missing" doesn't exist; available: name, list, none`],
    ["@body('Get')['none']['x']", 'property "x" cannot be selected from null; write ?[…] where null is allowed'],
    ["@body('Get')['list'][3]", "index 3 is outside the array of 3 items"],
    ["@body('Get')?['list']?['x']", 'an array takes an integer index, received "x" (String)'],
    ["@body('Get')?['name']?['x']", 'a String has no property "x": received "alpha"'],
    ["@body('Get')[1]", "an object takes a name as key, received 1 (Integer)"],
  ])("%s fails", (text, message) => expect(() => evaluated(text)).toThrow(message));
});
