import type { HttpResponse } from "../transport";

/** A header of an answer, however it is written there. @param name in lower case */
export const header = ({ headers = {} }: HttpResponse, name: string): string | undefined =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
