/** What has an end: the first day on which it is no longer in force, or null. */
export interface Ending {
  validTo: string | null
}

/** True on a day on which it has not ended. */
export function isInForce({ validTo }: Ending, date: string): boolean {
  return validTo === null || validTo > date
}
