/** The same namespace and `service` dimension as the API's function. */
export const METRICS_NAMESPACE = 'CustomerProfileUpdate';
export const SERVICE_NAME = 'customer-profile-update';

/** The names of this function's metrics. A metric whose count is 0 is not written. */
export const EVENT_METRIC = {
  announced: 'EventsAnnounced',
  /** Refused by the bus; sent again later. */
  refused: 'EventsRefused',
  /** Records that cannot be read; their places go to the dead-letter queue. */
  unreadable: 'RecordsUnreadable',
} as const;

export type EventCounts = Record<keyof typeof EVENT_METRIC, number>;
