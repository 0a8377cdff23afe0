/** A message as SQS keeps it. Times are milliseconds. */
export type StoredMessage = { readonly id: string; readonly body: string; readonly sentAt: number; visibleAt: number; receives: number };

type Options = {
  readonly now: () => number;
  readonly newId: () => string;
  readonly retentionSeconds: number;
  /** What was received so often goes there instead of being handed over once more. */
  readonly givingUp?: { readonly after: number; readonly to: FakeQueue };
};

export type FakeQueue = {
  readonly put: (body: string, delayMs?: number) => void;
  readonly bury: (message: StoredMessage) => void;
  readonly receive: (most: number, hiddenSeconds: number) => readonly StoredMessage[];
  /** When the next message can be seen; `Infinity` when there is none. */
  readonly nextVisibleAt: () => number;
  readonly hide: (id: string, seconds: number) => void;
  readonly remove: (id: string) => void;
  readonly depth: () => { readonly visible: number; readonly inFlight: number; readonly delayed: number };
  readonly texts: () => readonly string[];
};

/** One standard queue in memory. It keeps a message by when it was first sent: moving it to the dead letters makes it no younger. */
export const createFakeQueue = ({ now, newId, retentionSeconds, givingUp }: Options): FakeQueue => {
  const messages = new Map<string, StoredMessage>();
  const all = (): readonly StoredMessage[] => {
    for (const { id, sentAt } of messages.values()) if (sentAt + retentionSeconds * 1000 <= now()) messages.delete(id);
    return [...messages.values()];
  };
  const add = (message: StoredMessage): void => void messages.set(message.id, message);

  const receive: FakeQueue['receive'] = (most, hiddenSeconds) => {
    const received: StoredMessage[] = [];
    for (const message of all().filter(({ visibleAt }) => visibleAt <= now())) {
      if (received.length >= most) break;
      if (givingUp !== undefined && message.receives >= givingUp.after) {
        messages.delete(message.id);
        givingUp.to.bury({ ...message, visibleAt: now() });
        continue;
      }
      message.receives += 1;
      message.visibleAt = now() + hiddenSeconds * 1000;
      received.push({ ...message });
    }
    return received;
  };

  return {
    put: (body, delayMs = 0) => add({ id: newId(), body, sentAt: now(), visibleAt: now() + delayMs, receives: 0 }),
    bury: add,
    receive,
    nextVisibleAt: () => Math.min(...all().map(({ visibleAt }) => visibleAt)),
    hide: (id, seconds) => void Object.assign(messages.get(id) ?? {}, { visibleAt: now() + seconds * 1000 }),
    remove: (id) => void messages.delete(id),
    depth: () => {
      const visible = all().filter(({ visibleAt }) => visibleAt <= now()).length;
      const delayed = all().filter(({ receives, visibleAt }) => receives === 0 && visibleAt > now()).length;
      return { visible, delayed, inFlight: all().length - visible - delayed };
    },
    texts: () => all().map(({ body }) => body),
  };
};
