import type { LocalServer } from "./local-server";

/** A service of the emulator over HTTPS, on this machine only. */
export abstract class LocalService {
  protected constructor(private readonly server: LocalServer) {}

  /** Where clients send to, instead of the address that it stands for: `https://127.0.0.1:port`. */
  get endpoint(): string {
    return this.server.endpoint;
  }

  /** PEM file of the authority that clients must trust, for NODE_EXTRA_CA_CERTS. */
  get caFile(): string {
    return this.server.caFile;
  }

  /** Stops serving, when the requests under way are answered; what it serves stays open. */
  close(): Promise<void> {
    return this.server.close();
  }
}
