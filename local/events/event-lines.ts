import type { CustomerUpdated } from '../../lambda/events/customer-updated.ts';
import type { BusEvent } from './event-bus.ts';

/** An event's line: `event customer.updated <id> 4→5 firstName, lastName by demo`. */
export function toEventLine(event: BusEvent): string {
  const { customerId, previousVersion, version, changed, updatedBy } =
    event.detail as CustomerUpdated;
  const names = changed.join(', ');
  return `event ${event['detail-type']} ${customerId} ${previousVersion}→${version} ${names} by ${updatedBy.id}`;
}

/** The function's log lines except the one that every batch has. */
export function toFaultLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.includes('"message":"changes"'));
}
