/** The incident that a trigger brought, if it brought one. */
export function incidentIn(
  body: unknown,
): { id: string; name: string; properties: Record<string, unknown> } | undefined {
  const found = (body as { object?: { id?: unknown; name?: unknown; properties?: unknown } } | undefined)?.object;
  const id = typeof found?.id === "string" ? found.id : "";
  const name = /\/providers\/Microsoft\.SecurityInsights\/incidents\/([^/]+)$/i.exec(id)?.[1];
  return name ? { id, name, properties: (found?.properties ?? {}) as Record<string, unknown> } : undefined;
}
