import { property } from "../expression/access";
import { any, type Family, takes } from "./function";

export const objectFunctions: Family = {
  coalesce: takes(1, any, (call) => call.all().find((value) => value !== null) ?? null),
  addProperty: takes(3, 3, (call) => {
    const [object, name] = [call.object(0), call.string(1)];
    if (property(object, name) !== undefined)
      return call.fail(`finds "${name}" in the object already; use setProperty()`);
    return { ...object, [name]: call.value(2) };
  }),
  setProperty: takes(3, 3, (call) => ({ ...call.object(0), [call.string(1)]: call.value(2) })),
  removeProperty: takes(2, 2, (call) => {
    const { [call.string(1)]: _, ...rest } = call.object(0);
    return rest;
  }),
};
