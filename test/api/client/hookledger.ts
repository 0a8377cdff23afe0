// @ts-nocheck The library's own types do not hold under exactOptionalPropertyTypes.
/**
 * Hookledger
 * 1
 * DO NOT MODIFY - This file has been generated using oazapfts.
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "/"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    whereThisDocumentComesFrom: "/"
};
export type Customer = {
    key: string;
    partner_key: string | null;
    /** Partners that were named too, and do not count */
    partner_conflicts: string[];
    email: string | null;
    name: string | null;
    provider_keys: string[];
    created_at: string;
    updated_at: string;
    /** Only where the person was erased */
    deleted?: true;
};
export type Problem = {
    /** The kind of problem, for programs; never renamed */
    "type": "/problems/validation" | "/problems/not-json" | "/problems/unauthorized" | "/problems/forbidden" | "/problems/not-found" | "/problems/conflict" | "/problems/gone" | "/problems/too-large" | "/problems/too-much" | "/problems/internal" | "/problems/busy";
    /** The kind of problem, for people */
    title: string;
    status: number;
    /** This problem, for people */
    detail: string;
    /** One entry for each bad field, by its name with dots inside lists: `provider_keys.0` */
    errors: {
        field: string;
        problem: string;
    }[];
    /** Where this kind is explained */
    docs: string;
};
export type NewCustomer = {
    key: string;
    partner_key?: string;
    email?: string;
    name?: string;
    provider_keys?: string[];
    since?: string;
};
export type CustomerChange = {
    partner_key?: string;
    email?: string | null;
    name?: string | null;
};
export type Job = {
    id: string;
    kind: "replay" | "redrive" | "erase";
    state: "queued" | "running" | "done" | "failed";
    /** What there is to do: events, messages. Null while it is not known */
    total: number | null;
    done: number;
    money: {
        currency: string;
        /** Minor units */
        minor: number;
    }[];
    dry_run: boolean;
    created_at: string;
    /** What the job could not do, and why: by the key of a row or an event */
    notes: {
        key: string;
        reason: string;
    }[];
};
export type Transaction = {
    key: string;
    /** A provider, or api for the rows of the team */
    provider: string;
    provider_transaction_id: string;
    /** Null while nobody knows whose it is */
    customer_key: string | null;
    partner_key: string | null;
    /** Minor units; null while only a refund or dispute of the payment is known */
    amount: number | null;
    refunded_amount: number;
    disputed_amount: number;
    net_amount: number;
    currency: string | null;
    status: "unpaid" | "authorized" | "recorded" | "partially_refunded" | "refunded" | "failed" | "voided" | "disputed";
    /** Counts nothing */
    archived: boolean;
    product_key: string | null;
    category_key: string | null;
    occurred_at: string | null;
    recorded_at: string;
    event_keys: string[];
    /** Currencies that its events name besides its own, which count nothing; told where the row is read alone */
    other_currencies?: string[];
};
export type NewTransaction = {
    amount: number;
    currency: string;
    key?: string;
    category_key?: string;
    product_key?: string;
    occurred_at?: string;
};
export type Import = {
    /** Rows in the file, without its header */
    read: number;
    recorded: number;
    /** Rows that were there already, with this content */
    unchanged: number;
    /** One entry for each row that was not recorded */
    refused: {
        /** As a spreadsheet counts: the header is row 1 */
        row: number;
        /** Null where it is the whole row */
        column: ("customer_key" | "amount" | "currency" | "key" | "category_key" | "product_key" | "occurred_at" | "partner_key" | null) | ("customer_key" | "amount" | "currency" | "key" | "category_key" | "product_key" | "occurred_at" | "partner_key" | null);
        reason: string;
    }[];
};
export type Revenue = {
    /** In UTC */
    month: string;
    currency: string;
    /** Minor units */
    net_amount: number;
    transactions: number;
};
export type Subscription = {
    key: string;
    provider: string;
    provider_subscription_id: string;
    /** Null while nobody knows whose it is */
    customer_key: string | null;
    plan_key: string | null;
    /** Our word, one for all providers; null while no event told it */
    status: ("pending" | "trialing" | "active" | "past_due" | "unpaid" | "paused" | "canceling" | "ended" | null) | ("pending" | "trialing" | "active" | "past_due" | "unpaid" | "paused" | "canceling" | "ended" | null);
    /** The provider's own word */
    provider_status: string | null;
    quantity: number | null;
    /** Allocated quantities by component, as texts */
    components: {
        [key: string]: string;
    };
    current_period_start: string | null;
    current_period_end: string | null;
    canceled_at: string | null;
    /** The time of the newest event */
    occurred_at: string;
    /** The newest events that changed it; told where the row is read alone */
    event_keys?: string[];
};
export type Candidate = {
    /** A customer key, or a provider key that a customer may be linked to */
    key: string;
    known: boolean;
};
export type WaitingRow = {
    key: string;
    kind: "payment" | "refund" | "refund_figure" | "dispute" | "subscription";
    /** Minor units */
    amount: number | null;
    currency: string | null;
    since: string;
    candidates: Candidate[];
    event_keys: string[];
};
export type Event = {
    key: string;
    provider: string;
    event_id: string;
    /** The provider's own word */
    "type": string;
    occurred_at: string | null;
    received_at: string;
    recorded_at: string;
    outcome: "recorded" | "unchanged" | "ignored" | "waiting" | "unreadable";
    reason: string | null;
    rows: string[];
    candidates: Candidate[];
    /** The candidates that are waited for */
    awaiting: string[];
    changes: {
        key: string;
        before: {
            net_amount: number;
            amount: number | null;
            currency: string | null;
            status: string;
            customer_key: string | null;
        } | null;
        after: {
            net_amount: number;
            amount: number | null;
            currency: string | null;
            status: string;
            customer_key: string | null;
        };
    }[];
    /** What its last replay could not do, and why: by the key of a row, a customer or the event */
    notes: {
        key: string;
        reason: string;
    }[];
};
export type EventLink = {
    transaction_key: string;
};
export type EventReplay = {
    /** Read it under the settings of its receipt, or under those of today */
    settings?: "then" | "now";
};
export type Replay = {
    provider?: "stripe" | "chargebee" | "recurly" | "chargify" | "chargily";
    "type"?: string;
    outcome?: "recorded" | "unchanged" | "ignored" | "waiting" | "unreadable";
    /** Received at this time or later */
    "from"?: string;
    /** Received before this time; left out: before the request */
    to?: string;
    /** Read it under the settings of its receipt, or under those of today */
    settings?: "then" | "now";
    dry_run?: boolean;
};
export type Webhook = {
    provider: string;
    /** As people write it */
    name: string;
    /** To paste into the provider's panel */
    url: string;
    /** The events to tick there, as the provider writes them */
    events: string[];
    /** When the last verified event was received, to a minute; null: none yet */
    last_event_at: string | null;
};
export type DeadLetter = {
    id: string;
    kind: "delivery" | "work";
    provider: string | null;
    /** When the webhook was received; null for work */
    received_at: string | null;
    sent_at: string;
    /** Of the message */
    bytes: number;
    /** Looks count too */
    receive_count: number;
};
export type Queue = {
    queue: {
        /** Wait to be worked off */
        visible: number;
        /** Being worked off */
        in_flight: number;
        /** To be worked off later */
        delayed: number;
        /** Since when the oldest has been waiting, to a minute, told by the heartbeat that is overdue; null when nothing waits for longer */
        oldest_at: string | null;
    };
    dead_letter_queue: {
        /** Wait to be worked off */
        visible: number;
        /** Being worked off */
        in_flight: number;
        /** To be worked off later */
        delayed: number;
        /** When the oldest of the messages that are shown was sent */
        oldest_at: string | null;
        /** The first of them, never their bodies */
        messages: DeadLetter[];
    };
};
export type Redrive = {
    dry_run?: boolean;
};
export type Settings = {
    /** Every provider that there is; webhooks of one that is off are answered with 404 */
    providers: {
        provider: string;
        name: string;
        on: boolean;
    }[];
    stripe: {
        record_from: "charges" | "invoices";
    };
    recurly: {
        /** Of its amounts, which come without one */
        currency: string;
    };
    chargify: {
        /** Of its amounts, which come without one */
        currency: string;
        /** The only site whose events count; null: every site */
        site: string | null;
    };
    /** Whether a refund lowers a payment, or takes all of it out */
    refunds: "net" | "archive";
    /** What becomes of the providers' test events */
    test_mode: "accept" | "ignore";
    /** How long events that are done with stay archived */
    event_retention_days: number;
};
/**
 * Whether the API answers; needs no key
 */
export function checkHealth(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            status: "ok";
        };
    } | {
        status: 429;
        data: {
            message: string;
        };
    }>("/healthz", {
        ...opts
    });
}
/**
 * All customers, or those of one partner, in no particular order
 */
export function listCustomers({ limit, cursor, partnerKey }: {
    limit?: number;
    cursor?: string;
    partnerKey?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: {
                items: Customer[];
                has_more: boolean;
                next_cursor: string | null;
            };
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/customers${QS.query(QS.explode({
        limit,
        cursor,
        partner_key: partnerKey
    }))}`, {
        ...opts
    });
}
/**
 * Name a customer, its partner and what it is called at the providers; may be repeated
 */
export function saveCustomer(newCustomer: NewCustomer, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Customer;
        };
    } | {
        status: 201;
        data: {
            data: Customer;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/customers", oazapfts.json({
        ...opts,
        method: "POST",
        body: newCustomer
    }));
}
/**
 * Read a customer
 */
export function readCustomer(key: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Customer;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/customers/${encodeURIComponent(key)}`, {
        ...opts
    });
}
/**
 * Change a customer's partner, e-mail or name
 */
export function changeCustomer(key: string, customerChange: CustomerChange, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Customer;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/customers/${encodeURIComponent(key)}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body: customerChange
    }));
}
/**
 * Erase who a customer is, for good: name, e-mail, and the bodies of its events. Its key and its payments stay
 */
export function eraseCustomer(key: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            data: Job;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/customers/${encodeURIComponent(key)}`, {
        ...opts,
        method: "DELETE"
    });
}
/**
 * A customer's transactions, newest first; archived ones too
 */
export function listTransactions(key: string, { limit, cursor, archived }: {
    limit?: number;
    cursor?: string;
    archived?: "true" | "false";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: {
                items: Transaction[];
                has_more: boolean;
                next_cursor: string | null;
            };
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/customers/${encodeURIComponent(key)}/transactions${QS.query(QS.explode({
        limit,
        cursor,
        archived
    }))}`, {
        ...opts
    });
}
/**
 * Record a transaction of the team's own; may be repeated under its key
 */
export function createTransaction(key: string, newTransaction: NewTransaction, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Transaction;
        };
    } | {
        status: 201;
        data: {
            data: Transaction;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/customers/${encodeURIComponent(key)}/transactions`, oazapfts.json({
        ...opts,
        method: "POST",
        body: newTransaction
    }));
}
/**
 * Read a transaction, waiting ones too
 */
export function readTransaction(key: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Transaction;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/transactions/${encodeURIComponent(key)}`, {
        ...opts
    });
}
/**
 * Archive a transaction for good: it stays readable and counts nothing
 */
export function archiveTransaction(key: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Transaction;
        };
    } | {
        status: 202;
        data: {
            data: Transaction;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/transactions/${encodeURIComponent(key)}`, {
        ...opts,
        method: "DELETE"
    });
}
/**
 * Record transactions of the team's own from a CSV file; may be repeated
 */
export function importTransactions(body: {
    file: Blob;
    dry_run?: "true" | "false";
}, { dryRun }: {
    dryRun?: "true" | "false";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Import;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/imports/transactions${QS.query(QS.explode({
        dry_run: dryRun
    }))}`, oazapfts.multipart({
        ...opts,
        method: "POST",
        body
    }));
}
/**
 * What a partner's customers paid, by month and currency
 */
export function readRevenue(partnerKey: string, { $from, to }: {
    $from?: string;
    to?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: {
                items: Revenue[];
                has_more: boolean;
                next_cursor: string | null;
            };
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/partners/${encodeURIComponent(partnerKey)}/revenue${QS.query(QS.explode({
        "from": $from,
        to
    }))}`, {
        ...opts
    });
}
/**
 * A customer's subscriptions
 */
export function listSubscriptions(key: string, { limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: {
                items: Subscription[];
                has_more: boolean;
                next_cursor: string | null;
            };
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/customers/${encodeURIComponent(key)}/subscriptions${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Read a subscription, waiting ones too
 */
export function readSubscription(key: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Subscription;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/subscriptions/${encodeURIComponent(key)}`, {
        ...opts
    });
}
/**
 * Rows that count nothing yet: their customer or their payment is not known
 */
export function listWaiting({ limit, cursor, key }: {
    limit?: number;
    cursor?: string;
    key?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: {
                items: WaitingRow[];
                has_more: boolean;
                next_cursor: string | null;
            };
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/waiting${QS.query(QS.explode({
        limit,
        cursor,
        key
    }))}`, {
        ...opts
    });
}
/**
 * Events that could not be read, the newest first
 */
export function listUnreadableEvents(outcome: "unreadable", { limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: {
                items: Event[];
                has_more: boolean;
                next_cursor: string | null;
            };
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/events${QS.query(QS.explode({
        limit,
        cursor,
        outcome
    }))}`, {
        ...opts
    });
}
/**
 * What became of an event
 */
export function readEvent(provider: string, eventId: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Event;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/events/${encodeURIComponent(provider)}/${encodeURIComponent(eventId)}`, {
        ...opts
    });
}
/**
 * Name the payment of a waiting refund; it counts there at once. Naming another one moves it, naming the same changes nothing
 */
export function linkEvent(provider: string, eventId: string, eventLink: EventLink, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Event;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/events/${encodeURIComponent(provider)}/${encodeURIComponent(eventId)}/link`, oazapfts.json({
        ...opts,
        method: "POST",
        body: eventLink
    }));
}
/**
 * Read an archived event again, as if it came now; what is in the ledger already does not count twice
 */
export function replayEvent(provider: string, eventId: string, eventReplay: EventReplay, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            data: Event;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 410;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/events/${encodeURIComponent(provider)}/${encodeURIComponent(eventId)}/replay`, oazapfts.json({
        ...opts,
        method: "POST",
        body: eventReplay
    }));
}
/**
 * Read all archived events again that fit. A dry run counts them, and what is left of the payments that they name
 */
export function replayEvents(replay: Replay, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            data: Job;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/events/replay", oazapfts.json({
        ...opts,
        method: "POST",
        body: replay
    }));
}
/**
 * What to set up at each provider that is on, and when it was last heard of
 */
export function listWebhooks(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: {
                items: Webhook[];
                has_more: boolean;
                next_cursor: string | null;
            };
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/webhooks", {
        ...opts
    });
}
/**
 * How much waits to be worked off, and what could not be. The queue itself is counted, never looked into
 */
export function readQueue(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Queue;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/queue", {
        ...opts
    });
}
/**
 * Put what could not be worked off back on the queue, or count it
 */
export function redriveQueue(redrive?: Redrive, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            data: Job;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/queue/redrive", oazapfts.json({
        ...opts,
        method: "POST",
        body: redrive
    }));
}
/**
 * How far a job is
 */
export function readJob(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Job;
        };
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/jobs/${encodeURIComponent(id)}`, {
        ...opts
    });
}
/**
 * What this deployment runs with. Secrets are no part of it: nobody but the providers and their doors knows them
 */
export function readSettings(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            data: Settings;
        };
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 429;
        data: {
            message: string;
        };
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/settings", {
        ...opts
    });
}
