const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as it stands in an element, or in an attribute between double quotes. */
export const escapedXml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character]!);
