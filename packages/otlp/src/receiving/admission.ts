import { later } from "./refusal";

/** How much may be under way. */
export interface AdmissionLimits {
  /** bytes of memory for all requests together; one sender has at most half of them */
  readonly mostBytes: number;
  /** how long a request waits for its turn, in milliseconds; nothing of it is read meanwhile */
  readonly patience: number;
  /** requests that wait; those of one sender at most half of them */
  readonly mostWaiting: number;
}

/** A request's part of the memory. */
export interface Lease {
  /**
   * Makes it another size.
   * @throws Refusal 503 when there is not so much left; then it keeps the size it had
   */
  resize(bytes: number): void;
  /** Gives it back, once. */
  end(): void;
}

interface Waiting {
  readonly who: string;
  readonly bytes: number;
  readonly admit: (lease: Lease) => void;
}

/** Seconds after which a request that did not fit in may come again. */
const pause = 5;

/**
 * Lets in as many requests as there is memory for, so that a crowd waits or is sent away instead of taking the process
 * down with all that it holds.
 */
export class Admission {
  private held = 0;
  private readonly heldBy = new Map<string, number>();
  private readonly waiting = new Set<Waiting>();

  constructor(private readonly limits: AdmissionLimits) {}

  /**
   * @param who half of everything is the most that one sender gets
   * @param bytes that the request will probably take
   * @throws Refusal 503 when its turn does not come in time
   */
  async enter(who: string, bytes: number): Promise<Lease> {
    if (this.fits(who, bytes)) return this.lease(who, bytes);
    const { patience, mostWaiting } = this.limits;
    const others = [...this.waiting].filter((one) => one.who === who).length;
    if (patience === 0 || this.waiting.size >= mostWaiting || others >= mostWaiting / 2) throw full();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(request);
        reject(full());
      }, patience);
      const request: Waiting = {
        who,
        bytes,
        admit: (lease) => {
          clearTimeout(timer);
          resolve(lease);
        },
      };
      this.waiting.add(request);
    });
  }

  private fits(who: string, bytes: number): boolean {
    const { mostBytes } = this.limits;
    return this.held + bytes <= mostBytes && (this.heldBy.get(who) ?? 0) + bytes <= mostBytes / 2;
  }

  private lease(who: string, bytes: number): Lease {
    let own = bytes;
    this.count(who, bytes);
    return {
      resize: (size) => {
        if (size > own && !this.fits(who, size - own)) throw full();
        this.count(who, size - own);
        own = size;
        this.letIn();
      },
      end: () => {
        this.count(who, -own);
        own = 0;
        this.letIn();
      },
    };
  }

  private count(who: string, bytes: number): void {
    this.held += bytes;
    const sum = (this.heldBy.get(who) ?? 0) + bytes;
    if (sum === 0) this.heldBy.delete(who);
    else this.heldBy.set(who, sum);
  }

  /** In the order they came; who does not fit in yet is passed by. */
  private letIn(): void {
    for (const request of this.waiting) {
      if (!this.fits(request.who, request.bytes)) continue;
      this.waiting.delete(request);
      request.admit(this.lease(request.who, request.bytes));
    }
  }
}

const full = () => later("too many requests are under way; send again", pause);
