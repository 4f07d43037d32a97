import type { SentinelEmulator } from "../../emulator";
import { type Html, html } from "../../report";
import { ask } from "../ask";
import { durationText, type Values } from "../values";
import type { Parameter } from "../workbook/item";
import { refused } from "./refused";
import { shown } from "./value";

/** Parameters as a form: what is chosen is the address of the page. */
export async function parameters(all: readonly Parameter[], emulator: SentinelEmulator, values: Values): Promise<Html> {
  const fields: Html[] = [];
  for (const one of all.filter(({ isHiddenWhenLocked }) => !isHiddenWhenLocked))
    fields.push(await field(one, emulator, values));
  const names = all.map(({ name }) => name);
  return html`<form class="parameters" method="get">${values.others(names).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${fields}<button>Show</button></form>`;
}

async function field(one: Parameter, emulator: SentinelEmulator, values: Values): Promise<Html> {
  const { name, label = name, type } = one;
  const labelled = (input: Html): Html => html`<label>${label}${input}</label>`;
  if (type === 1) return labelled(html`<input name="${name}" value="${values.text(name)}">`);
  if (type === 4) {
    const lengths = (one.typeSettings?.selectableValues ?? []).map(({ durationMs }) => durationMs);
    const own = values.duration(name);
    const all = [...new Set([...lengths, ...(own ? [own] : [])])].sort((a, b) => a - b);
    return labelled(
      select(
        one,
        all.map((length) => [String(length), `Last ${durationText(length)}`]),
        values,
      ),
    );
  }
  if (type === 5) return labelled(select(one, [["value::all", "this machine's workspace"]], values));
  if (type === 2 || type === 10) {
    const choices = await choicesOf(one, emulator, values);
    return "refused" in choices
      ? refused(`parameter ${name}: ${choices.refused}`)
      : labelled(select(one, choices.list, values));
  }
  return refused(`parameter ${name} is of type ${type}, which is not filled in here`);
}

type Choices = { readonly list: readonly (readonly [value: string, label: string])[] } | { readonly refused: string };

async function choicesOf(one: Parameter, emulator: SentinelEmulator, values: Values): Promise<Choices> {
  if (one.query === undefined || one.queryType === undefined) {
    const list = JSON.parse(one.jsonData || "[]") as readonly (string | { value: string; label?: string })[];
    return {
      list: list.map((item) => (typeof item === "string" ? [item, item] : [item.value, item.label ?? item.value])),
    };
  }
  const asked = await ask(emulator, { query: one.query, queryType: one.queryType }, values);
  return "refused" in asked ? asked : { list: asked.rows.map((row) => [shown(row[0]), shown(row[1] ?? row[0])]) };
}

function select(
  { name, multiSelect }: Parameter,
  choices: readonly (readonly [string, string])[],
  values: Values,
): Html {
  const chosen = values.list(name);
  const several = multiSelect === true && choices.length > 1;
  return html`<select name="${name}"${several && html` multiple`}>${choices.map(([value, label]) => html`<option value="${value}"${chosen.includes(value) && html` selected`}>${label}</option>`)}</select>`;
}
