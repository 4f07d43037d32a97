import { keyOf, metadataOf, type Work } from "./blob-operations";
import { listedBlobs, listedContainers } from "./lists";
import type { BlobReply } from "./request";
import { xmlOf } from "./xml";

/** Operations on containers. */
export const containerOperations = {
  /** https://learn.microsoft.com/rest/api/storageservices/get-container-properties */
  get({ account, request }: Work): BlobReply {
    const { metadata } = account.container(request.container!).properties as { metadata?: Record<string, string> };
    const said = Object.entries(metadata ?? {}).map(([name, value]) => [`x-ms-meta-${name}`, value]);
    return {
      status: 200,
      headers: {
        ...Object.fromEntries(said),
        "x-ms-lease-state": "available",
        "x-ms-lease-status": "unlocked",
        "x-ms-has-immutability-policy": "false",
        "x-ms-has-legal-hold": "false",
      },
    };
  },

  put({ account, request }: Work): BlobReply {
    account.makeContainer(request.container!, metadataOf(request));
    return { status: 201 };
  },

  setMetadata({ account, request }: Work): BlobReply {
    account.setContainerMetadata(request.container!, metadataOf(request));
    return { status: 200 };
  },

  delete({ account, request, store }: Work): BlobReply {
    account.removeContainer(request.container!);
    store.forget(account.containerId(request.container!));
    return { status: 202 };
  },

  list({ account, request, store }: Work): BlobReply {
    return listedBlobs(request, store.in(keyOf(account, request.container!)));
  },
} as const;

/** Operations on all that an account has. */
export const serviceOperations = {
  list: ({ account, request }: Work): BlobReply => listedContainers(request, account.containers),

  /** https://learn.microsoft.com/rest/api/storageservices/get-blob-service-properties */
  properties: (): BlobReply => ({
    status: 200,
    headers: { "content-type": "application/xml" },
    body: xmlOf([
      "StorageServiceProperties",
      [
        ["Cors", []],
        ["StaticWebsite", [["Enabled", "false"]]],
      ],
    ]),
  }),
} as const;
