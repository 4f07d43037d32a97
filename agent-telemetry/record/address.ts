/** Scheme, host and path of an http address: user, query and fragment may hold secrets. Empty for any other text. */
export function withoutSecrets(url: string): string {
  const match = /^(https?:\/\/)(?:[^/?#@]*@)?([^?#]*)/.exec(url);
  return match ? `${match[1]}${match[2]}` : "";
}

/** Text with user, query and fragment taken out of every address in it. */
export function scrubAddresses(text: string): string {
  if (!text.includes("://")) return text;
  return text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#@]*@)?([^\s?#"'<>]*)(?:[?#][^\s"'<>]*)?/gi, "$1$2");
}
