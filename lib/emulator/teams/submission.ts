import { EmulatorError } from "../errors";

/** An adaptive card, or a part of one. */
export type CardPart = Readonly<Record<string, unknown>>;

const inputTypes = /^Input\./;

/**
 * What a click sends: the button's data with the values of the card's inputs, as Teams puts them together.
 * @param said the button by its title or by what its data answers; after it, values of inputs that offer choices. A code of a
 *   request, which a comment would quote, says nothing here.
 * @throws EmulatorError for a button or a choice that the card does not have
 */
export function submissionOf(card: CardPart, said: string): { readonly button: string; readonly data: CardPart } {
  const [first = "", ...rest] = said.toLowerCase().split(/\s+/).filter(Boolean);
  const buttons = partsOf(card.actions).filter(({ type }) => type === "Action.Submit");
  const button = buttons.find(({ title, data }) =>
    [title, ...Object.values((data ?? {}) as CardPart)].some((name) => String(name).toLowerCase() === first),
  );
  if (!button)
    throw new EmulatorError(
      "a card in Microsoft Teams",
      `has no button "${first}"`,
      `begin the message with one of: ${buttons.map(({ title }) => title).join(", ")}`,
    );
  const inputs = inputsOf(card.body);
  const values = new Map(inputs.map(({ id, value }) => [String(id), value ?? ""]));
  for (const word of rest.filter((one) => !/^[0-9a-f]{8}$/.test(one))) {
    const input = inputs.find(({ choices }) => partsOf(choices).some(({ value }) => value === word));
    if (!input)
      throw new EmulatorError(
        "a card in Microsoft Teams",
        `offers no choice "${word}"`,
        `it offers ${inputs.flatMap(({ choices }) => partsOf(choices).map(({ value }) => value)).join(", ") || "none"}`,
      );
    values.set(String(input.id), word);
  }
  return {
    button: String(button.title),
    data: { ...((button.data ?? {}) as CardPart), ...Object.fromEntries(values) },
  };
}

/** Inputs of a card, those in containers too. */
const inputsOf = (body: unknown): CardPart[] =>
  partsOf(body).flatMap((part) => (inputTypes.test(String(part.type)) ? [part] : inputsOf(part.items)));

/** The members of a list that are objects. */
const partsOf = (value: unknown): CardPart[] =>
  (Array.isArray(value) ? value : []).filter((one): one is CardPart => typeof one === "object" && one !== null);
