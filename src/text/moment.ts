/**
 * A moment for who reads it later or elsewhere: date and time of day of this computer in the reader's language; with `zone` also
 * which time that is, for a text that others get.
 */
export function momentText(at: string | Date, language: string, zone = false): string {
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(zone && { timeZoneName: 'short' }),
  }).format(new Date(at));
}
