import type { AccountView, AppState } from '../companion/view.ts';

/** The longest that a change waits for others to travel with it, in milliseconds: one frame at 60 Hz. */
const FRAME = 16;

/** One window's share of the state: what it sees, and how it is sent there. */
export interface Subscriber {
  /** What of the state this window shows. Must return the same object while nothing that it shows has changed. */
  readonly select: (state: AppState) => AppState;
  readonly send: (state: AppState) => void;
  /** It shows what cannot wait. The others have even an urgent state a frame later, so that drawing them does not hold this one up. */
  readonly urgent?: boolean;
}

/**
 * Sends the state to the windows: only when something that the window shows has changed, at most once a frame, and an urgent one (a
 * call starts or stops popping) at once to the window that shows it.
 */
export class Publisher {
  readonly #feeds = new Set<Feed>();
  #timer: NodeJS.Timeout | undefined;
  #latest: AppState | undefined;

  /** Returns the function that ends the subscription. */
  subscribe(subscriber: Subscriber): () => void {
    const feed = new Feed(subscriber);
    this.#feeds.add(feed);
    if (this.#latest) feed.push(this.#latest);
    return () => {
      this.#feeds.delete(feed);
    };
  }

  publish(state: AppState, urgency: 'now' | 'frame'): void {
    this.#latest = state;
    if (urgency === 'now') for (const feed of this.#feeds) if (feed.urgent) feed.push(state);
    this.#timer ??= setTimeout(() => this.#flush(), FRAME);
  }

  /** Nothing is sent any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#feeds.clear();
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const state = this.#latest;
    if (state) for (const feed of this.#feeds) feed.push(state);
  }
}

class Feed {
  readonly #subscriber: Subscriber;
  #sent: AppState | undefined;

  constructor(subscriber: Subscriber) {
    this.#subscriber = subscriber;
  }

  get urgent(): boolean {
    return this.#subscriber.urgent === true;
  }

  push(state: AppState): void {
    const selected = this.#subscriber.select(state);
    if (selected === this.#sent) return;
    this.#sent = selected;
    this.#subscriber.send(selected);
  }
}

/**
 * The pop window's part of the state: the popping calls and what can be done with them. Without people and history it is small however
 * large the PBX is, and it changes when a pop changes and at no other time, so two thousand foreign events a second cost the pop nothing.
 */
export function selectForPop(): (state: AppState) => AppState {
  let previous: AppState | undefined;
  return (state) => {
    const accounts = state.accounts.map((account) => popAccount(account, previous?.accounts));
    const last = previous;
    const same =
      last !== undefined &&
      last.accounts.length === accounts.length &&
      accounts.every((account, index) => account === last.accounts[index]);
    if (!same) previous = { ...state, accounts, notices: NONE };
    return previous ?? state;
  };
}

const NONE: readonly never[] = [];

function popAccount(account: AccountView, previous: readonly AccountView[] | undefined): AccountView {
  const calls = account.calls.filter((call) => call.popping);
  const last = previous?.find(({ id }) => id === account.id);
  const same =
    last !== undefined &&
    last.label === account.label &&
    last.controls === account.controls &&
    last.calls.length === calls.length &&
    calls.every((call, index) => call === last.calls[index]);
  return same ? last : { ...account, calls, today: NONE, people: NONE };
}
