import { createHash } from "node:crypto";
import { ExpressionError } from "../errors";
import { distinct, equal } from "../values/equal";
import { toText } from "../values/text";
import { isArray, isObject, type Value } from "../values/value";

type ArmFunction = (args: readonly Value[], at: number) => Value;

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
const group = `${subscription}/resourceGroups/resource-group`;

/** `…/providers/Namespace/type/name/subtype/name`. */
function providerPath(scope: string, args: readonly string[]): string {
  const at = args.findIndex((arg) => arg.includes("/") && !arg.startsWith("/"));
  const [namespace, ...types] = (args[at] ?? "").split("/");
  const names = args.slice(at + 1);
  return `${scope}/providers/${namespace}/${types.map((type, i) => `${type}/${names[i] ?? ""}`).join("/")}`;
}

function hashed(args: readonly Value[]): string {
  const digest = createHash("sha256").update(args.map(toText).join("\0")).digest();
  return [...digest.subarray(0, 13)].map((byte) => (byte % 32).toString(32)).join("");
}

const uuid = (args: readonly Value[]): string =>
  createHash("sha256")
    .update(args.map(toText).join("\0"))
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");

const texts = (args: readonly Value[]) => args.map(toText);

function format([pattern, ...values]: readonly Value[], at: number): Value {
  return toText(pattern!).replace(/\{(\d+)\}/g, (_, index) => {
    const value = values[Number(index)];
    if (value === undefined) throw new ExpressionError(`format() has no argument for {${index}}`, at);
    return toText(value);
  });
}

const functions: Readonly<Record<string, ArmFunction>> = {
  concat: (args) => (args.some(isArray) ? args.flat() : texts(args).join("")),
  format,
  resourceid: (args) => providerPath(group, texts(args)),
  subscriptionresourceid: (args) => providerPath(subscription, texts(args)),
  tenantresourceid: (args) => providerPath("", texts(args)),
  extensionresourceid: ([scope, ...rest]) => providerPath(toText(scope!), texts(rest)),
  resourcegroup: () => ({ id: group, name: "resource-group", location: "westeurope", tags: {} }),
  subscription: () => ({
    id: subscription,
    subscriptionId: subscription.split("/")[2]!,
    tenantId: "00000000-0000-0000-0000-0000000000aa",
    displayName: "subscription",
  }),
  tenant: () => ({ tenantId: "00000000-0000-0000-0000-0000000000aa" }),
  deployment: () => ({ name: "deployment", properties: {} }),
  environment: () => ({
    name: "AzureCloud",
    resourceManager: "https://management.azure.com/",
    authentication: { loginEndpoint: "https://login.microsoftonline.com/" },
  }),
  uniquestring: hashed,
  guid: uuid,
  newguid: () => "00000000-0000-0000-0000-000000000000",
  utcnow: () => "2020-01-01T00:00:00Z",
  tolower: ([text]) => toText(text!).toLowerCase(),
  toupper: ([text]) => toText(text!).toUpperCase(),
  trim: ([text]) => toText(text!).trim(),
  string: ([value]) => toText(value!),
  replace: ([text, old, fresh]) => toText(text!).split(toText(old!)).join(toText(fresh!)),
  split: ([text, by]) => toText(text!).split(toText(by!)),
  substring: ([text, start, length]) =>
    toText(text!).slice(Number(start), length === undefined ? undefined : Number(start) + Number(length)),
  take: ([text, count]) => (isArray(text) ? text : toText(text!)).slice(0, Number(count)),
  last: ([list]) => (isArray(list) ? list : toText(list!)).at(-1) ?? null,
  first: ([list]) => (isArray(list) ? list : toText(list!))[0] ?? null,
  length: ([list]) => (isArray(list) ? list.length : isObject(list) ? Object.keys(list).length : toText(list!).length),
  empty: ([value]) =>
    isArray(value) ? value.length === 0 : isObject(value) ? Object.keys(value).length === 0 : !value,
  createarray: (args) => args,
  union: (args) => (args.every(isArray) ? distinct(args.flat()) : Object.assign({}, ...args)),
  equals: ([a, b]) => equal(a!, b!),
  not: ([value]) => value !== true,
  and: (args) => args.every((value) => value === true),
  or: (args) => args.some((value) => value === true),
  if: ([condition, yes, no]) => (condition === true ? yes! : no!),
  uri: ([base, relative]) => new URL(toText(relative!), toText(base!)).href,
  base64: ([text]) => Buffer.from(toText(text!)).toString("base64"),
  json: ([text]) => JSON.parse(toText(text!)) as Value,
  int: ([value]) => Number(value),
  add: ([a, b]) => Number(a) + Number(b),
};

export const armFunction = (name: string): ArmFunction | undefined =>
  Object.hasOwn(functions, name) ? functions[name] : undefined;

export const armFunctionNames: readonly string[] = Object.keys(functions);
