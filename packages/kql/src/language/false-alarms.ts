/** A finding of the language service, with the text around it. */
export interface Finding {
  readonly code: string;
  /** The text it is about. */
  readonly text: string;
  /** The query's text before that. */
  readonly before: string;
}

/** What the language service rejects although the engine accepts it. Each rule says why. */
const rules: readonly ((finding: Finding) => boolean)[] = [
  // count(expression) counts rows, as count() does
  ({ code, before }) => /^KS(107|119)$/.test(code) && /\bcount\s*\(\s*$/i.test(before),
  // seconds may have a fraction
  ({ code, before }) => code === "KS134" && /\bmake_(timespan|datetime)\s*\([^()]*$/i.test(before),
  // what is dynamic already is given back, as it is
  ({ code, before }) => code === "KS107" && /\b(parse_json|parsejson|todynamic|toobject)\s*\(\s*$/i.test(before),
  // bag_unpack() has a third and a fourth argument, and those by name
  ({ code, text, before }) =>
    (code === "KS119" && /^bag_unpack$/i.test(text)) || (code === "KS107" && /\bbag_unpack\s*\([^()]*$/i.test(before)),
  // search finds numbers as well as texts
  ({ code, before }) => /^KS10[67]$/.test(code) && /(^|\|)\s*search\b[^|]*$/i.test(before),
];

/** Whether a finding is a known false alarm. */
export const isFalseAlarm = (finding: Finding): boolean => rules.some((rule) => rule(finding));
