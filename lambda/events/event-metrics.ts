/** The namespace and the value of the dimension `service` that the API's function has, too. */
export const METRICS_NAMESPACE = 'CustomerProfileUpdate';
export const SERVICE_NAME = 'customer-profile-update';

/** Every metric of this function; a batch of records without any of it writes none. */
export const EVENT_METRIC = {
  announced: 'EventsAnnounced',
  /** By the bus; each is sent again. */
  refused: 'EventsRefused',
  /** Their places are in the dead-letter queue. */
  unreadable: 'RecordsUnreadable',
} as const;

export type EventCounts = Record<keyof typeof EVENT_METRIC, number>;
