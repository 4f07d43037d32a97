import type { Random } from "../random";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"];

const names = ["Fabrikam", "Northwind", "Tailwind", "Litware", "Proseware", "Adatum", "Wingtip", "Trey"];

/** Fills in the blanks of a prompt. */
export function fillPrompt(random: Random, prompt: string): string {
  return prompt
    .replaceAll("{n}", String(random.int(100, 9999)))
    .replaceAll("{month}", random.pick(months))
    .replaceAll("{name}", random.pick(names));
}
