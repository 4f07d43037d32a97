/** Scheme, host and path of an http address: user, query and fragment may hold secrets. Empty for any other text. */
export function withoutSecrets(url: string): string {
  const match = /^(https?:\/\/)(?:[^/?#@]*@)?([^?#]*)/.exec(url);
  return match ? `${match[1]}${match[2]}` : "";
}

/** The same of an address with any scheme; a text without one is cut at its query or fragment. */
export function anyWithoutSecrets(address: string): string {
  const match = /^([a-z][a-z0-9+.-]*:\/\/)?/i.exec(address)!;
  const rest = address.slice(match[0].length);
  return match[0] + rest.replace(match[1] ? /^[^/?#@]*@/ : /^$/, "").replace(/[?#].*$/s, "");
}
