export const resultFormats = ["table", "json", "csv"] as const;
export type ResultFormat = (typeof resultFormats)[number];
