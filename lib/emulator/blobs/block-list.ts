import type { Blob } from "./blob";
import { blobErrors } from "./errors";

/**
 * The ids that a list names, in their order.
 * https://learn.microsoft.com/rest/api/storageservices/put-block-list#request-body
 * @throws BlobError for a list that cannot be read
 */
export function readBlockList(body: Buffer): string[] {
  const text = body.toString("utf8");
  const inner = /<BlockList(?:\s[^>]*)?>([\s\S]*)<\/BlockList>/.exec(text)?.[1];
  if (inner === undefined && !/<BlockList\s*\/>/.test(text)) throw blobErrors.badBlocks("the body is no BlockList");
  const entries = [...(inner ?? "").matchAll(/<(\w+)>([^<]*)<\/\1>/g)];
  return entries.map(([, kind, id]) => {
    if (kind === "Latest" || kind === "Uncommitted") return id!.trim();
    throw blobErrors.badBlocks(`${kind} is not emulated: blocks are kept until a list names them, not longer`);
  });
}

/** What the blocks make together. @throws BlobError for one that nobody sent */
export function joined(ids: readonly string[], block: (id: string) => Buffer | undefined): Blob["content"] {
  return Buffer.concat(
    ids.map((id) => {
      const found = block(id);
      if (!found) throw blobErrors.badBlocks(`there is no block ${id}`);
      return found;
    }),
  );
}
