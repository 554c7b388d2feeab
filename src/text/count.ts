/** How many there are, for the eye: `10,000` as its reader groups digits. Not for numbers that name something, as ports and codes do. */
export function countText(number: number, language: string): string {
  return new Intl.NumberFormat(language).format(number);
}
